import { lossCauses } from "../mac/mac-result.js";
import type { AbstractedResult } from "../sim/run-result.js";
import { estimateBars, scaledEstimate } from "./estimate-bars.js";
import { lossCauseLabels } from "./figure-labels.js";
import { significantText } from "./number-text.js";
import type { Plot } from "./plot.js";

/** Lost packets by cause; undefined where none was lost. */
export function lossPlot({ lossRatio }: AbstractedResult): Plot | undefined {
  const rows = lossCauses.map((cause) => ({
    label: lossCauseLabels[cause],
    estimate: scaledEstimate(lossRatio[cause], 100),
  }));
  if (!rows.some(({ estimate }) => estimate.value > 0)) return undefined;
  return {
    id: "loss",
    title: "Packet loss by cause",
    caption: "Share of the packets whose fate is known at the end. Lines on the bars: 95 % interval over replications.",
    summary: `${rows.map(({ label, estimate }) => `${label} ${significantText(estimate.value, 3)} percent`).join(", ")}.`,
    ...estimateBars(rows, { quantity: "Packets lost", unit: "%", heading: "Cause", fill: "series2" }),
    height_px: 260,
  };
}
