import fc from "fast-check";
import { expect, test } from "vitest";
import { philox4x32 } from "../../kernels/philox/philox4x32.js";
import { cumulativeProbabilities, RandomStream } from "../../src/random/random-stream.js";
import { streamKey } from "../../src/random/stream-key.js";
import { normalCdf } from "../../src/statistics/normal-quantile.js";

const draws = 200_000;
/** Kolmogorov's limit distribution: sqrt(n) D exceeds 1.628 in 1 % of samples (Smirnov 1948, Table 1). */
const ksBound = 1.628;

function ksDistance(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = sample.slice().sort();
  let distance = 0;
  for (let i = 0; i < sorted.length; i++) {
    const f = cdf(sorted[i]);
    distance = Math.max(distance, f - i / sorted.length, (i + 1) / sorted.length - f);
  }
  return distance * Math.sqrt(sorted.length);
}

const sampleOf = (draw: () => number) => Float64Array.from({ length: draws }, draw);

test("uniform numbers follow the uniform distribution (Kolmogorov-Smirnov, 1 %)", () => {
  const stream = new RandomStream(1, "test.uniform");
  const sample = sampleOf(() => stream.uniform());
  expect(ksDistance(sample, (x) => x)).toBeLessThan(ksBound);
  expect(Math.min(...sample.subarray(0, 50_000))).toBeGreaterThan(0);
});

test("exponential numbers follow the exponential distribution (Kolmogorov-Smirnov, 1 %)", () => {
  const stream = new RandomStream(1, "test.exponential");
  const sample = sampleOf(() => stream.exponential(3));
  expect(ksDistance(sample, (x) => -Math.expm1(-x / 3))).toBeLessThan(ksBound);
});

test("Gaussian numbers follow the normal distribution (Kolmogorov-Smirnov, 1 %)", () => {
  const stream = new RandomStream(1, "test.gaussian");
  const sample = sampleOf(() => stream.gaussian());
  expect(ksDistance(sample, normalCdf)).toBeLessThan(ksBound);
});

test("Gaussian numbers have the moments 0, 1, 0 and 3 within 3.3 standard errors", () => {
  const stream = new RandomStream(2, "test.gaussian");
  const sample = sampleOf(() => stream.gaussian());
  const moment = (k: number) => sample.reduce((sum, x) => sum + x ** k, 0) / draws;
  // Standard errors of the sample moments of a normal distribution: variances 1, 2, 15, 96 over n.
  expect(Math.abs(moment(1))).toBeLessThan(3.3 * Math.sqrt(1 / draws));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(3.3 * Math.sqrt(2 / draws));
  expect(Math.abs(moment(3))).toBeLessThan(3.3 * Math.sqrt(15 / draws));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(3.3 * Math.sqrt(96 / draws));
});

test("choices come up in proportion to their weights (chi square, 1 %)", () => {
  const weights = [1, 0, 3, 6, 0];
  const cumulative = cumulativeProbabilities(weights);
  const stream = new RandomStream(1, "test.choice");
  const counts = weights.map(() => 0);
  for (let i = 0; i < draws; i++) counts[stream.choice(cumulative)]++;
  expect([counts[1], counts[4]]).toEqual([0, 0]);
  const chiSquare = [0, 2, 3].reduce((sum, i) => {
    const expected = (draws * weights[i]) / 10;
    return sum + (counts[i] - expected) ** 2 / expected;
  }, 0);
  // 99 % quantile of chi square with 2 degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4).
  expect(chiSquare).toBeLessThan(9.21);
});

test("a stream is the same whatever other streams draw, and however it is interleaved", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 300 }), (order) => {
      const mixed = ["a", "b", "c"].map((name) => new RandomStream(5, name, 9));
      const drawn: number[][] = [[], [], []];
      for (const i of order) drawn[i].push(mixed[i].uniform());
      drawn.forEach((values, i) => {
        const alone = new RandomStream(5, ["a", "b", "c"][i], 9);
        expect(values).toEqual(values.map(() => alone.uniform()));
      });
    }),
    { seed: 1, numRuns: 30 },
  );
});

test("the draws are the words of the Philox blocks whose counter is (block, number), two words a uniform", () => {
  const { key0, key1 } = streamKey(11, "test.words");
  const number = 2 ** 33 + 5;
  const words = new Uint32Array(4 * 100);
  philox4x32(words, 0, 0, 5, 2, key0, key1);
  const stream = new RandomStream(11, "test.words", number);
  for (let i = 0; i < 200; i++) {
    const expected = ((words[2 * i] >>> 6) * 2 ** 26 + (words[2 * i + 1] >>> 6) + 0.5) / 2 ** 52;
    expect(stream.uniform()).toBe(expected);
  }
});

test("reset returns to the first draw, of the same or another number", () => {
  const stream = new RandomStream(3, "test.reset", 4);
  const first = [stream.uniform(), stream.gaussian(), stream.uniform()];
  stream.reset();
  expect([stream.uniform(), stream.gaussian(), stream.uniform()]).toEqual(first);
  stream.reset(5);
  expect(stream.uniform()).toBe(new RandomStream(3, "test.reset", 5).uniform());
});

test("numbers of different replications are uncorrelated within 3.3 standard errors", () => {
  const a = new RandomStream(3, "test.correlation", 0);
  const b = new RandomStream(3, "test.correlation", 1);
  let sum = 0;
  for (let i = 0; i < draws; i++) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5) * 12;
  expect(Math.abs(sum / draws)).toBeLessThan(3.3 / Math.sqrt(draws));
});

test("a stream says in one line where it stands", () => {
  const stream = new RandomStream(3, "mac.arrivals", 1);
  stream.uniform();
  expect(String(stream)).toBe("RandomStream(mac.arrivals, seed 3, number 1, 2 words drawn)");
});

test.each([[[]], [[0, 0]], [[1, -1]], [[1, Number.NaN]]])("the weights %j are refused", (weights) => {
  expect(() => cumulativeProbabilities(weights)).toThrow(RangeError);
});
