import type { LinkBudget } from "../budget/link-budget.js";
import type { Estimate } from "../statistics/estimate.js";
import type { Figures, LinkTimeline } from "./run-result.js";

/** A figure without randomness: its interval is the figure. */
function exact(value: number): Estimate {
  return { value, low: value, high: value, confidence: 1 };
}

/** The link budget's results at culmination, and again at the edge of the pass under names that end in `Edge`. */
export function budgetFigures(culmination: LinkBudget, edge: LinkBudget): Figures {
  return { ...named(culmination, ""), ...named(edge, "Edge") };
}

/** What the budget alone says of the whole run: ideal adaptation, no packets. */
export function passFigures(timeline: LinkTimeline, bandwidth_Hz: number): Figures {
  const { length, visible, rate_bps } = timeline;
  let visibleSteps = 0;
  let usableSteps = 0;
  let sum_bps = 0;
  for (let step = 0; step < length; step++) {
    visibleSteps += visible[step];
    if (rate_bps[step] > 0) usableSteps++;
    sum_bps += rate_bps[step];
  }
  const mean_bps = length > 0 ? sum_bps / length : 0;
  return {
    idealThroughput_Mbps: exact(mean_bps / 1e6),
    idealSpectralEfficiency_bpsHz: exact(mean_bps / bandwidth_Hz),
    idealAvailability: exact(length > 0 ? usableSteps / length : 0),
    visibility: exact(length > 0 ? visibleSteps / length : 0),
  };
}

function named(budget: LinkBudget, suffix: "" | "Edge"): Figures {
  const figures: Record<string, Estimate> = {
    [withSuffix("elevation_deg", suffix)]: exact(budget.elevation_deg),
  };
  for (const hop of budget.hops) {
    const hopSuffix = hop.name === "feeder link" ? `Feeder${suffix}` : suffix;
    for (const { key, value } of hop.items) figures[withSuffix(key, hopSuffix)] = exact(value);
  }
  for (const { key, value } of budget.total) figures[withSuffix(key, suffix)] = exact(value);
  return figures;
}

/** `cn_dB` and `Edge` become `cnEdge_dB`: the unit stays last. */
function withSuffix(key: string, suffix: string): string {
  const underscore = key.lastIndexOf("_");
  return underscore < 0 ? key + suffix : key.slice(0, underscore) + suffix + key.slice(underscore);
}
