import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marcumQ, marcumQComplement } from "../../src/statistics/marcum-q.js";

describe("Marcum's Q function", () => {
  it.each([
    // Andras, Baricz, Sun, "The generalized Marcum Q-function: an orthogonal polynomial approach", Acta Univ. Sapientiae,
    // Mathematica 3 (2011), 60-76: the values for order 1.
    [0.2, 0.6, 0.838249985438908],
    [1.2, 1.6, 0.501536568390858],
    [2.2, 2.6, 0.426794627821735],
  ])("of (%f, %f) is the published %f", (a, b, expected) => {
    expect(Math.abs(marcumQ(a, b) - expected)).toBeLessThan(2e-15);
  });

  it.each([
    // The same series in mpmath 1.3 with 120 digits.
    [2, 10, 1.4083366939912346e-15, 1],
    [1, 20, 3.842982941043148e-80, 1],
    [5, 25, 6.169590572188407e-89, 1],
    [20, 1, 1, 1.8680666576614975e-81],
    [30, 31, 0.16265558112746062, 0.8373444188725394],
    [100, 103, 0.0013718937944361743, 0.9986281062055639],
    [250, 240, 1, 7.464390239621086e-24],
    [3, 0.1, 0.9999439685076832, 5.6031492316834136e-5],
  ])("of (%f, %f) and its complement keep their digits in both tails", (a, b, q, complement) => {
    expect(marcumQ(a, b) / q).toBeCloseTo(1, 10);
    expect(marcumQComplement(a, b) / complement).toBeCloseTo(1, 10);
  });

  it("without a mean is Rayleigh's tail, and 1 at 0", () => {
    expect(marcumQ(0, 3)).toBeCloseTo(Math.exp(-4.5), 15);
    expect(marcumQComplement(0, 1e-4)).toBeCloseTo(4.9999999875e-9, 20);
    expect(marcumQ(7, 0)).toBe(1);
    expect(marcumQComplement(7, 0)).toBe(0);
  });

  it("adds up to 1 with its complement, rises with the mean and falls with the threshold", () => {
    const number = fc.double({ min: 0, max: 60, noNaN: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(marcumQ(a, b) + marcumQComplement(a, b)).toBeCloseTo(1, 10);
        expect(marcumQ(a + 0.5, b)).toBeGreaterThanOrEqual(marcumQ(a, b) * (1 - 1e-10));
        expect(marcumQ(a, b + 0.5)).toBeLessThanOrEqual(marcumQ(a, b) * (1 + 1e-10));
      }),
    );
  });

  it.each([
    [Number.NaN, 1],
    [-1, 1],
    [1, Number.NaN],
    [1, 1e5],
  ])("refuses (%f, %f)", (a, b) => {
    expect(() => marcumQ(a, b)).toThrow("expected a number from 0 to 1e4");
    expect(() => marcumQComplement(a, b)).toThrow("expected a number from 0 to 1e4");
  });
});
