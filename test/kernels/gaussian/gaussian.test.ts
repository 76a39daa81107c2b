import { describe, expect, test } from "vitest";
import { float32Bits } from "../../../kernels/gaussian/float32-functions.js";
import { type GaussianSource, gaussianRadius, gaussianSource } from "../../../kernels/gaussian/gaussian.js";
import { gaussianSimd } from "../../../kernels/gaussian/gaussian-simd.js";
import { gaussianTail } from "../../phy/gaussian-tail.js";

const [key0, key1] = [0x243f_6a88, 0x85a3_08d3];

function samples(count: number, frame = 0): Float32Array {
  const out = new Float32Array(count);
  gaussianSimd().fill(out, key0, key1, frame);
  return out;
}

test("the tail of the Gaussian distribution has its values of the tables", () => {
  // Abramowitz and Stegun, table 26.1: 1 - P(x) at 0, 1, 2, 3; and Q(6) = 9.8659e-10.
  expect(gaussianTail(0)).toBe(0.5);
  expect(gaussianTail(1)).toBeCloseTo(0.15865525393, 10);
  expect(gaussianTail(2)).toBeCloseTo(0.02275013195, 10);
  expect(gaussianTail(3)).toBeCloseTo(0.00134989803, 10);
  expect(gaussianTail(6) / 9.8659e-10).toBeCloseTo(1, 4);
});

test("4 million samples have the moments of the Gaussian distribution", () => {
  const count = 4_000_000;
  const sums = [0, 0, 0, 0, 0, 0, 0];
  for (const z of samples(count)) {
    let power = 1;
    for (let k = 1; k <= 6; k++) sums[k] += power *= z;
  }
  const expected = [1, 0, 1, 0, 3, 0, 15];
  // Variance of z^k is E[z^2k] - E[z^k]^2 with E[z^2k] = 1, 3, 15, 105, 945, 10395.
  const evenMoments = [1, 1, 3, 15, 105, 945, 10_395];
  for (let k = 1; k <= 6; k++) {
    const deviation = Math.sqrt((evenMoments[k] - expected[k] ** 2) / count);
    expect(Math.abs(sums[k] / count - expected[k])).toBeLessThan(3.3 * deviation);
  }
});

test("a million samples pass the Kolmogorov-Smirnov test at 0.1 %", () => {
  const count = 1_000_000;
  const sorted = samples(count, 7).sort();
  let distance = 0;
  for (let i = 0; i < count; i++) {
    const below = 1 - gaussianTail(sorted[i]);
    distance = Math.max(distance, Math.abs(below - i / count), Math.abs((i + 1) / count - below));
  }
  // Kolmogorov's distribution: 1.949 is passed with a probability of 0.001.
  expect(distance * Math.sqrt(count)).toBeLessThan(1.949);
});

test("30 million samples are as often beyond 1 to 5 standard deviations as they should", () => {
  const count = 1_000_000;
  const source = gaussianSimd();
  const out = new Float32Array(count);
  const beyond = [0, 0, 0, 0, 0, 0];
  for (let frame = 0; frame < 30; frame++) {
    source.fill(out, key0, key1, 1000 + frame);
    for (let i = 0; i < count; i++) {
      const size = Math.abs(out[i]);
      for (let x = 1; size > x && x < beyond.length; x++) beyond[x]++;
    }
  }
  for (let x = 1; x <= 5; x++) {
    const expected = 30 * count * 2 * gaussianTail(x);
    expect(Math.abs(beyond[x] - expected)).toBeLessThan(3.3 * Math.sqrt(expected));
  }
});

test("of all 2^32 words, as many give a radius beyond 5.5 and 6 as they should, and the largest is 6.76", () => {
  const scratch = float32Bits();
  const radius = (word: number) => gaussianRadius(word, 1, scratch);
  const wordsBeyond = (x: number) => {
    let [low, high] = [0, 2 ** 32];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (radius(middle) > x) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (const x of [0.01, 0.1, 1, 2, 3, 4, 5, 5.5, 6]) {
    const expected = 2 ** 32 * Math.exp((-x * x) / 2);
    // Float32 tells words apart to 2^-24; half a word more at the end of the tail.
    expect(Math.abs(wordsBeyond(x) - expected)).toBeLessThan(0.51 + 4e-6 * expected);
  }
  expect(radius(0)).toBeCloseTo(Math.sqrt(66 * Math.LN2), 5);
  expect(radius(2 ** 32 - 1)).toBe(0);
});

test("samples are uncorrelated with those up to 40 places on and with other frames", () => {
  const count = 400_000;
  const [here, there] = [samples(count, 1), samples(count, 2)];
  const correlation = (a: Float32Array, b: Float32Array, lag: number) => {
    let sum = 0;
    for (let i = lag; i < count; i++) sum += a[i] * b[i - lag];
    return sum / Math.sqrt(count);
  };
  const found = Array.from({ length: 40 }, (_, lag) => correlation(here, here, lag + 1));
  for (let lag = 0; lag < 17; lag++) found.push(correlation(here, there, lag));
  // 57 standard normal values: none beyond 4 (probability 0.4 %), mean square near 1.
  expect(Math.max(...found.map(Math.abs))).toBeLessThan(4);
  const meanSquare = found.reduce((sum, value) => sum + value ** 2, 0) / found.length;
  expect(meanSquare).toBeGreaterThan(0.5);
  expect(meanSquare).toBeLessThan(1.6);
});

const forms: [string, () => GaussianSource][] = [
  ["reference", gaussianSource],
  ["simd", gaussianSimd],
];

describe.each(forms)("%s", (_, open) => {
  test("a shorter frame is the beginning of a longer one, and later blocks its continuation", () => {
    const source = open();
    const whole = new Float32Array(5000);
    source.fill(whole, key0, key1, 3);
    const part = new Float32Array(123);
    source.fill(part, key0, key1, 3);
    expect(part).toEqual(whole.slice(0, 123));
    // 16 samples take 4 blocks.
    source.fill(part, key0, key1, 3, 248);
    expect(part).toEqual(whole.slice(992, 1115));
  });

  test("samples are scaled by the deviation", () => {
    const source = open();
    const [unit, half] = [new Float32Array(1000), new Float32Array(1000)];
    source.fill(unit, key0, key1, 3);
    source.fill(half, key0, key1, 3, 0, 0.5);
    expect(half).toEqual(unit.map((value) => value / 2));
  });
});
