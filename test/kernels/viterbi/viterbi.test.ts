import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convolutionalTrellis, trellisOutputs } from "../../../kernels/viterbi/convolutional-trellis.js";
import { metricSpread } from "../../../kernels/viterbi/metric-spread.js";
import { ReferenceViterbiDecoder } from "../../../kernels/viterbi/viterbi-reference.js";
import { viterbiCount, viterbiCounts } from "../../../kernels/viterbi/viterbi-settings.js";
import { SimdViterbiDecoder } from "../../../kernels/viterbi/viterbi-simd.js";

const standard = convolutionalTrellis(7, [0o171, 0o133]);
const frame = { steps: 64, start: "zero", end: "zero" } as const;

describe("convolutional trellis", () => {
  it("puts out the generators, newest input first, as the response to a single 1", () => {
    const response = (output: number) =>
      Array.from({ length: 7 }, (_, delay) => (trellisOutputs(standard, 1 << delay) >> output) & 1).join("");
    expect(response(0)).toBe("1111001");
    expect(response(1)).toBe("1011011");
  });

  it("refuses codes that do not exist", () => {
    expect(() => convolutionalTrellis(1, [1])).toThrow(
      /constraintLength: expected a whole number from 2 to 14, found 1/,
    );
    expect(() => convolutionalTrellis(3, [])).toThrow(/generators.length/);
    expect(() => convolutionalTrellis(3, [0o7, 0o10])).toThrow(/generators\[1\]: expected a whole number from 1 to 7/);
    expect(() => convolutionalTrellis(3, [0o7, Number.NaN])).toThrow(/generators\[1\]/);
    expect(() => convolutionalTrellis(3, [0o7], [true, true])).toThrow(/inverted/);
  });
});

describe("path metrics", () => {
  it("lie no further apart than the lightest way into a state, weighed from legal frames", () => {
    // No state of 171/133 needs more than 8 ones to be reached from 0 or to be left for it; 9 while a frame begins.
    const { spread, startDistances } = metricSpread(standard, frame);
    expect(spread).toBe(9);
    expect(startDistances[0]).toBe(0);
    expect(Math.max(...startDistances)).toBe(8);
  });

  it("stay within 8 and 16 bits up to the widest clip: SIMD decides as unbounded metrics do", () => {
    const codes = [standard, convolutionalTrellis(7, [0o133, 0o171, 0o165]), convolutionalTrellis(9, [0o561, 0o753])];
    for (const trellis of codes) {
      for (const arithmetic of ["int8", "int16"] as const) {
        // The clip that leaves room for a single step, and so the fullest metrics.
        let largestLlr = 1;
        const fits = (clip: number) => {
          try {
            return viterbiCounts(trellis, frame, arithmetic, { llrScale: 1, largestLlr: clip }).normalisedEvery >= 1;
          } catch {
            return false;
          }
        };
        while (fits(largestLlr + 1)) largestLlr++;
        const quantisation = { llrScale: 1, largestLlr };
        const reference = new ReferenceViterbiDecoder(trellis, frame, arithmetic, quantisation);
        const simd = new SimdViterbiDecoder(trellis, frame, arithmetic, quantisation);
        const length = frame.steps * trellis.outputs;
        const level = fc.constantFrom(-1e6, -1e6, -1e6, 0, 1, 1e6, 1e6, 1e6);
        fc.assert(
          fc.property(fc.array(level, { minLength: length, maxLength: length }), (llrs) => {
            const expected = new Uint8Array(frame.steps);
            const found = new Uint8Array(frame.steps);
            reference.llrs.set(llrs);
            simd.llrs.set(llrs);
            reference.decode(expected);
            simd.decode(found);
            expect(found).toEqual(expected);
          }),
          { seed: 3, numRuns: 40 },
        );
      }
    }
  });
});

describe("quantisation", () => {
  it("rounds halves away from zero and clips", () => {
    const counts = viterbiCounts(standard, frame, "int8", { llrScale: 2, largestLlr: 7 });
    const values = [0, 0.24, 0.25, -0.25, 1.3, 3.49, 3.5, -99, 3e38, -3e38];
    expect(values.map((llr) => viterbiCount(llr, counts))).toEqual([0, 0, 1, -1, 3, 7, 7, -7, 7, -7]);
  });

  it("refuses formats that the path metrics do not hold, saying which they do", () => {
    const counts = (largestLlr: number, llrScale = 1) =>
      viterbiCounts(standard, frame, "int8", { llrScale, largestLlr });
    expect(() => counts(24)).toThrow(/largestLlr: expected a whole number from 1 to 23, .* found 24/);
    expect(() => counts(0)).toThrow(/largestLlr/);
    expect(() => counts(Number.NaN)).toThrow(/largestLlr/);
    expect(() => counts(7, 0)).toThrow(/llrScale/);
    expect(() => counts(7, Number.NaN)).toThrow(/llrScale/);
    expect(() => new ReferenceViterbiDecoder(standard, frame, "float32", { llrScale: 1, largestLlr: 1 })).toThrow(
      /float32/,
    );
  });

  it("refuses frames shorter than the tail or longer than memory", () => {
    const steps = (count: number) => () => new SimdViterbiDecoder(standard, { ...frame, steps: count }, "int8");
    expect(steps(6)).toThrow(/steps: expected a whole number from 7/);
    expect(steps(1e9)).toThrow(/steps/);
    expect(steps(7.5)).toThrow(/steps/);
  });
});
