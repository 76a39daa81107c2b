import { describe, expect, it } from "vitest";
import { choleskyInPlace, complexMatrix } from "../../src/complex-matrix.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { MultiUserReceiver } from "../../src/receiver/multi-user-receiver.js";
import { SimulatedBlock, SimulatedUser, type UserShape } from "./simulated-block.js";

/** Rate 0.5 of QPSK. */
const shape: UserShape = { modulation: "QPSK", elements: 2400, transportBlockBits: 2400 };
/** Elements that the covariance of interference and noise is estimated from. */
const observed = 96;
const interferer_dB = 30;

/** Multiplies the rows of y and h by the inverse of the Cholesky factor of a 2 x 2 covariance. */
function whiten(block: SimulatedBlock, covariance: { re: Float64Array; im: Float64Array }): void {
  const factor = complexMatrix(2, 2);
  factor.re.set(covariance.re);
  factor.im.set(covariance.im);
  expect(choleskyInPlace(factor)).toBe(true);
  const rows = (re: Float32Array, im: Float32Array) => {
    const half = re.length / 2;
    const [top, lower] = [factor.re[0], factor.re[3]];
    for (let i = 0; i < half; i++) {
      re[i] /= top;
      im[i] /= top;
      const [lRe, lIm] = [factor.re[2], factor.im[2]];
      re[half + i] = (re[half + i] - (lRe * re[i] - lIm * im[i])) / lower;
      im[half + i] = (im[half + i] - (lRe * im[i] + lIm * re[i])) / lower;
    }
  };
  rows(block.yRe, block.yIm);
  rows(block.hRe, block.hIm);
}

/**
 * Slots lost of `slots` on two antennas, and the mean SINR of the equalised symbols as measured, in dB. With an interferer,
 * its direction and the wanted one's are random, the wanted one's power such that what its one degree of freedom has,
 * |h|^2 sin^2 of the angle between them, is the given SNR; without, the power is the SNR itself.
 */
function lost(
  snr_dB: number,
  hasInterferer: boolean,
  slots: number,
): { readonly lost: number; readonly sinr_dB: number } {
  const user = new SimulatedUser(shape, "wanted");
  const block = new SimulatedBlock([user], 2, shape.elements, 1);
  const receiver = new MultiUserReceiver(
    { detector: "lmmse", demapping: "exact", cancellation: { kind: "none" } },
    [user.word],
    2,
    shape.elements,
  );
  const stream = new RandomStream(6, "irc", Math.round(100 * snr_dB) + (hasInterferer ? 1e6 : 0));
  const complex = () => [Math.SQRT1_2 * stream.gaussian(), Math.SQRT1_2 * stream.gaussian()];
  let count = 0;
  let error = 0;
  for (let slot = 0; slot < slots; slot++) {
    const [h, g] = [
      [complex(), complex()],
      [complex(), complex()],
    ];
    const power = (v: number[][]) => v.reduce((sum, [re, im]) => sum + re * re + im * im, 0);
    // |g^T J h|^2 / |g|^2 is the part of h beside g.
    const beside = [
      g[0][0] * h[1][0] - g[0][1] * h[1][1] - (g[1][0] * h[0][0] - g[1][1] * h[0][1]),
      g[0][0] * h[1][1] + g[0][1] * h[1][0] - (g[1][0] * h[0][1] + g[1][1] * h[0][0]),
    ];
    const own = hasInterferer ? power([beside]) / power(g) : power(h);
    const scale = Math.sqrt(10 ** (snr_dB / 10) / own);
    block.set((branch) => [scale * h[branch][0], scale * h[branch][1]]);
    block.transmit(slot, stream);
    if (hasInterferer) {
      const amplitude = Math.sqrt(10 ** (interferer_dB / 10) / power(g));
      const covariance = { re: new Float64Array(4), im: new Float64Array(4) };
      for (let n = -observed; n < shape.elements; n++) {
        const [xRe, xIm] = complex();
        const v = g.map(([re, im]) => [amplitude * (re * xRe - im * xIm), amplitude * (re * xIm + im * xRe)]);
        if (n >= 0) {
          for (const branch of [0, 1]) {
            block.yRe[branch * shape.elements + n] += v[branch][0];
            block.yIm[branch * shape.elements + n] += v[branch][1];
          }
          continue;
        }
        const seen = v.map(([re, im]) => {
          const [nRe, nIm] = complex();
          return [re + nRe, im + nIm];
        });
        for (let i = 0; i < 2; i++) {
          for (let j = 0; j < 2; j++) {
            covariance.re[2 * i + j] += (seen[i][0] * seen[j][0] + seen[i][1] * seen[j][1]) / observed;
            covariance.im[2 * i + j] += (seen[i][1] * seen[j][0] - seen[i][0] * seen[j][1]) / observed;
          }
        }
      }
      whiten(block, covariance);
    }
    if (!receiver.receive(block).words[0].isDecoded) count++;
    const { re, im } = receiver.equalised(0);
    for (let n = 0; n < shape.elements; n++) {
      error += ((re[n] - user.re[n]) ** 2 + (im[n] - user.im[n]) ** 2) / (shape.elements * slots);
    }
  }
  return { lost: count, sinr_dB: -10 * Math.log10(error) };
}

describe("two antennas against one strong interferer (MMSE-IRC)", () => {
  it("keep one degree of freedom: the SINR is |h|^2 sin^2 of the angle within 0.3 dB, covariance estimated", () => {
    const { sinr_dB } = lost(6, true, 40);
    expect(sinr_dB).toBeGreaterThan(6 - 0.3);
    expect(sinr_dB).toBeLessThan(6 + 0.3);
  });

  it("lose no more code words than one antenna without interference at 0.3 dB less", () => {
    const alone = lost(1.05, false, 100).lost;
    const against = lost(1.35, true, 100).lost;
    expect(alone).toBeGreaterThan(3);
    expect(alone).toBeLessThan(60);
    expect(against).toBeLessThanOrEqual(alone);
  });
});
