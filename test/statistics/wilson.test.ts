import { expect, test } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { wilsonEstimate } from "../../src/statistics/wilson.js";

test("no event in 10 trials still allows a rate of 0.278 at 95 %", () => {
  // Closed form for no event: z^2 / (n + z^2).
  const z2 = 1.959963984540054 ** 2;
  const { value, low, high } = wilsonEstimate(0, 10);
  expect([value, low]).toEqual([0, 0]);
  expect(high).toBeCloseTo(z2 / (10 + z2), 12);
  expect(high).toBeCloseTo(0.2775, 4);
});

test("81 of 263 has the interval 0.255 to 0.366", () => {
  // Newcombe, Statistics in Medicine 17 (1998), Table I, method 3: 0.2553 to 0.3662.
  const { low, high } = wilsonEstimate(81, 263);
  expect(low).toBeCloseTo(0.2553, 4);
  expect(high).toBeCloseTo(0.3662, 4);
});

test("a 95 % interval covers a rate of 0.02 in about 95 % of samples", () => {
  const stream = new RandomStream(1, "test.wilson");
  let covered = 0;
  for (let run = 0; run < 1000; run++) {
    let events = 0;
    for (let i = 0; i < 500; i++) if (stream.uniform() < 0.02) events++;
    const { low, high } = wilsonEstimate(events, 500);
    if (low <= 0.02 && 0.02 <= high) covered++;
  }
  expect(covered / 1000).toBeGreaterThan(0.93);
  expect(covered / 1000).toBeLessThan(0.98);
});

test.each([
  [-1, 10],
  [11, 10],
  [0, 0],
  [Number.NaN, 10],
])("%d of %d is refused", (successes, trials) => {
  expect(() => wilsonEstimate(successes, trials)).toThrow(RangeError);
});
