import { describe, expect, it } from "vitest";
import { convolutionalTrellis, trellisOutputs } from "../../kernels/viterbi/convolutional-trellis.js";
import type { ViterbiFrame } from "../../kernels/viterbi/viterbi-decoder.js";
import { BcjrDecoder } from "../../src/fec/bcjr.js";
import { RandomStream } from "../../src/random/random-stream.js";

const cases: readonly (readonly [string, number, readonly number[], ViterbiFrame])[] = [
  ["ended", 3, [0o7, 0o5], { steps: 9, start: "zero", end: "zero" }],
  ["cut off", 3, [0o7, 0o5], { steps: 8, start: "zero", end: "any" }],
  ["from anywhere to anywhere", 3, [0o7, 0o5], { steps: 7, start: "any", end: "any" }],
  ["of rate 1/3", 4, [0o13, 0o15, 0o17], { steps: 9, start: "zero", end: "zero" }],
  ["of a single step", 3, [0o7, 0o5], { steps: 1, start: "zero", end: "any" }],
  ["of K = 2", 2, [0o3, 0o1], { steps: 7, start: "zero", end: "zero" }],
];

/** ln of the sum, or the largest, of the likelihoods of all inputs with a bit of a value. */
function enumerated(
  [, length, generators, frame]: (typeof cases)[number],
  llrs: Float64Array,
  priors: Float64Array,
  rule: "log" | "max-log",
): Float64Array {
  const trellis = convolutionalTrellis(length, generators);
  const { steps, start, end } = frame;
  const memory = length - 1;
  const sums = [new Float64Array(steps).fill(-Infinity), new Float64Array(steps).fill(-Infinity)];
  for (let before = 0; before < (start === "any" ? 2 ** memory : 1); before++) {
    for (let inputs = 0; inputs < 2 ** steps; inputs++) {
      if (end === "zero" && inputs >> (steps - memory) !== 0) continue;
      let window = before;
      let metric = 0;
      for (let step = 0; step < steps; step++) {
        const input = (inputs >> step) & 1;
        window = ((window << 1) | input) & (2 ** length - 1);
        const outputs = trellisOutputs(trellis, window);
        metric += (input === 0 ? priors[step] : -priors[step]) / 2;
        for (let i = 0; i < generators.length; i++) {
          const llr = llrs[step * generators.length + i];
          metric += ((outputs >> i) & 1 ? -llr : llr) / 2;
        }
      }
      for (let step = 0; step < steps; step++) {
        const sum = sums[(inputs >> step) & 1];
        const [small, large] = [Math.min(sum[step], metric), Math.max(sum[step], metric)];
        sum[step] = rule === "log" ? large + Math.log1p(Math.exp(small - large)) : large;
      }
    }
  }
  return sums[0].map((zero, step) => zero - sums[1][step]);
}

describe.each(cases)("posteriors of frames %s", (...each) => {
  const [, length, generators, frame] = each;

  it.each(["log", "max-log"] as const)("are those of all inputs one by one: %s", (rule) => {
    const decoder = new BcjrDecoder(convolutionalTrellis(length, generators), frame, rule);
    for (let n = 0; n < 5; n++) {
      const stream = new RandomStream(1, "test", n);
      // Every fourth bit is punctured.
      const llrs = Float64Array.from({ length: frame.steps * generators.length }, (_, i) =>
        i % 4 === 3 ? 0 : 2 * stream.gaussian(),
      );
      const priors = Float64Array.from({ length: frame.steps }, () => (n % 2 === 0 ? 0 : stream.gaussian()));
      const found = new Float64Array(frame.steps);
      decoder.decode(llrs, found, priors);
      const expected = enumerated(each, llrs, priors, rule);
      for (let step = 0; step < frame.steps; step++) {
        if (Number.isFinite(expected[step])) expect(found[step]).toBeCloseTo(expected[step], 10);
        else expect(found[step]).toBe(expected[step]);
      }
    }
  });
});

describe("BCJR decoder", () => {
  it("stays exact with LLRs far apart", () => {
    const frame = { steps: 200, start: "zero", end: "zero" } as const;
    const decoder = new BcjrDecoder(convolutionalTrellis(7, [0o171, 0o133]), frame, "log");
    const found = new Float64Array(200);
    decoder.decode(new Float64Array(400).fill(1e6), found);
    // 171/133 has 11 paths of weight 10, with 36 ones among their inputs: so many ways turn over the first input, so many
    // any other one. The tail is known.
    expect(found[0]).toBeCloseTo(1e7 - Math.log(11), 6);
    expect(found[100]).toBeCloseTo(1e7 - Math.log(36), 6);
    expect(found[199]).toBe(Infinity);
  });

  it("refuses frames that are too short or too long", () => {
    const trellis = convolutionalTrellis(7, [0o171, 0o133]);
    const open = (steps: number) => () => new BcjrDecoder(trellis, { steps, start: "zero", end: "zero" }, "log");
    expect(open(6)).toThrow(/steps: expected a whole number from 7/);
    expect(open(3e6)).toThrow(/steps/);
  });

  it("keeps little, and gives the posteriors of a frame's end as a frame of its own does", () => {
    const trellis = convolutionalTrellis(7, [0o171, 0o133]);
    const stream = new RandomStream(3, "test.bcjr");
    const steps = 80_000;
    const llrs = Float32Array.from({ length: 2 * steps }, () => 2 + 2 * stream.gaussian());
    const posteriors = new Float64Array(steps);
    new BcjrDecoder(trellis, { steps, start: "zero", end: "zero" }, "log").decode(llrs, posteriors);
    // What stands further back than many constraint lengths says nothing any more.
    const last = 20_000;
    const alone = new Float64Array(last);
    const frame = { steps: last, start: "any", end: "zero" } as const;
    new BcjrDecoder(trellis, frame, "log").decode(llrs.slice(2 * (steps - last)), alone);
    for (let step = 500; step < last - 6; step++) {
      expect(Math.abs(alone[step] - posteriors[steps - last + step])).toBeLessThan(1e-9);
    }
    const first = 20_000;
    const begin = new Float64Array(first);
    new BcjrDecoder(trellis, { steps: first, start: "zero", end: "any" }, "log").decode(
      llrs.slice(0, 2 * first),
      begin,
    );
    for (let step = 0; step < first - 500; step++) {
      expect(Math.abs(begin[step] - posteriors[step])).toBeLessThan(1e-9);
    }
  });
});
