import type { Estimate } from "./estimate.js";
import { normalQuantile } from "./normal-quantile.js";
import { studentTQuantile } from "./student-t.js";
import { wilsonEstimate } from "./wilson.js";

/** Trials in independent clusters, within which they depend on each other; sums over clusters, so that they add. */
export interface ClusterSums {
  readonly clusters: number;
  readonly trials: number;
  readonly events: number;
  readonly squaredTrials: number;
  readonly squaredEvents: number;
  /** Sum of the products of a cluster's trials and events. */
  readonly trialsTimesEvents: number;
}

/**
 * Standard error of events over trials by the spread between clusters: the ratio estimator of survey sampling (W. G. Cochran,
 * Sampling Techniques, 3rd edition, 6.4). Infinity for fewer than two clusters.
 */
export function clusterStandardError(sums: ClusterSums): number {
  const { clusters, trials, events, squaredTrials, squaredEvents, trialsTimesEvents } = sums;
  if (clusters < 2 || trials === 0) return Infinity;
  const rate = events / trials;
  const squares = Math.max(0, squaredEvents - 2 * rate * trialsTimesEvents + rate * rate * squaredTrials);
  return Math.sqrt((squares / (clusters - 1)) * clusters) / trials;
}

/**
 * A rate over clusters, with Wilson's interval for as many independent trials as say the same as these (E. L. Korn,
 * B. I. Graubard, "Confidence intervals for proportions with small expected number of positive counts estimated from survey
 * data", 1998): trials over the design effect, cut by Student's t for few clusters, and never more than there are trials.
 *
 * Where nothing (or everything) happened the spread between clusters says nothing: a cluster counts as one trial then. Without
 * trials the interval is 0 to 1.
 */
export function clusterRateEstimate(sums: ClusterSums, confidence = 0.95): Estimate {
  const { clusters, trials, events } = sums;
  if (trials === 0) return { value: 0, low: 0, high: 1, confidence };
  const rate = events / trials;
  if (clusters < 2) return wilsonEstimate(rate, 1, confidence);
  if (events === 0 || events === trials) return wilsonEstimate(rate * clusters, clusters, confidence);
  const upper = (1 + confidence) / 2;
  const few = (normalQuantile(upper) / studentTQuantile(upper, clusters - 1)) ** 2;
  const independent = ((rate * (1 - rate)) / clusterStandardError(sums) ** 2) * few;
  const effective = Math.max(1, Math.min(trials, independent));
  return { ...wilsonEstimate(rate * effective, effective, confidence), value: rate };
}
