import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figureSample } from "../../src/results/figure-sample.js";
import { bounded, ratioEstimate } from "../../src/sim/ratio-estimate.js";
import { meanEstimate } from "../../src/statistics/mean-estimate.js";
import { wilsonEstimate } from "../../src/statistics/wilson.js";

function standardError(values: readonly number[]): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) / n);
}

const exact = { value: 3, low: 3, high: 3, confidence: 1 };

describe("what an interval was made from", () => {
  it("is the standard error of the replications' mean, also where 0 or 1 cut one side off", () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.constantFrom(0.9, 0.95, 0.99), (figures, confidence) => {
        const estimate = bounded(meanEstimate(figures, confidence), 0, 1);
        fc.pre(estimate.low > 0 || estimate.high < 1);
        fc.pre(!(estimate.value === 0 || estimate.value === 1));
        const sample = figureSample(estimate, { replications: figures.length });
        expect(sample).toMatchObject({ kind: "mean", degreesOfFreedom: figures.length - 1 });
        if (sample.kind === "mean") expect(sample.standardError).toBeCloseTo(standardError(figures), 9);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("is never less than it was, where both sides were cut off", () => {
    const estimate = bounded(meanEstimate([0.05, 0.95]), 0, 1);
    expect([estimate.low, estimate.high]).toEqual([0, 1]);
    const sample = figureSample(estimate, { replications: 2 });
    expect(sample.kind === "mean" && sample.standardError).toBeGreaterThanOrEqual(standardError([0.05, 0.95]));
  });

  it("is all trials of Wilson's interval where there was no event, or nothing else", () => {
    for (const trials of [1, 7, 1000, 15_148_369]) {
      expect(figureSample(wilsonEstimate(0, trials), {})).toEqual({ kind: "count", events: 0, trials });
      expect(figureSample(wilsonEstimate(trials, trials), {})).toEqual({ kind: "count", events: trials, trials });
    }
  });

  it("is at least the noise of the events themselves: one loss in each of two replications is no certainty", () => {
    const occurrences = [
      { events: 1, trials: 1000 },
      { events: 1, trials: 1001 },
    ];
    const sample = figureSample(ratioEstimate(occurrences, 0.95), { replications: 2, trials: 2001 });
    expect(sample.kind === "mean" && sample.standardError).toBeCloseTo(Math.sqrt(2) / 2001, 6);
  });

  it("is nothing where one replication, or no value, is all there is", () => {
    expect(figureSample(exact, {})).toEqual({ kind: "exact", value: 3 });
    expect(figureSample(meanEstimate([5]), { replications: 1 })).toEqual({ kind: "single", value: 5 });
    expect(figureSample(meanEstimate([5, Number.NaN]), { replications: 2 })).toEqual({ kind: "none", isRandom: true });
    expect(figureSample({ ...exact, value: Number.NaN }, {})).toEqual({ kind: "none", isRandom: false });
    expect(figureSample({ value: 0, low: 0, high: 1, confidence: 0.95 }, { replications: 3 }).kind).toBe("none");
  });
});
