import { expect, test } from "vitest";
import { incompleteBeta, logGamma } from "../../src/statistics/incomplete-beta.js";

// scipy 1.17 special.betainc; I_0.1(2, 3) = 0.0523 is a polynomial.
test.each([
  [0.3, 0.5, 0.5, 0.36901011956554536],
  [0.1, 2, 3, 0.0523],
  [0.999, 50, 0.5, 0.7523690199653766],
  [0.9999, 1e5, 0.5, 7.74036967094646e-6],
  [0.02, 10.5, 200, 0.006119463667092146],
  [0, 2, 3, 0],
  [1, 2, 3, 1],
])("I_%d(%d, %d) is %d", (x, a, b, expected) => {
  const found = incompleteBeta(x, a, b);
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * expected);
});

// Abramowitz and Stegun, Table 6.1 and 6.1.8: ln Gamma(1/2) = ln(pi) / 2, ln 10!.
test.each([
  [0.5, Math.log(Math.PI) / 2],
  [1, 0],
  [1.5, -0.12078223763524522],
  [11, 15.104412573075516],
])("ln Gamma(%d) is %d", (x, expected) => {
  expect(logGamma(x)).toBeCloseTo(expected, 12);
});

test.each([
  [-0.1, 1, 1],
  [Number.NaN, 1, 1],
  [0.5, 0, 1],
  [0.5, 1, Infinity],
])("x = %d, a = %d, b = %d is refused", (x, a, b) => {
  expect(() => incompleteBeta(x, a, b)).toThrow(RangeError);
});
