import { expect, test } from "vitest";
import { fisherExact, lowerTail } from "../../src/statistics/fisher-exact.js";

const tea = [
  { events: 3, trials: 4 },
  { events: 1, trials: 4 },
] as const;
// Convictions of like-sex twins of criminals (Fisher, 1934); R's `fisher.test(Convictions, alternative = "less")`
// prints 0.0004652.
const twins = [
  { events: 2, trials: 12 },
  { events: 15, trials: 18 },
] as const;

test("the lady tasting tea and the convicted twins have Fisher's own probabilities", () => {
  // Fisher, The Design of Experiments, chapter 2: (1 + 16) / 70.
  expect(lowerTail(tea[1], tea[0])).toBeCloseTo(17 / 70, 14);
  expect(fisherExact(...tea)).toBeCloseTo(34 / 70, 14);
  expect(lowerTail(...twins)).toBeCloseTo(0.0004652, 7);
});

// scipy 1.17, twice the smaller of `fisher_exact`'s one-sided values.
test.each([
  [0, 100, 8, 100, 0.006754674575248211],
  [100, 1000, 160, 1000, 8.25451696543088e-5],
  [100, 1e7, 170, 1e7, 2.4287805871516464e-5],
  [999, 1000, 990, 1000, 0.011504767503741683],
  [3, 1000, 9, 2000, 0.7855119410591529],
  [0, 10, 0, 1000, 1],
  [10, 10, 5, 5, 1],
])("%d of %d against %d of %d has p = %d", (events, trials, otherEvents, otherTrials, p) => {
  const a = { events, trials };
  const b = { events: otherEvents, trials: otherTrials };
  expect(Math.abs(fisherExact(a, b) / p - 1)).toBeLessThan(1e-8);
  expect(Math.abs(fisherExact(b, a) / p - 1)).toBeLessThan(1e-8);
});

test("a trillion trials keep the accuracy of few: rare events are Poisson", () => {
  // Equal trials, 8 events all on one side: 2 / 2^8.
  expect(fisherExact({ events: 0, trials: 1e12 }, { events: 8, trials: 1e12 })).toBeCloseTo(2 / 256, 8);
});

test.each([
  [-1, 3],
  [4, 3],
  [0.5, 3],
  [Number.NaN, 3],
])("%d of %d is refused", (events, trials) => {
  expect(() => fisherExact({ events, trials }, { events: 0, trials: 1 })).toThrow(RangeError);
});
