import type { RunResult } from "../sim/run-result.js";
import { fixedText } from "./number-text.js";
import type { Plot } from "./plot.js";
import { extent } from "./plot-pass.js";
import { type TimeSeries, timePlot } from "./time-plot.js";

const sourceColours = ["series4", "series5", "series6"] as const;

/** C/N, C/I and what remains of both, over the run. */
export function carrierToNoisePlot({ timeline }: RunResult): Plot {
  const { cn_dB, ci_dB, cnir_dB, esn0_dB } = timeline;
  const hasInterference = Number.isFinite(extent(ci_dB).low);
  const series: TimeSeries[] = [
    { name: "C/N", values: cn_dB, colour: "series1" },
    ...(hasInterference
      ? ([
          { name: "C/I", values: ci_dB, colour: "series6", dash: "dot" },
          { name: "C/(N+I)", values: cnir_dB, colour: "series2", dash: "dash" },
        ] as const)
      : []),
    ...timeline.sources.map(
      ({ name, ci_dB: values }, index): TimeSeries => ({
        name: `C/I, ${name}`,
        values,
        colour: sourceColours[index % sourceColours.length],
        dash: "dot",
      }),
    ),
    { name: "Es/(N0+I0)", values: esn0_dB, colour: "series3", width: 2 },
  ];
  const cn = extent(cn_dB);
  const esn0 = extent(esn0_dB);
  return {
    id: "carrier-to-noise",
    title: "Carrier to noise and interference over the run",
    caption:
      "Over all hops, in the link bandwidth; Es/(N0+I0) at the demodulator, in the symbol rate, after the implementation loss." +
      (timeline.sources.length > 0 ? " C/I of a source: white over the link bandwidth and of equal harm." : ""),
    summary:
      `C/N from ${fixedText(cn.low, 1)} to ${fixedText(cn.high, 1)} decibels, ` +
      `Es/(N0+I0) from ${fixedText(esn0.low, 1)} to ${fixedText(esn0.high, 1)} decibels.`,
    ...timePlot(timeline, [{ title: "Ratio (dB)", series }]),
    height_px: 340,
  };
}
