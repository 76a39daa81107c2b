import type { RunResult } from "../sim/run-result.js";
import { fixedText } from "./number-text.js";
import type { Plot } from "./plot.js";
import { extent } from "./plot-pass.js";
import { type TimeSeries, timePlot } from "./time-plot.js";

/** What the atmosphere takes, part by part; undefined where it takes nothing. */
export function attenuationPlot({ timeline, scenario }: RunResult): Plot | undefined {
  const isFixedExcess = scenario.propagation.condition.kind === "excessAttenuation";
  const parts: readonly TimeSeries[] = [
    { name: isFixedExcess ? "Fixed excess" : "Rain", values: timeline.rain_dB, colour: "series1", dash: "dash" },
    { name: "Cloud", values: timeline.cloud_dB, colour: "series6", dash: "dot" },
    { name: "Gas", values: timeline.gas_dB, colour: "series3", dash: "dashdot" },
    { name: "Scintillation", values: timeline.scintillation_dB, colour: "series4" },
  ];
  const present = parts.filter(({ values }) => extent(values).high > 0);
  const total = extent(timeline.atmosphericLoss_dB);
  if (present.length === 0 && !(total.high > 0)) return undefined;
  return {
    id: "attenuation",
    title: "Atmospheric loss and its parts over the run",
    caption: "User link. The models combine the parts; their plain sum may exceed the combined loss.",
    summary:
      `Combined atmospheric loss from ${fixedText(total.low, 2)} to ${fixedText(total.high, 2)} decibels; parts: ` +
      `${present.map(({ name, values }) => `${name.toLowerCase()} up to ${fixedText(extent(values).high, 2)}`).join(", ")}.`,
    ...timePlot(timeline, [
      {
        title: "Loss (dB)",
        series: [{ name: "Combined", values: timeline.atmosphericLoss_dB, colour: "series2", width: 2.2 }, ...present],
        axis: { rangemode: "tozero" },
      },
    ]),
    height_px: 320,
  };
}
