import type { Estimate } from "../statistics/estimate.js";
import type { CaseValue } from "./validation-model.js";

/** How far one value of a row is from what the case expects. */
export interface Comparison {
  readonly isWithin: boolean;
  /** `|actual - expected|`; of texts 0 when equal, else Infinity. */
  readonly error: number;
  /** Error over allowed error, by which columns of different units are compared; 0 to 1 passes. */
  readonly severity: number;
}

/** Compares with an expected value: within `abs + rel * |expected|`; texts must be equal. NaN never passes. */
export function comparison(
  expected: CaseValue,
  actual: CaseValue,
  tolerance: { rel: number; abs: number },
): Comparison {
  if (typeof expected === "string" || typeof actual === "string") {
    const error = expected === actual ? 0 : Infinity;
    return { isWithin: error === 0, error, severity: error };
  }
  const error = Math.abs(actual - expected);
  const allowed = tolerance.abs + tolerance.rel * Math.abs(expected);
  const isWithin = error <= allowed;
  if (error === 0) return { isWithin, error, severity: 0 };
  return { isWithin, error, severity: Number.isNaN(error) ? Infinity : error / allowed };
}

/** Compares a statistical figure: within the tolerance of its value, or inside its own interval. */
export function estimateComparison(
  expected: CaseValue,
  actual: Estimate,
  tolerance: { rel: number; abs: number },
): Comparison {
  const ofValue = comparison(expected, actual.value, tolerance);
  const isInside = typeof expected === "number" && expected >= actual.low && expected <= actual.high;
  if (ofValue.isWithin || !isInside) return ofValue;
  return { ...ofValue, isWithin: true, severity: 1 };
}
