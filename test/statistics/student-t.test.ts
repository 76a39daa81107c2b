import fc from "fast-check";
import { expect, test } from "vitest";
import { studentTCentral, studentTQuantile } from "../../src/statistics/student-t.js";

// scipy 1.17 t.ppf; to three digits in the NIST/SEMATECH e-Handbook, 1.3.6.7.2.
test.each([
  [0.975, 1, 12.706204736174694],
  [0.995, 1, 63.656741162871526],
  [0.975, 2, 4.302652729749462],
  [0.975, 3, 3.1824463052837078],
  [0.975, 4, 2.7764451051977934],
  [0.995, 4, 4.604094871349992],
  [0.975, 9, 2.262157162798205],
  [0.995, 29, 2.756385903670605],
  [0.975, 1000, 1.9623390808264083],
])("Student's quantile at %d with %d degrees of freedom is %d", (p, nu, t) => {
  expect(Math.abs(studentTQuantile(p, nu) / t - 1)).toBeLessThan(1e-10);
});

test("the quantile is odd about 1/2 and inverse to the distribution", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 0.9999, noNaN: true }), fc.integer({ min: 1, max: 60 }), (p, nu) => {
      const t = studentTQuantile(p, nu);
      expect(studentTCentral(t, nu)).toBeCloseTo(2 * p - 1, 12);
      expect(studentTQuantile(1 - p, nu)).toBeCloseTo(-t, 6);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test("with many degrees of freedom it comes near the normal quantile", () => {
  expect(studentTQuantile(0.975, 100_000)).toBeCloseTo(1.959964, 4);
});

test.each([
  [0.975, 0],
  [0.975, 2.5],
  [0, 3],
  [Number.NaN, 3],
])("p = %d with %d degrees of freedom is refused", (p, nu) => {
  expect(() => studentTQuantile(p, nu)).toThrow(RangeError);
});
