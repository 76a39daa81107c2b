import type { Estimate } from "../statistics/estimate.js";
import { type Count, fisherExact } from "../statistics/fisher-exact.js";
import { type MeanSample, welchHalfWidth, welchTest } from "../statistics/welch.js";
import { wilsonEstimate } from "../statistics/wilson.js";
import type { FigureSample } from "./figure-sample.js";
import type { Figure } from "./result-set.js";

/** How two values of one figure differ. */
export type FigureComparison =
  | { readonly kind: "exact"; readonly isMoved: boolean; readonly change?: Estimate }
  | { readonly kind: "random"; readonly p: number; readonly change?: Estimate }
  /** One has no finite value. */
  | { readonly kind: "oneSided"; readonly isRandom: boolean };

/** Of the intervals of changes. */
const confidence = 0.95;

/**
 * Compares two values of one figure: exact ones by what the tolerance allows, counts by Fisher's exact test, means by
 * Welch's test, a single replication by the other side's spread.
 *
 * @param allowed  the difference that needs no explanation, 0 or more
 */
export function compareFigures(before: Figure, after: Figure, allowed: number): FigureComparison | "untestable" {
  const [a, b] = [before.sample, after.sample];
  if (a.kind === "none" || b.kind === "none") return withoutValue(a, b);
  const difference = after.estimate.value - before.estimate.value;
  if (a.kind === "exact" && b.kind === "exact") {
    const change = { value: difference, low: difference, high: difference, confidence: 1 };
    return { kind: "exact", isMoved: !(Math.abs(difference) <= allowed), change };
  }
  if (a.kind === "count" && b.kind === "count" && allowed === 0) {
    return { kind: "random", p: fisherExact(a, b), change: countChange(a, b) };
  }
  const samples = meanSamples(a, b);
  if (samples === undefined) {
    if (!(Math.abs(difference) <= allowed)) return "untestable";
    return { kind: "random", p: 1, change: { value: difference, low: -Infinity, high: Infinity, confidence } };
  }
  const test = welchTest(...samples, allowed);
  const half = welchHalfWidth(test, confidence);
  const change = { value: difference, low: difference - half, high: difference + half, confidence };
  return { kind: "random", p: test.p, change };
}

function withoutValue(a: FigureSample, b: FigureSample): FigureComparison {
  if (a.kind === "none" && b.kind === "none") {
    // Only what is random may have no value once in a while; for a test it counts as nothing found.
    return a.isRandom || b.isRandom ? { kind: "random", p: 1 } : { kind: "exact", isMoved: false };
  }
  const isRandom = [a, b].some((each) => (each.kind === "none" ? each.isRandom : each.kind !== "exact"));
  return { kind: "oneSided", isRandom };
}

/** Both as means; undefined where neither says how far its noise reaches. */
function meanSamples(a: FigureSample, b: FigureSample): [MeanSample, MeanSample] | undefined {
  if (a.kind === "single" || b.kind === "single") {
    const spread = a.kind === "mean" ? a : b.kind === "mean" ? b : undefined;
    if (!spread) return undefined;
    // One replication has the spread of the other side's ones; both errors hang on that one estimate.
    const replications = spread.degreesOfFreedom + 1;
    const joint = {
      standardError: spread.standardError * Math.sqrt(replications + 1),
      degreesOfFreedom: replications - 1,
    };
    const exact = { standardError: 0, degreesOfFreedom: replications - 1 };
    return [
      { value: sampleValue(a), ...exact },
      { value: sampleValue(b), ...joint },
    ];
  }
  return [meanSample(a), meanSample(b)];
}

function meanSample(sample: FigureSample): MeanSample {
  switch (sample.kind) {
    case "mean":
      return sample;
    case "count": {
      const { events, trials } = sample;
      const value = events / trials;
      // No event among n trials is as if one had nearly happened.
      const variance = Math.max(value * (1 - value), (1 / trials) * (1 - 1 / trials)) / trials;
      return { value, standardError: Math.sqrt(variance), degreesOfFreedom: Number.MAX_SAFE_INTEGER };
    }
    default:
      return { value: sampleValue(sample), standardError: 0, degreesOfFreedom: 1 };
  }
}

function sampleValue(sample: FigureSample): number {
  if (sample.kind === "count") return sample.events / sample.trials;
  return sample.kind === "none" ? Number.NaN : sample.value;
}

/**
 * Difference of two rates with R. G. Newcombe's interval from both Wilson intervals ("Interval estimation for the
 * difference between independent proportions", Statistics in Medicine 17, 1998, method 10).
 */
function countChange(a: Count, b: Count): Estimate {
  const before = wilsonEstimate(a.events, a.trials, confidence);
  const after = wilsonEstimate(b.events, b.trials, confidence);
  const value = after.value - before.value;
  return {
    value,
    low: value - Math.hypot(after.value - after.low, before.high - before.value),
    high: value + Math.hypot(after.high - after.value, before.value - before.low),
    confidence,
  };
}
