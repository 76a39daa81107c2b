import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gammaQuantile, logGamma, regularisedGammaP } from "../../src/statistics/incomplete-gamma.js";

describe("incomplete gamma function", () => {
  it.each([
    // scipy.special.gammainc
    [0.739, 0.01, 0.036138774226968366],
    [19.4, 25, 0.8925836286470589],
    [3, 1e-4, 1.6665416716665328e-13],
  ])("P(%d, %d) is that of SciPy", (a, x, expected) => {
    expect(regularisedGammaP(a, x) / expected).toBeCloseTo(1, 11);
  });

  it.each([
    // scipy.special.gammaincinv
    [0.739, 1e-3, 7.750079680716063e-5],
    [19.4, 0.5, 19.067704108513947],
    [10.1, 0.999, 22.806078085927737],
  ])("the quantile of shape %d at %d is that of SciPy", (a, p, expected) => {
    expect(gammaQuantile(a, p) / expected).toBeCloseTo(1, 9);
  });

  it("is 1 - exp(-x) for shape 1, and its quantile turns it back", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (a, p) => {
          expect(regularisedGammaP(1, a)).toBeCloseTo(-Math.expm1(-a), 12);
          expect(regularisedGammaP(a, gammaQuantile(a, p))).toBeCloseTo(p, 9);
        },
      ),
      { numRuns: 50 },
    );
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  });

  it("refuses what it is not made for", () => {
    expect(() => regularisedGammaP(0, 1)).toThrow("a: expected");
    expect(() => regularisedGammaP(1, Number.NaN)).toThrow("x: expected");
    expect(() => gammaQuantile(1, 1.1)).toThrow("p: expected");
    expect([gammaQuantile(2, 0), gammaQuantile(2, 1), regularisedGammaP(2, 0)]).toEqual([
      0,
      Number.POSITIVE_INFINITY,
      0,
    ]);
  });
});
