import { expect, test } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { meanEstimate } from "../../src/statistics/mean-estimate.js";

test("five values have the mean and Student's interval of the textbook formula", () => {
  // Mean 3, sample deviation sqrt(2.5), t(0.975, 4) = 2.776445.
  const { value, low, high, confidence } = meanEstimate([1, 2, 3, 4, 5]);
  const halfWidth = (2.7764451051977934 * Math.sqrt(2.5)) / Math.sqrt(5);
  expect(value).toBe(3);
  expect(low).toBeCloseTo(3 - halfWidth, 10);
  expect(high).toBeCloseTo(3 + halfWidth, 10);
  expect(confidence).toBe(0.95);
});

test("a 90 % interval of five Gaussian values covers their mean in about 90 % of samples", () => {
  const stream = new RandomStream(1, "test.mean");
  let covered = 0;
  for (let run = 0; run < 2000; run++) {
    const { low, high } = meanEstimate(
      Array.from({ length: 5 }, () => 7 + 2 * stream.gaussian()),
      0.9,
    );
    if (low <= 7 && 7 <= high) covered++;
  }
  // 3.3 standard errors of a rate of 0.9 in 2000 samples.
  expect(Math.abs(covered / 2000 - 0.9)).toBeLessThan(3.3 * Math.sqrt(0.09 / 2000));
});

test("a single value has an interval without bounds", () => {
  expect(meanEstimate([4])).toEqual({ value: 4, low: -Infinity, high: Infinity, confidence: 0.95 });
});

test("where one replication has no figure the mean has none", () => {
  expect(meanEstimate([1, Number.NaN, 3])).toEqual({
    value: Number.NaN,
    low: Number.NaN,
    high: Number.NaN,
    confidence: 0.95,
  });
});

test("no value, or an infinite one, is refused", () => {
  expect(() => meanEstimate([])).toThrow(RangeError);
  expect(() => meanEstimate([1, Infinity])).toThrow(RangeError);
});
