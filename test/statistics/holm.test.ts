import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holmRejections } from "../../src/statistics/holm.js";

describe("holmRejections", () => {
  it("steps down until the first p-value above its share of the level", () => {
    // Shares of 0.05: 0.0125, 0.0167, 0.025, 0.05.
    expect(holmRejections([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true]);
    expect(holmRejections([0.01, 0.02, 0.03, 0.005], 0.05)).toEqual([true, true, true, true]);
    expect(holmRejections([0.2], 0.05)).toEqual([false]);
    expect(holmRejections([], 0.05)).toEqual([]);
  });

  it("stops at a p-value that is no number", () => {
    expect(holmRejections([Number.NaN], 0.05)).toEqual([false]);
  });

  it("rejects whatever Bonferroni rejects, and nothing above the level", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), { maxLength: 30 }), (pValues) => {
        holmRejections(pValues, 0.05).forEach((isRejected, i) => {
          if (pValues[i] <= 0.05 / pValues.length) expect(isRejected).toBe(true);
          if (pValues[i] > 0.05) expect(isRejected).toBe(false);
        });
      }),
    );
  });

  it("needs a level between 0 and 1", () => {
    expect(() => holmRejections([0.1], 0)).toThrow(RangeError);
  });
});
