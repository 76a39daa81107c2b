import { lossCauses } from "../mac/mac-result.js";
import type { RunResult } from "../sim/run-result.js";
import { lossCauseLabels } from "./figure-labels.js";
import { fixedText } from "./number-text.js";
import type { Plot } from "./plot.js";
import { extent, scaled } from "./plot-pass.js";
import { type TimePanel, type TimeSeries, timePlot } from "./time-plot.js";

const lossColours = ["series1", "series2", "series4", "series3"] as const;
const lossDashes = ["solid", "dash", "dot", "dashdot"] as const;

/** Queue, latency and lost packets over the run; undefined in `budget` fidelity. */
export function queuePlot({ timeline, abstracted }: RunResult): Plot | undefined {
  if (!abstracted) return undefined;
  const { queue_bit, latency_s, lostPackets } = abstracted.series;
  const losses: TimeSeries[] = lossCauses.flatMap((cause, index) =>
    extent(lostPackets[cause]).high > 0
      ? [
          {
            name: lossCauseLabels[cause],
            values: lostPackets[cause],
            colour: lossColours[index],
            dash: lossDashes[index],
            isStep: true,
          },
        ]
      : [],
  );
  const panels: TimePanel[] = [
    {
      title: "Queue (kB)",
      series: [{ name: "Queue", values: scaled(queue_bit, 1 / 8e3), colour: "series1" }],
      axis: { rangemode: "tozero" },
    },
    {
      title: "Latency (ms)",
      series: [{ name: "Latency", values: scaled(latency_s, 1e3), colour: "series1" }],
      axis: { rangemode: "tozero" },
    },
    ...(losses.length > 0 ? [{ title: "Lost (packets/step)", series: losses, axis: { rangemode: "tozero" } }] : []),
  ];
  return {
    id: "queue",
    title: losses.length > 0 ? "Queue, latency and lost packets over the run" : "Queue and latency over the run",
    caption:
      "Mean over replications: queue at each step's start, latency of the packets delivered in it, packets lost in it.",
    summary:
      `Queue up to ${fixedText(extent(queue_bit).high / 8e3, 1)} kilobyte, ` +
      `latency of a step up to ${fixedText(extent(latency_s).high * 1e3, 1)} milliseconds.`,
    ...timePlot(timeline, panels),
    height_px: losses.length > 0 ? 520 : 400,
  };
}
