import { latencyParts } from "../mac/mac-result.js";
import type { AbstractedResult } from "../sim/run-result.js";
import { estimateBars, scaledEstimate } from "./estimate-bars.js";
import { latencyPartLabels } from "./figure-labels.js";
import { significantText } from "./number-text.js";
import type { Plot } from "./plot.js";

/** What the mean latency is made of; undefined where no packet arrived. */
export function latencyPartsPlot({ latencyParts_s }: AbstractedResult): Plot | undefined {
  const rows = latencyParts
    .map((part) => ({ label: latencyPartLabels[part], estimate: scaledEstimate(latencyParts_s[part], 1e3) }))
    .filter(({ estimate }) => Number.isFinite(estimate.value));
  if (rows.length === 0) return undefined;
  const mean_ms = rows.reduce((sum, { estimate }) => sum + estimate.value, 0);
  const words = rows.map(({ label, estimate }) => `${label} ${significantText(estimate.value, 4)} milliseconds`);
  return {
    id: "latency-parts",
    title: "Parts of the mean latency",
    caption: "Their sum is the mean latency of delivered packets. Lines on the bars: 95 % interval over replications.",
    summary: `${words.join(", ")}; together ${significantText(mean_ms, 4)} milliseconds.`,
    ...estimateBars(rows, { quantity: "Mean latency", unit: "ms", heading: "Part", fill: "series1" }),
    height_px: 380,
    isHalf: true,
  };
}
