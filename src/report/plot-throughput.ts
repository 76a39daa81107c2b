import { formatNames, formatWord } from "../scenario/waveform-formats.js";
import type { RunResult } from "../sim/run-result.js";
import { plotText } from "./html.js";
import { fixedText, significantText } from "./number-text.js";
import type { Plot, PlotObject } from "./plot.js";
import { extent, scaled } from "./plot-pass.js";
import { type TimePanel, type TimeSeries, timePlot } from "./time-plot.js";

/** Es/(N0+I0), the MODCOD that follows it, and the rates that come of it. */
export function throughputPlot({ timeline, abstracted, bitTrue, scenario }: RunResult): Plot {
  const modcods = formatNames(scenario.waveform);
  const word = formatWord(scenario.waveform);
  const ideal_Mbps = scaled(timeline.rate_bps, 1e-6);
  const idealModcod: TimeSeries = {
    name: "Ideal",
    values: timeline.modcod,
    colour: "series6",
    isStep: true,
    names: modcods,
  };
  const idealRate: TimeSeries = { name: "Ideal", values: ideal_Mbps, colour: "series6", isStep: true };
  const series = abstracted?.series;
  const rates: TimeSeries[] = series
    ? [
        idealRate,
        { name: "Offered", values: scaled(series.offered_bps, 1e-6), colour: "series2", dash: "dot", isStep: true },
        { name: "Delivered", values: scaled(series.delivered_bps, 1e-6), colour: "series1", isStep: true },
      ]
    : [{ ...idealRate, colour: "series1" }];
  const used: TimeSeries[] = series
    ? [idealModcod, { name: "In use", values: series.modcod, colour: "series1", isStep: true, names: modcods }]
    : [{ ...idealModcod, colour: "series1" }];
  const panels: TimePanel[] = [
    {
      title: "Es/(N0+I0) (dB)",
      series: [{ name: "Es/(N0+I0)", values: timeline.esn0_dB, colour: "series3" }],
      share: 0.7,
    },
    { title: word, series: used, axis: modcodAxis(used, modcods), share: 1.1 },
    { title: "Bit rate (Mbit/s)", series: rates, axis: { rangemode: "tozero" }, share: 1.1 },
  ];
  const ideal = extent(ideal_Mbps);
  return {
    id: "throughput",
    title: series ? `${word}, offered, delivered and ideal rate over the run` : `${word} and ideal rate over the run`,
    caption: series
      ? `Rates per step, mean over replications; ${word} in use in the first one. Ideal: adaptation without delay, error, margin or frame loss.` +
        (bitTrue ? " Between the windows whose frames are sent bit by bit, frames are lost by error curves." : "")
      : `Ideal adaptation: the most efficient ${word} whose threshold the link meets, without delay, error or margin.`,
    summary:
      `Ideal rate from ${significantText(ideal.low, 3)} to ${significantText(ideal.high, 3)} megabit per second` +
      (series ? `; delivered up to ${fixedText(extent(series.delivered_bps).high / 1e6, 1)} megabit per second.` : "."),
    ...timePlot(timeline, panels),
    height_px: 580,
  };
}

const mostLabels = 10;

/** Ticks at the MODCODs in use, thinned to what can be read; `none` below the lowest. */
function modcodAxis(series: readonly TimeSeries[], modcods: readonly string[]): PlotObject {
  const used = [...new Set(series.flatMap(({ values }) => Array.from(values)))].sort((a, b) => a - b);
  const low = used[0] ?? 0;
  const high = used[used.length - 1] ?? 0;
  const distance = (high - low) / mostLabels;
  const tickvals: number[] = [];
  for (const index of used.toReversed()) {
    if (tickvals.length === 0 || tickvals[0] - index >= distance) tickvals.unshift(index);
  }
  return {
    tickmode: "array",
    tickvals,
    ticktext: tickvals.map((index) => plotText(modcods[index] ?? "none")),
    range: [low - 0.6, high + 0.6],
  };
}
