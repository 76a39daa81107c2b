import fc from "fast-check";
import { expect, test } from "vitest";
import { LinkSampler } from "../../src/mac/link-sampler.js";
import type { LinkTrace } from "../../src/mac/link-trace.js";

const trace = (esn0_dB: number[], delay_s: number[], visible: number[], step_s = 2): LinkTrace => ({
  step_s,
  esn0_dB: Float64Array.from(esn0_dB),
  delay_s: Float64Array.from(delay_s),
  visible: Uint8Array.from(visible),
});

test("between visible samples delay and Es/N0 are linear", () => {
  const sampler = new LinkSampler(trace([10, 14, 12], [0.004, 0.008, 0.006], [1, 1, 1]));
  expect(sampler.esn0_dB(1)).toBeCloseTo(12, 12);
  expect(sampler.delay_s(0.5)).toBeCloseTo(0.005, 15);
  expect(sampler.delay_s(3)).toBeCloseTo(0.007, 15);
  expect(sampler.duration_s).toBe(6);
});

test("after the last sample its values are held, and a trace of one sample is constant", () => {
  const sampler = new LinkSampler(trace([10], [0.004], [1]));
  for (const time_s of [0, 1, 1.999, 50]) {
    expect([sampler.esn0_dB(time_s), sampler.delay_s(time_s)]).toEqual([10, 0.004]);
  }
});

test("before a step out of sight values are held, within it there is no signal", () => {
  const sampler = new LinkSampler(trace([10, -Infinity, 8], [0.004, Number.NaN, 0.006], [1, 0, 1]));
  expect(sampler.esn0_dB(1.9)).toBe(10);
  expect(sampler.esn0_dB(2)).toBe(-Infinity);
  expect(sampler.esn0_dB(3.9)).toBe(-Infinity);
  expect(sampler.esn0_dB(4)).toBe(8);
  // A wave sent just before keeps the last delay.
  expect(sampler.delay_s(1.9)).toBe(0.004);
  expect(sampler.isVisibleAt(1)).toBe(false);
});

test("interpolated values stay between the samples", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 0.05, noNaN: true }), { minLength: 2, maxLength: 20 }),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (delays, fraction) => {
        const sampler = new LinkSampler(
          trace(
            delays.map(() => 5),
            delays,
            delays.map(() => 1),
          ),
        );
        const k = Math.floor(fraction * (delays.length - 1));
        const delay_s = sampler.delay_s(fraction * (delays.length - 1) * 2);
        const [low, high] = [Math.min(delays[k], delays[k + 1]), Math.max(delays[k], delays[k + 1])];
        expect(delay_s).toBeGreaterThanOrEqual(low - 1e-15);
        expect(delay_s).toBeLessThanOrEqual(high + 1e-15);
      },
    ),
    { seed: 1 },
  );
});

test.each([
  ["a step of 0", trace([1], [0], [1], 0)],
  ["no sample", trace([], [], [])],
  ["arrays of different lengths", trace([1, 2], [0], [1])],
  ["a visible sample without a delay", trace([1], [Number.NaN], [1])],
  ["a visible sample without an Es/N0", trace([Number.NaN], [0], [1])],
])("%s is refused", (_, bad) => {
  expect(() => new LinkSampler(bad)).toThrow(RangeError);
});
