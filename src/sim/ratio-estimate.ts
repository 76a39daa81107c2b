import type { Estimate } from "../statistics/estimate.js";
import { meanEstimate } from "../statistics/mean-estimate.js";
import { wilsonEstimate } from "../statistics/wilson.js";

/** How often something happened in one replication. */
export interface Occurrence {
  readonly events: number;
  readonly trials: number;
}

/**
 * A rate over independent replications: the mean of the replications' rates with Student's t interval, cut at 0 and 1.
 *
 * Events within a replication depend on each other, so the replication is the unit. Where nothing (or everything)
 * happened in any of them, their spread says nothing, and the interval is Wilson's over all trials, as if they were
 * independent. Without trials the interval is 0 to 1.
 */
export function ratioEstimate(replications: readonly Occurrence[], confidence: number): Estimate {
  const events = replications.reduce((sum, occurrence) => sum + occurrence.events, 0);
  const trials = replications.reduce((sum, occurrence) => sum + occurrence.trials, 0);
  if (trials === 0) return { value: 0, low: 0, high: 1, confidence };
  if (events === 0 || events === trials) return wilsonEstimate(events, trials, confidence);
  const rates = replications.map((occurrence) => (occurrence.trials > 0 ? occurrence.events / occurrence.trials : 0));
  return bounded(meanEstimate(rates, confidence), 0, 1);
}

/** An interval cut to what the figure can be. */
export function bounded(estimate: Estimate, lowest: number, highest: number): Estimate {
  return { ...estimate, low: Math.max(lowest, estimate.low), high: Math.min(highest, estimate.high) };
}
