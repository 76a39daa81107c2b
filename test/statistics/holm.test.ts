import fc from "fast-check";
import { expect, test } from "vitest";
import { holmAdjusted } from "../../src/statistics/holm.js";

test('p values are adjusted step by step, as R\'s p.adjust(method = "holm") does', () => {
  // p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02.
  const found = holmAdjusted([0.01, 0.04, 0.03, 0.005]);
  [0.03, 0.06, 0.06, 0.02].forEach((expected, index) => {
    expect(found[index]).toBeCloseTo(expected, 12);
  });
  expect(holmAdjusted([])).toEqual([]);
});

test("an adjusted value is never below its own, nor above Bonferroni's, and keeps the order", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (p) => {
      const adjusted = holmAdjusted(p);
      p.forEach((each, i) => {
        expect(adjusted[i]).toBeGreaterThanOrEqual(each);
        expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p.length * each) + 1e-15);
        p.forEach((other, j) => {
          if (each < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]);
        });
      });
    }),
    { seed: 1, numRuns: 100 },
  );
});
