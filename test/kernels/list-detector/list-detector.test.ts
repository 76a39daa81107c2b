import { describe, expect, it } from "vitest";
import {
  type LayerConstellation,
  type ListDetectorForm,
  type ListDetectorShape,
  listDetector,
} from "../../../kernels/list-detector/list-detector.js";
import { listDetectorSimd } from "../../../kernels/list-detector/list-detector-simd.js";
import { mimoDetector } from "../../../kernels/mimo-detector/mimo-detector.js";
import { symmetricNumbers, uniformNumbers } from "../../../kernels/parity-input.js";

const forms = [
  ["reference", listDetector],
  ["simd", listDetectorSimd],
] as const;

/** Points on a grid with labels that are no Gray code: any labels must do. */
function grid(bitsPerSymbol: number): LayerConstellation {
  const columns = 2 ** Math.ceil(bitsPerSymbol / 2);
  const size = 2 ** bitsPerSymbol;
  const rows = size / columns;
  const level = (index: number, count: number) => 2 * index - (count - 1);
  const power = (columns ** 2 - 1) / 3 + (rows ** 2 - 1) / 3;
  const labels = Array.from({ length: size }, (_, label) => (label * 5) % size);
  return {
    bitsPerSymbol,
    pointsRe: Float64Array.from(labels, (at) => level(at % columns, columns) / Math.sqrt(power)),
    pointsIm: Float64Array.from(labels, (at) => level(Math.floor(at / columns), rows) / Math.sqrt(power)),
  };
}

function filled(form: ListDetectorForm, shape: ListDetectorShape, noiseVariance: number, seed = 1) {
  const made = form(shape);
  const { receive, elements, constellations } = shape;
  const layers = constellations.length;
  made.hRe.set(symmetricNumbers(made.hRe.length, seed, 1));
  made.hIm.set(symmetricNumbers(made.hIm.length, seed + 1, 1));
  const noise = Math.sqrt(1.5 * noiseVariance);
  made.yRe.set(symmetricNumbers(made.yRe.length, seed + 2, noise));
  made.yIm.set(symmetricNumbers(made.yIm.length, seed + 3, noise));
  const sent = uniformNumbers(layers * elements, seed + 4);
  for (let branch = 0; branch < receive; branch++) {
    for (let layer = 0; layer < layers; layer++) {
      const { pointsRe, pointsIm } = constellations[layer];
      for (let at = 0; at < elements; at++) {
        const label = Math.floor(sent[layer * elements + at] * pointsRe.length);
        const h = (branch * layers + layer) * elements + at;
        const y = branch * elements + at;
        made.yRe[y] += made.hRe[h] * pointsRe[label] - made.hIm[h] * pointsIm[label];
        made.yIm[y] += made.hRe[h] * pointsIm[label] + made.hIm[h] * pointsRe[label];
      }
    }
  }
  return made;
}

/** LLRs of one element from |y - H x|^2 of every x, as the definition has them. */
function bruteForce(
  made: ReturnType<typeof filled>,
  { receive, elements, constellations, llrs }: ListDetectorShape,
  at: number,
  noiseVariance: number,
): number[] {
  const layers = constellations.length;
  const total = constellations.reduce((product, { pointsRe }) => product * pointsRe.length, 1);
  const costs: number[] = [];
  const words: number[][] = [];
  for (let hypothesis = 0; hypothesis < total; hypothesis++) {
    let rest = hypothesis;
    const labels = constellations.map(({ pointsRe }) => {
      const label = rest % pointsRe.length;
      rest = Math.floor(rest / pointsRe.length);
      return label;
    });
    const word = labels.flatMap((label, layer) => {
      const { bitsPerSymbol } = constellations[layer];
      return Array.from({ length: bitsPerSymbol }, (_, bit) => (label >> (bitsPerSymbol - 1 - bit)) & 1);
    });
    let distance = 0;
    for (let branch = 0; branch < receive; branch++) {
      let re = made.yRe[branch * elements + at];
      let im = made.yIm[branch * elements + at];
      for (let layer = 0; layer < layers; layer++) {
        const h = (branch * layers + layer) * elements + at;
        const xRe = constellations[layer].pointsRe[labels[layer]];
        const xIm = constellations[layer].pointsIm[labels[layer]];
        re -= made.hRe[h] * xRe - made.hIm[h] * xIm;
        im -= made.hRe[h] * xIm + made.hIm[h] * xRe;
      }
      distance += re * re + im * im;
    }
    const prior = word.reduce((sum, bit, index) => sum + (bit ? made.priors[at * made.bits + index] : 0), 0);
    costs.push(distance / noiseVariance + prior);
    words.push(word);
  }
  return Array.from({ length: made.bits }, (_, bit) => {
    const [zero, one] = [0, 1].map((wanted) => {
      const those = costs.filter((_, index) => words[index][bit] === wanted);
      const least = Math.min(...those);
      if (llrs === "max-log") return least;
      return least - Math.log(those.reduce((sum, cost) => sum + Math.exp(least - cost), 0));
    });
    return one - zero - made.priors[at * made.bits + bit];
  });
}

const cases: readonly (readonly [receive: number, bits: readonly number[]])[] = [
  [1, [1]],
  [1, [4]],
  [2, [2, 2]],
  [2, [3, 1]],
  [1, [2, 2]],
  [4, [4, 2]],
  [3, [1, 2, 3]],
  [4, [2, 2, 2, 2]],
  [2, [1, 1, 1, 1]],
  [8, [6]],
];

describe.each(forms)("the detector of layers together, %s", (_, form) => {
  it.each(cases)("of %i branches and layers of %j bits is maximum likelihood: brute force", (receive, bits) => {
    const constellations = bits.map(grid);
    for (const llrs of ["max-log", "exact"] as const) {
      for (const [noiseVariance, prior] of [
        [0.1, 0],
        [1, 3],
      ]) {
        const shape = { receive, elements: 7, constellations, llrs };
        const made = filled(form, shape, noiseVariance);
        made.priors.set(symmetricNumbers(made.priors.length, 9, prior));
        made.detect(0, 7, noiseVariance);
        for (let at = 0; at < 7; at++) {
          const expected = bruteForce(made, shape, at, noiseVariance);
          for (const [bit, llr] of expected.entries()) {
            // Beyond it the SIMD form takes the nearest hypotheses; of at most 256, whose ln is 5.5.
            if (llrs === "exact" && Math.abs(llr) > 50) {
              expect(Math.abs(made.llrs[at * made.bits + bit] - llr)).toBeLessThan(5.6);
              continue;
            }
            expect(Math.abs(made.llrs[at * made.bits + bit] - llr)).toBeLessThan(1e-3 + 1e-4 * Math.abs(llr));
          }
        }
      }
    }
  });

  it("with as many survivors as hypotheses is maximum likelihood, with fewer close to it", () => {
    const constellations = [grid(4), grid(4)];
    const shape = { receive: 2, elements: 200, constellations, llrs: "max-log" } as const;
    const ml = filled(form, shape, 0.02);
    ml.detect(0, 200, 0.02);
    const wrong = (survivors: number) => {
      const made = filled(form, { ...shape, survivors, clip: 20 }, 0.02);
      made.detect(0, 200, 0.02);
      let different = 0;
      for (const [index, llr] of ml.llrs.entries()) {
        if (Math.abs(made.llrs[index] - llr) > 1e-3 * (1 + Math.abs(llr))) different++;
      }
      return different;
    };
    expect(wrong(256)).toBe(0);
    // Decisions, which need only the best hypothesis, are the same with few survivors.
    const few = filled(form, { ...shape, survivors: 16 }, 0.02);
    few.detect(0, 200, 0.02);
    const flips = ml.llrs.filter((llr, index) => Math.abs(llr) > 0.1 && Math.sign(llr) !== Math.sign(few.llrs[index]));
    expect(flips.length).toBeLessThan(8);
  });

  it("says no more than the clip where the list is limited", () => {
    const shape = { receive: 4, elements: 50, constellations: [grid(4), grid(4)], llrs: "max-log" } as const;
    for (const clip of [8, 3]) {
      const made = filled(form, { ...shape, survivors: 4, clip }, 0.001);
      made.detect(0, 50, 0.001);
      for (const llr of made.llrs) expect(Math.abs(llr)).toBeLessThanOrEqual(clip);
      expect(made.llrs.some((llr) => Math.abs(llr) === clip)).toBe(true);
    }
  });

  it("of one layer agrees with the linear detector's estimate, whose noise is white", () => {
    const shape = { receive: 3, elements: 20, constellations: [grid(2)], llrs: "max-log" } as const;
    const made = filled(form, shape, 0.3);
    made.detect(0, 20, 0.3);
    const linear = mimoDetector({ receive: 3, layers: 1, elements: 20 });
    for (const key of ["hRe", "hIm", "yRe", "yIm"] as const) linear[key].set(made[key]);
    void linear.detect("lmmse", 0, 20, 0.3);
    const { pointsRe, pointsIm } = shape.constellations[0];
    for (let at = 0; at < 20; at++) {
      const costs = Array.from(pointsRe, (re, label) => {
        return linear.sinr[at] * ((linear.xRe[at] - re) ** 2 + (linear.xIm[at] - pointsIm[label]) ** 2);
      });
      expect(made.llrs[2 * at]).toBeCloseTo(Math.min(costs[2], costs[3]) - Math.min(costs[0], costs[1]), 3);
      expect(made.llrs[2 * at + 1]).toBeCloseTo(Math.min(costs[1], costs[3]) - Math.min(costs[0], costs[2]), 3);
    }
  });

  it("a sure prior of one layer takes its interference away", () => {
    const pair = { receive: 1, elements: 9, constellations: [grid(2), grid(2)], llrs: "max-log" } as const;
    const made = filled(form, pair, 0.1);
    // Layer 1 is known to be label 0.
    for (let at = 0; at < 9; at++) made.priors.set([0, 0, 1000, 1000], 4 * at);
    made.detect(0, 9, 0.1);
    const alone = form({ ...pair, constellations: [grid(2)] });
    const [re, im] = [pair.constellations[1].pointsRe[0], pair.constellations[1].pointsIm[0]];
    for (let at = 0; at < 9; at++) {
      alone.hRe[at] = made.hRe[at];
      alone.hIm[at] = made.hIm[at];
      alone.yRe[at] = made.yRe[at] - made.hRe[9 + at] * re + made.hIm[9 + at] * im;
      alone.yIm[at] = made.yIm[at] - made.hRe[9 + at] * im - made.hIm[9 + at] * re;
    }
    alone.detect(0, 9, 0.1);
    for (let at = 0; at < 9; at++) {
      for (const bit of [0, 1]) expect(made.llrs[4 * at + bit]).toBeCloseTo(alone.llrs[2 * at + bit], 3);
    }
  });

  it("does ranges of elements alone, of any length", () => {
    for (const survivors of [undefined, 3]) {
      const shape = {
        receive: 2,
        elements: 11,
        constellations: [grid(2), grid(1)],
        llrs: "max-log",
        survivors,
      } as const;
      const whole = filled(form, shape, 0.1);
      whole.detect(0, 11, 0.1);
      for (const [first, count] of [
        [0, 0],
        [2, 1],
        [3, 5],
        [10, 1],
        [4, 7],
      ]) {
        const made = filled(form, shape, 0.1);
        made.llrs.fill(-1);
        made.detect(first, count, 0.1);
        for (let at = 0; at < 11; at++) {
          const isDone = at >= first && at < first + count;
          const expected = isDone ? whole.llrs.slice(3 * at, 3 * at + 3) : Float32Array.of(-1, -1, -1);
          expect(made.llrs.slice(3 * at, 3 * at + 3)).toEqual(expected);
        }
      }
    }
  });

  it("refuses what it cannot search", () => {
    const shape = { receive: 2, elements: 1, constellations: [grid(4)], llrs: "max-log" } as const;
    expect(() => form({ ...shape, constellations: [] })).toThrow(
      "listDetector: layers: expected a whole number from 1",
    );
    expect(() => form({ ...shape, constellations: [grid(6), grid(6), grid(6)] })).toThrow(
      "listDetector: hypotheses: expected at most 65536 where all survive, found 262144",
    );
    expect(() => form({ ...shape, survivors: 0 })).toThrow(
      "survivors: expected a whole number from 1 to 4096, found 0",
    );
    expect(() => form({ ...shape, survivors: 4, clip: 0 })).toThrow("clip: expected a number above 0, found 0");
    expect(() => form(shape).detect(0, 2, 1)).toThrow("count: expected a whole number from 0 to 1, found 2");
    expect(() => form(shape).detect(0, 1, -1)).toThrow("noiseVariance: expected a number above 0, found -1");
  });
});
