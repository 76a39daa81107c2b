import type { RunResult } from "../sim/run-result.js";
import { plotNumber } from "./decimate.js";
import { fixedText, significantText } from "./number-text.js";
import { axis, layoutOf, type Plot } from "./plot.js";
import { extent } from "./plot-pass.js";
import { colour } from "./theme.js";
import { timePlot } from "./time-plot.js";

/** Gain of the fading over the run and in a close-up, of the first replication; none without a fading channel. */
export function fadingPlots({ fading, timeline }: RunResult): Plot[] {
  if (!fading) return [];
  const { gain_dB, closeUp } = fading;
  const span = extent(gain_dB);
  const near = extent(closeUp.gain_dB);
  const length_s = closeUp.time_s[closeUp.time_s.length - 1] - closeUp.time_s[0];
  const every = Math.ceil(closeUp.time_s.length / 40);
  const shown = Array.from(closeUp.time_s.keys()).filter((index) => index % every === 0);
  return [
    {
      id: "fading",
      title: "Fading over the run",
      caption: "Gain on Es/N0 at the steps of the time line, first replication; between them it goes on moving.",
      summary: `Gain from ${fixedText(span.low, 1)} to ${fixedText(span.high, 1)} decibels.`,
      ...timePlot(timeline, [{ title: "Gain (dB)", series: [{ name: "Fading", values: gain_dB, colour: "series1" }] }]),
      height_px: 300,
    },
    {
      id: "fading-close-up",
      title: "Fading close up",
      caption: `The first ${significantText(length_s, 3)} s in sight of the first replication.`,
      summary: `Gain from ${fixedText(near.low, 1)} to ${fixedText(near.high, 1)} decibels within ${significantText(length_s, 3)} seconds.`,
      traces: [
        {
          type: "scatter",
          mode: "lines",
          x: Array.from(closeUp.time_s, plotNumber),
          y: Array.from(closeUp.gain_dB, plotNumber),
          line: { color: colour("series1"), width: 1.4, simplify: false },
          hovertemplate: "%{y:.2f} dB at %{x:.4f} s<extra></extra>",
        },
      ],
      layout: layoutOf({
        xaxis: axis("Time since the start (s)"),
        yaxis: axis("Gain (dB)"),
        margin: { l: 62, r: 18, t: 14, b: 48 },
      }),
      height_px: 300,
      table: {
        columns: ["Time (s)", "Gain (dB)"],
        rows: shown.map((index) => [fixedText(closeUp.time_s[index], 4), fixedText(closeUp.gain_dB[index], 2)]),
        note: `One sample in ${every}.`,
      },
    },
  ];
}
