import { describe, expect, it } from "vitest";
import { percentile } from "../../src/statistics/percentile.js";

describe("percentile", () => {
  it("is the one of type 7: numpy.percentile([1, 2, 3, 4], 40) = 2.2", () => {
    expect(percentile([1, 2, 3, 4], 0.4)).toBeCloseTo(2.2, 12);
    expect(percentile([1, 2, 3, 4], 0)).toBe(1);
    expect(percentile([1, 2, 3, 4], 1)).toBe(4);
    expect(percentile([5], 0.3)).toBe(5);
    expect(percentile([Number.NEGATIVE_INFINITY, 0, 1], 0)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("refuses what has none", () => {
    expect(() => percentile([], 0.5)).toThrow("at least one value");
    expect(() => percentile([1], Number.NaN)).toThrow("from 0 to 1");
  });
});
