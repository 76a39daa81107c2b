import type { Estimate } from "../statistics/estimate.js";
import type { Count } from "../statistics/fisher-exact.js";
import { normalQuantile } from "../statistics/normal-quantile.js";
import { studentTQuantile } from "../statistics/student-t.js";
import type { MeanSample } from "../statistics/welch.js";

/** What a stored figure says of its own noise. */
export type FigureSample =
  /** Without randomness. */
  | { readonly kind: "exact"; readonly value: number }
  /** A mean over replications, or over frames. */
  | ({ readonly kind: "mean" } & MeanSample)
  /** Events that nothing hides: all trials are known. */
  | ({ readonly kind: "count" } & Count)
  /** Random, from one replication only: its spread is not known. */
  | { readonly kind: "single"; readonly value: number }
  /** No finite figure, e.g. the latency where no packet arrived. */
  | { readonly kind: "none"; readonly isRandom: boolean };

/** What an interval alone does not tell. */
export interface SampleSize {
  /** Of the run. */
  readonly replications?: number;
  /** Of a rate, in all replications. */
  readonly trials?: number;
}

/**
 * What an interval was made from: the inverse of `meanEstimate`, `ratioEstimate` and `bounded`.
 *
 * An interval that was cut at 0 or at 1 keeps its half-width on the other side. One that was cut on both sides hides
 * it, and the largest standard error that figures from 0 to 1 with this mean can have stands for it.
 *
 * The standard error of a rate is at least that of its events as if they were independent: few replications with as
 * many events each would show too little spread otherwise.
 */
export function figureSample({ value, low, high, confidence }: Estimate, size: SampleSize): FigureSample {
  if (!Number.isFinite(value)) return { kind: "none", isRandom: confidence < 1 };
  if (confidence >= 1) return { kind: "exact", value };
  const trials = wilsonTrials({ value, low, high, confidence });
  if (trials === 0) return { kind: "none", isRandom: true };
  if (trials !== undefined) return { kind: "count", events: value === 0 ? 0 : trials, trials };
  const { replications = 0 } = size;
  if (!(replications >= 2 && (Number.isFinite(low) || Number.isFinite(high)))) return { kind: "single", value };
  const degreesOfFreedom = replications - 1;
  const t = studentTQuantile((1 + confidence) / 2, degreesOfFreedom);
  const isCutTwice = low === 0 && high === 1;
  const spread = isCutTwice
    ? Math.sqrt((value * (1 - value)) / degreesOfFreedom)
    : Math.max(finite(value - low), finite(high - value)) / t;
  const counting = size.trials ? Math.sqrt((value * (1 - value)) / size.trials) : 0;
  return { kind: "mean", value, standardError: Math.max(spread, counting), degreesOfFreedom };
}

/** Where a rate had no event, or no trial without one, the trials of its Wilson interval; undefined elsewhere. */
function wilsonTrials({ value, low, high, confidence }: Estimate): number | undefined {
  const isNever = value === 0 && low === 0 && high > 0 && high < Infinity;
  const isAlways = value === 1 && high === 1 && low < 1;
  if (!isNever && !isAlways) return undefined;
  // wilson.ts: the far end is z^2/n / (1 + z^2/n).
  const far = isNever ? high : 1 - low;
  const z = normalQuantile((1 + confidence) / 2);
  return Math.round((z * z * (1 - far)) / far);
}

function finite(halfWidth: number): number {
  return Number.isFinite(halfWidth) ? halfWidth : 0;
}
