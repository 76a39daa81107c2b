import fc from "fast-check";
import { expect, test } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { LogHistogram } from "../../src/statistics/log-histogram.js";

const times = fc.array(fc.double({ min: 1.1e-6, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 200 });

function histogramOf(values: readonly number[]): LogHistogram {
  const histogram = new LogHistogram();
  for (const value of values) histogram.add(value);
  return histogram;
}

test("every quantile is within 0.2 % of the value of that rank, from 1 us to 10,000 s", () => {
  fc.assert(
    fc.property(times, fc.double({ min: 0.001, max: 1, noNaN: true }), (values, p) => {
      const sorted = [...values].sort((a, b) => a - b);
      const exact = sorted[Math.ceil(p * sorted.length) - 1];
      expect(Math.abs(histogramOf(values).quantile(p) / exact - 1)).toBeLessThan(0.002);
    }),
    { seed: 1 },
  );
});

test("count, mean, smallest and largest are exact", () => {
  const histogram = histogramOf([0.001, 0.002, 0.006]);
  expect(histogram.count).toBe(3);
  expect(histogram.mean_s).toBeCloseTo(0.003, 16);
  expect([histogram.min_s, histogram.max_s]).toEqual([0.001, 0.006]);
  expect([histogram.quantile(0), histogram.quantile(1)]).toEqual([0.001, 0.006]);
});

test("quantiles of exponential times are the closed form within 1 %", () => {
  const stream = new RandomStream(1, "test.histogram");
  const histogram = new LogHistogram();
  for (let i = 0; i < 400_000; i++) histogram.add(stream.exponential(0.02));
  for (const p of [0.5, 0.95, 0.99]) {
    expect(Math.abs(histogram.quantile(p) / (-0.02 * Math.log(1 - p)) - 1)).toBeLessThan(0.01);
  }
});

test("merging is the same as counting everything in one histogram", () => {
  fc.assert(
    fc.property(times, times, (a, b) => {
      const merged = histogramOf(a);
      merged.merge(histogramOf(b));
      const whole = histogramOf([...a, ...b]);
      expect(merged.count).toBe(whole.count);
      expect(merged.toPlain().counts).toEqual(whole.toPlain().counts);
      expect(merged.mean_s / whole.mean_s).toBeCloseTo(1, 12);
      expect([merged.min_s, merged.max_s]).toEqual([whole.min_s, whole.max_s]);
    }),
    { seed: 1, numRuns: 20 },
  );
});

test("a histogram survives the copy to another thread", () => {
  const histogram = histogramOf([1e-7, 0.004, 0.005, 2e5]);
  const copy = LogHistogram.fromPlain(structuredClone(histogram.toPlain()));
  expect(copy.toPlain()).toEqual(histogram.toPlain());
  expect(copy.quantile(0.5)).toBe(histogram.quantile(0.5));
});

test("the plotted distribution rises from the smallest to the largest time and agrees with the quantiles", () => {
  const stream = new RandomStream(2, "test.histogram");
  const histogram = new LogHistogram();
  for (let i = 0; i < 100_000; i++) histogram.add(0.004 + stream.exponential(0.01));
  const { value_s, probability } = histogram.cdf();
  expect(value_s.length).toBeLessThan(600);
  expect(value_s[0]).toBe(histogram.min_s);
  expect(value_s.at(-1)).toBe(histogram.max_s);
  expect(probability.at(-1)).toBe(1);
  for (let i = 1; i < value_s.length; i++) {
    expect(value_s[i]).toBeGreaterThan(value_s[i - 1]);
    expect(probability[i]).toBeGreaterThanOrEqual(probability[i - 1]);
    expect(Math.abs(histogram.quantile(probability[i]) / value_s[i] - 1)).toBeLessThan(0.002);
  }
  // The log tail is followed down to single values.
  expect(1 - probability[probability.length - 2]).toBeLessThan(1e-4);
});

test("an empty histogram has no mean, no quantile and no points", () => {
  const histogram = new LogHistogram();
  expect([histogram.mean_s, histogram.quantile(0.5), histogram.min_s]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect(histogram.cdf().value_s.length).toBe(0);
});

test("times outside the bins are counted at the ends, with exact bounds", () => {
  const histogram = histogramOf([0, 1e-9, 5e6]);
  expect(histogram.quantile(0.1)).toBe(0);
  expect(histogram.quantile(1)).toBe(5e6);
  histogram.reset();
  expect(histogram.count).toBe(0);
});

test.each([-1e-9, Number.NaN, Infinity])("the time %d is refused", (time) => {
  expect(() => new LogHistogram().add(time)).toThrow(RangeError);
});
