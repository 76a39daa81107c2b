import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { median, medianRatio } from "../../src/statistics/median-ratio.js";

const stream = () => new RandomStream(1, "test.bootstrap");

/** Pairs of a true ratio, each value with its own noise of so many percent and a common one of 10 %. */
function noisyPairs(random: RandomStream, pairs: number, ratio: number, noise: number) {
  return Array.from({ length: pairs }, () => {
    const common = Math.exp(0.1 * random.gaussian());
    const before = common * Math.exp(noise * random.gaussian());
    return { before, after: ratio * common * Math.exp(noise * random.gaussian()) };
  });
}

describe("medianRatio", () => {
  it("is the median of the pairs' ratios", () => {
    const pairs = [
      { before: 1, after: 9 },
      { before: 2, after: 3 },
      { before: 10, after: 4 },
    ];
    expect(medianRatio(pairs, 0.99, 1000, stream()).value).toBe(1.5);
    expect(medianRatio(pairs.slice(0, 2), 0.99, 1000, stream()).value).toBe(5.25);
  });

  it("does not see a machine that grows slower, as the ratio of two medians would", () => {
    const pairs = Array.from({ length: 9 }, (_, i) => ({ before: 1 + i, after: 1.2 * (1 + i) }));
    const { low, high } = medianRatio(pairs, 0.99, 100, stream());
    expect(low).toBeCloseTo(1.2, 12);
    expect(high).toBeCloseTo(1.2, 12);
  });

  it("has no width where all pairs are equal", () => {
    const pairs = Array.from({ length: 5 }, () => ({ before: 2, after: 3 }));
    expect(medianRatio(pairs, 0.99, 100, stream())).toEqual({ value: 1.5, low: 1.5, high: 1.5, confidence: 0.99 });
  });

  it("covers the true ratio about as often as it says, from 16 pairs on", () => {
    const random = new RandomStream(2, "test.noise");
    const runs = 1000;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const { low, high } = medianRatio(noisyPairs(random, 16, 1.07, 0.05), 0.9, 400, random);
      if (low <= 1.07 && 1.07 <= high) covered++;
    }
    expect(covered / runs).toBeGreaterThan(0.87);
    expect(covered / runs).toBeLessThan(0.97);
  });

  it("says the same twice", () => {
    const pairs = noisyPairs(new RandomStream(3, "test.noise"), 12, 1.2, 0.05);
    expect(medianRatio(pairs, 0.99, 1000, stream())).toEqual(medianRatio(pairs, 0.99, 1000, stream()));
  });

  it("refuses times that are none", () => {
    expect(() => medianRatio([], 0.99, 100, stream())).toThrow("found none");
    expect(() => medianRatio([{ before: 0, after: 1 }], 0.99, 100, stream())).toThrow("found 0 and 1");
    expect(() => medianRatio([{ before: 1, after: Number.NaN }], 0.99, 100, stream())).toThrow(RangeError);
  });
});

it("median takes the middle, or the mean of the two middle ones", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});
