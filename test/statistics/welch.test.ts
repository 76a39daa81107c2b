import { expect, test } from "vitest";
import { type MeanSample, welchHalfWidth, welchTest } from "../../src/statistics/welch.js";

function sample(values: readonly number[]): MeanSample {
  const n = values.length;
  const value = values.reduce((sum, each) => sum + each, 0) / n;
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (n - 1);
  return { value, standardError: Math.sqrt(variance / n), degreesOfFreedom: n - 1 };
}

// Student's sleep data (Biometrika 6, 1908) as R's `t.test(extra ~ group, data = sleep)` prints it:
// t = -1.8608, df = 17.776, p-value = 0.07939, 95 % interval -3.3654832 0.2054832.
const first = sample([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]);
const second = sample([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);

test("the two soporific drugs differ as R's example says", () => {
  const found = welchTest(first, second);
  expect(found.difference / found.standardError).toBeCloseTo(1.8608, 4);
  expect(found.degreesOfFreedom).toBeCloseTo(17.776, 3);
  expect(found.p).toBeCloseTo(0.07939, 5);
  const half = welchHalfWidth(found, 0.95);
  expect(found.difference + half).toBeCloseTo(3.3654832, 7);
  expect(found.difference - half).toBeCloseTo(-0.2054832, 7);
});

test("a margin is taken off the difference, and within it there is no evidence", () => {
  const shifted = { ...second, value: second.value + 1 };
  expect(welchTest(first, shifted, 1).p).toBeCloseTo(welchTest(first, second).p, 12);
  expect(welchTest(first, second, 2).p).toBe(1);
});

test("exact figures differ for certain or not at all", () => {
  const exact = (value: number) => ({ value, standardError: 0, degreesOfFreedom: 4 });
  expect(welchTest(exact(1), exact(1)).p).toBe(1);
  expect(welchTest(exact(1), exact(1.1)).p).toBe(0);
  expect(welchHalfWidth(welchTest(exact(1), exact(1.1)), 0.95)).toBe(0);
});

test("against an exact figure the test is Student's with the sample's own degrees of freedom", () => {
  const found = welchTest({ value: 0, standardError: 0, degreesOfFreedom: 3 }, second);
  expect(found.degreesOfFreedom).toBeCloseTo(9, 12);
});
