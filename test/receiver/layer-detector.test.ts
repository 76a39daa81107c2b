import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choleskyInPlace, choleskySolve, complexMatrix, gramMatrix } from "../../src/complex-matrix.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { LayerDetector } from "../../src/receiver/layer-detector.js";
import type { ReceivedBlock } from "../../src/receiver/received-block.js";

const elements = 6;

function randomBlock(receive: number, layers: number, snr_dB: number, seed: number): ReceivedBlock {
  const stream = new RandomStream(seed, "layer-detector");
  const gaussians = (length: number) => Float32Array.from({ length }, () => Math.SQRT1_2 * stream.gaussian());
  return {
    receive,
    layers,
    elements,
    yRe: gaussians(receive * elements),
    yIm: gaussians(receive * elements),
    hRe: gaussians(receive * layers * elements),
    hIm: gaussians(receive * layers * elements),
    noiseVariance: 10 ** (-snr_dB / 10),
    errorVariance: new Float64Array(layers),
  };
}

/** H of an element with its columns scaled: `[receive][layer]`. */
function channelAt(block: ReceivedBlock, element: number, roots: readonly number[]) {
  const { receive, layers } = block;
  const h = complexMatrix(receive, layers);
  for (let i = 0; i < receive * layers; i++) {
    h.re[i] = roots[i % layers] * block.hRe[i * elements + element];
    h.im[i] = roots[i % layers] * block.hIm[i * elements + element];
  }
  return h;
}

/** h^H R^-1 h of a layer, R of the noise and what is left of the others. */
function theoreticalSinr(block: ReceivedBlock, element: number, layer: number, left: readonly number[]): number {
  const { receive, layers } = block;
  const others = channelAt(
    block,
    element,
    left.map((power, each) => (each === layer ? 0 : Math.sqrt(power))),
  );
  const covariance = complexMatrix(receive, receive);
  const noise = block.noiseVariance + block.errorVariance.reduce((sum, each) => sum + each, 0);
  gramMatrix(others, noise, covariance);
  expect(choleskyInPlace(covariance)).toBe(true);
  const full = channelAt(block, element, new Array<number>(layers).fill(1));
  const h = complexMatrix(receive, 1);
  for (let branch = 0; branch < receive; branch++) {
    h.re[branch] = full.re[branch * layers + layer];
    h.im[branch] = full.im[branch * layers + layer];
  }
  const solved = complexMatrix(receive, 1);
  solved.re.set(h.re);
  solved.im.set(h.im);
  choleskySolve(covariance, solved);
  let sum = 0;
  for (let branch = 0; branch < receive; branch++) {
    sum += h.re[branch] * solved.re[branch] + h.im[branch] * solved.im[branch];
  }
  return sum;
}

/** log2 det(I + H H^H / N0). */
function capacity(block: ReceivedBlock, element: number): number {
  const { receive, layers } = block;
  const covariance = complexMatrix(receive, receive);
  gramMatrix(channelAt(block, element, new Array<number>(layers).fill(1)), block.noiseVariance, covariance);
  choleskyInPlace(covariance);
  let sum = 0;
  for (let branch = 0; branch < receive; branch++) {
    sum += 2 * Math.log2(covariance.re[branch * receive + branch]) - Math.log2(block.noiseVariance);
  }
  return sum;
}

const shapes = fc.record({
  receive: fc.integer({ min: 1, max: 6 }),
  layers: fc.integer({ min: 1, max: 5 }),
  snr_dB: fc.integer({ min: -10, max: 30 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
});

for (const backend of ["reference", "simd"] as const) {
  describe(`detection of what is left of a block (${backend})`, () => {
    it("has the MMSE SINR h^H R^-1 h, whatever is left of each layer, errors of the channel as noise", () => {
      fc.assert(
        fc.property(shapes, ({ receive, layers, snr_dB, seed }) => {
          const block = randomBlock(receive, layers, snr_dB, seed);
          const stream = new RandomStream(seed, "left");
          block.errorVariance.forEach((_, layer) => {
            block.errorVariance[layer] = 0.1 * stream.uniform();
          });
          const detector = new LayerDetector(receive, layers, elements, backend);
          detector.load(block);
          const left = Array.from({ length: layers }, (_, layer) => [1, 0, stream.uniform()][layer % 3]);
          left.forEach((power, layer) => {
            detector.leave(layer, power);
          });
          detector.detect("lmmse");
          for (let layer = 0; layer < layers; layer++) {
            const expected = theoreticalSinr(block, 2, layer, left);
            expect(Math.abs(detector.sinr[layer * elements + 2] / expected - 1)).toBeLessThan(2e-3);
          }
        }),
        { seed: 1, numRuns: 60 },
      );
    });

    it("has the same where what is left differs from element to element", () => {
      fc.assert(
        fc.property(shapes, ({ receive, layers, snr_dB, seed }) => {
          const block = randomBlock(receive, layers, snr_dB, seed);
          const stream = new RandomStream(seed, "left");
          const detector = new LayerDetector(receive, layers, elements, backend);
          detector.load(block);
          const left = Array.from({ length: layers }, () => {
            return Float32Array.from({ length: elements }, () => 0.01 + 0.99 * stream.uniform());
          });
          left.forEach((variance, layer) => {
            detector.leaveEach(layer, variance, 0);
          });
          detector.detect("lmmse");
          for (let layer = 0; layer < layers; layer++) {
            for (let n = 0; n < elements; n++) {
              const at = left.map((variance) => variance[n]);
              const expected = theoreticalSinr(block, n, layer, at);
              expect(Math.abs(detector.sinr[layer * elements + n] / expected - 1)).toBeLessThan(2e-3);
            }
          }
        }),
        { seed: 2, numRuns: 40 },
      );
    });

    it("cancels layer after layer to the capacity: rates add up to log2 det(I + H H^H / N0)", () => {
      fc.assert(
        fc.property(shapes, ({ receive, layers, snr_dB, seed }) => {
          const block = randomBlock(receive, layers, snr_dB, seed);
          const detector = new LayerDetector(receive, layers, elements, backend);
          detector.load(block);
          const rates = new Float64Array(elements);
          let linear = 0;
          for (let layer = 0; layer < layers; layer++) {
            detector.detect("lmmse");
            for (let n = 0; n < elements; n++) rates[n] += Math.log2(1 + detector.sinr[layer * elements + n]);
            if (layer === 0) {
              for (let each = 0; each < layers; each++) linear += Math.log2(1 + detector.sinr[each * elements]);
            }
            detector.leave(layer, 0);
          }
          for (let n = 0; n < elements; n++) {
            expect(Math.abs(rates[n] / capacity(block, n) - 1)).toBeLessThan(1e-3);
          }
          // Without cancellation, the bound is not crossed.
          expect(linear).toBeLessThan(capacity(block, 0) * (1 + 1e-3));
        }),
        { seed: 3, numRuns: 60 },
      );
    });

    it("subtracts a layer's symbols through its channel and puts them back", () => {
      const block = randomBlock(3, 2, 10, 4);
      const detector = new LayerDetector(3, 2, elements, backend);
      const symbols = Float32Array.from({ length: 2 * elements }, (_, i) => Math.sin(i));
      detector.load(block);
      detector.subtract(1, symbols, symbols, elements);
      const at = 1 * elements + 3;
      const h = (1 * 2 + 1) * elements + 3;
      const x = symbols[elements + 3];
      expect(detector.yRe[at]).toBeCloseTo(block.yRe[at] - (block.hRe[h] - block.hIm[h]) * x, 5);
      expect(detector.yIm[at]).toBeCloseTo(block.yIm[at] - (block.hRe[h] + block.hIm[h]) * x, 5);
      detector.restore();
      expect(detector.yRe).toEqual(block.yRe);
    });
  });
}

describe("a received block", () => {
  it("is refused where its shape or a variance does not fit", () => {
    const detector = new LayerDetector(2, 2, elements);
    expect(() => detector.load(randomBlock(3, 2, 0, 1))).toThrow(/expected 2 branches/);
    const block = randomBlock(2, 2, 0, 1);
    block.noiseVariance = 0;
    expect(() => detector.load(block)).toThrow(/noiseVariance/);
    expect(() => detector.load({ ...block, noiseVariance: 1, errorVariance: Float64Array.of(0, -1) })).toThrow(
      /errorVariance/,
    );
  });
});
