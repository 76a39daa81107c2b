import type { Estimate } from "./estimate.js";
import { studentTQuantile } from "./student-t.js";

/**
 * Mean of independent replications with Student's t interval.
 *
 * A single value says nothing of its spread: its interval reaches from -Infinity to Infinity. Where a replication has
 * no figure (NaN: no packet was delivered, so none has a latency), the mean has none either: NaN throughout.
 *
 * @param values      one figure a replication, at least one, finite or NaN
 * @param confidence  of the two-sided interval, 0 to 1
 */
export function meanEstimate(values: ArrayLike<number>, confidence = 0.95): Estimate {
  const n = values.length;
  if (!(n >= 1)) throw new RangeError("meanEstimate: expected at least one value, found none");
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`meanEstimate: expected a confidence between 0 and 1, found ${confidence}`);
  }
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (Math.abs(values[i]) === Infinity) {
      throw new RangeError(`meanEstimate: expected finite values, found ${values[i]}`);
    }
    sum += values[i];
  }
  const mean = sum / n;
  if (Number.isNaN(mean)) return { value: mean, low: mean, high: mean, confidence };
  if (n === 1) return { value: mean, low: -Infinity, high: Infinity, confidence };
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  const halfWidth = studentTQuantile((1 + confidence) / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value: mean, low: mean - halfWidth, high: mean + halfWidth, confidence };
}
