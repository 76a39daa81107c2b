import fc from "fast-check";
import { expect, test } from "vitest";
import { normalCdf, normalQuantile } from "../../src/statistics/normal-quantile.js";

// scipy 1.17 norm.ppf; the first three also in Abramowitz and Stegun, Table 26.5.
test.each([
  [0.9, 1.2815515655446004],
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489004],
  [0.9999, 3.719016485455709],
  [1e-10, -6.361340902404056],
])("the normal quantile at %d is %d", (p, x) => {
  expect(normalQuantile(p)).toBeCloseTo(x, 11);
});

test("quantile and distribution function are inverse to one another, and odd about 1/2", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 0.5, noNaN: true }), (p) => {
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1)).toBeLessThan(1e-11);
      expect(normalCdf(-2 * p) + normalCdf(2 * p)).toBeCloseTo(1, 14);
    }),
    { seed: 1 },
  );
});

test("the two forms of the distribution function meet at 3 standard deviations", () => {
  // scipy 1.17 norm.cdf(-3).
  expect(Math.abs(normalCdf(-3) / 0.0013498980316300933 - 1)).toBeLessThan(1e-13);
  expect(Math.abs(normalCdf(-3 - 1e-12) / 0.0013498980316300933 - 1)).toBeLessThan(1e-10);
});

test.each([0, 1, Number.NaN])("the probability %d is refused", (p) => {
  expect(() => normalQuantile(p)).toThrow(RangeError);
});
