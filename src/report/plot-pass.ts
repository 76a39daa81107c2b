import type { LinkTimeline, RunResult } from "../sim/run-result.js";
import { fixedText } from "./number-text.js";
import type { Plot } from "./plot.js";
import { colour } from "./theme.js";
import { type Mark, timePlot } from "./time-plot.js";

/** Elevation, slant range and Doppler over the run. */
export function passPlot({ timeline, culmination, edge }: RunResult): Plot {
  const { elevation_deg, slantRange_m, doppler_Hz } = timeline;
  const panels = [
    { title: "Elevation (deg)", series: [{ name: "Elevation", values: elevation_deg, colour: "series1" as const }] },
    {
      title: "Slant range (km)",
      series: [{ name: "Slant range", values: scaled(slantRange_m, 1e-3), colour: "series1" as const }],
    },
    {
      title: "Doppler (kHz)",
      series: [{ name: "Doppler", values: scaled(doppler_Hz, 1e-3), colour: "series1" as const }],
      axis: { zeroline: true, zerolinecolor: colour("rule"), zerolinewidth: 1 },
    },
  ];
  const elevation = extent(elevation_deg);
  const range = extent(slantRange_m);
  const doppler = extent(doppler_Hz);
  return {
    id: "pass",
    title: "Elevation, slant range and Doppler over the run",
    caption: "User link. Doppler of the carrier, positive while the satellite approaches. Grey: no service.",
    summary:
      `Elevation from ${fixedText(elevation.low, 1)} to ${fixedText(elevation.high, 1)} degrees, ` +
      `slant range from ${fixedText(range.low / 1e3, 0)} to ${fixedText(range.high / 1e3, 0)} kilometres, ` +
      `Doppler from ${fixedText(doppler.low / 1e3, 1)} to ${fixedText(doppler.high / 1e3, 1)} kilohertz.`,
    ...timePlot(timeline, panels, budgetMarks(timeline, culmination.time_ms, edge.time_ms)),
    height_px: 470,
  };
}

/** Where the two itemised budgets stand in time; none for a fixed geometry. */
function budgetMarks({ start_ms, step_s, length }: LinkTimeline, culmination_ms?: number, edge_ms?: number): Mark[] {
  const within = (time_ms: number | undefined): time_ms is number =>
    time_ms !== undefined && time_ms >= start_ms && time_ms <= start_ms + length * step_s * 1e3;
  return [
    ...(within(culmination_ms) ? [{ time_ms: culmination_ms, label: "culmination" }] : []),
    ...(within(edge_ms) && edge_ms !== culmination_ms ? [{ time_ms: edge_ms, label: "edge" }] : []),
  ];
}

export function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}

/** Smallest and largest finite value; NaN where there is none. */
export function extent(values: ArrayLike<number>): { readonly low: number; readonly high: number } {
  let low = Number.NaN;
  let high = Number.NaN;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (!Number.isFinite(value)) continue;
    if (!(low <= value)) low = value;
    if (!(high >= value)) high = value;
  }
  return { low, high };
}
