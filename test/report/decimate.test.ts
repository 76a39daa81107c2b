import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimatedIndices, plotNumber } from "../../src/report/decimate.js";

describe("decimation", () => {
  it("leaves a short series as it is", () => {
    expect(decimatedIndices([3, 1, 2], 10)).toEqual([0, 1, 2]);
    expect(decimatedIndices([])).toEqual([]);
  });

  it("keeps at most 2000 points, in order, with both ends and both extremes", () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 2001, maxLength: 9000 });
    fc.assert(
      fc.property(values, (series) => {
        const kept = decimatedIndices(series);
        expect(kept.length).toBeLessThanOrEqual(2000);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect([kept[0], kept[kept.length - 1]]).toEqual([0, series.length - 1]);
        const shown = kept.map((index) => series[index]);
        expect(Math.max(...shown)).toBe(Math.max(...series));
        expect(Math.min(...shown)).toBe(Math.min(...series));
      }),
      { numRuns: 20 },
    );
  });

  it("keeps a gap of a single step in a day", () => {
    const series = new Float64Array(86_400).fill(1);
    series[43_210] = Number.NaN;
    expect(decimatedIndices(series)).toContain(43_210);
  });

  it("draws no number as a gap", () => {
    expect([Number.NaN, Number.NEGATIVE_INFINITY, 1 / 3].map(plotNumber)).toEqual([null, null, 0.3333333]);
  });
});
