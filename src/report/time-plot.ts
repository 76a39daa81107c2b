import type { LinkTimeline } from "../sim/run-result.js";
import { decimatedIndices, plotNumber } from "./decimate.js";
import { plotText } from "./html.js";
import { significantText } from "./number-text.js";
import { axis, type DataTable, layoutOf, legendAbove, type PlotObject } from "./plot.js";
import { type ColourName, colour } from "./theme.js";

/** A line over the time line. */
export interface TimeSeries {
  readonly name: string;
  /** One value a step, in the unit of its panel. */
  readonly values: ArrayLike<number>;
  readonly colour: ColourName;
  readonly dash?: "solid" | "dash" | "dot" | "dashdot";
  /** Holds for its step, as a rate or a MODCOD does. */
  readonly isStep?: boolean;
  readonly width?: number;
  /** Texts for whole-number values, e.g. names of MODCODs. */
  readonly names?: readonly string[];
}

export interface TimePanel {
  /** Quantity and unit, e.g. `Elevation (deg)`. */
  readonly title: string;
  readonly series: readonly TimeSeries[];
  readonly axis?: PlotObject;
  /** Of the height, beside 1 for the others. */
  readonly share?: number;
}

/** A moment that a thin line marks. */
export interface Mark {
  readonly time_ms: number;
  readonly label: string;
}

/** Panels above each other over one time axis; steps without visibility are shaded. */
export function timePlot(
  timeline: LinkTimeline,
  panels: readonly TimePanel[],
  marks: readonly Mark[] = [],
): { readonly traces: PlotObject[]; readonly layout: PlotObject; readonly table: DataTable } {
  const scale = timeScale(timeline);
  const domains = panelDomains(panels);
  const traces: PlotObject[] = [];
  const layout: Record<string, PlotObject[string]> = {};
  panels.forEach((panel, index) => {
    const suffix = index === 0 ? "" : String(index + 1);
    layout[`yaxis${suffix}`] = axis(panel.title, { domain: domains[index], anchor: "x", ...panel.axis });
    if (panel.series.length > 1) layout[`legend${suffix}`] = legendAbove(domains[index][1]);
    for (const series of panel.series) {
      traces.push(timeTrace(timeline, scale, series, `y${suffix}`, `legend${suffix}`, panel.series.length > 1));
    }
  });
  const last = panels.length === 1 ? "y" : `y${panels.length}`;
  const steps_s = timeline.length * timeline.step_s;
  layout.xaxis = axis(scale.title, {
    anchor: last,
    range: [0, Math.max(steps_s, timeline.step_s) / scale.unit_s],
    showspikes: true,
    spikemode: "across",
    spikethickness: 1,
    spikedash: "solid",
    spikecolor: colour("muted"),
  });
  return {
    traces,
    layout: layoutOf({
      ...layout,
      hovermode: "x unified",
      hoversubplots: "axis",
      showlegend: panels.some(({ series }) => series.length > 1),
      shapes: [...hiddenSpans(timeline, scale.unit_s), ...marks.map((mark) => markLine(mark, timeline, scale.unit_s))],
      annotations: marks.map((mark) => markLabel(mark, timeline, scale.unit_s)),
      margin: { l: 62, r: 18, t: marks.length > 0 || panels[0].series.length > 1 ? 34 : 14, b: 48 },
    }),
    table: timeTable(timeline, scale, panels),
  };
}

interface TimeScale {
  readonly unit_s: number;
  readonly unit: "s" | "min" | "h";
  readonly title: string;
}

/** Seconds up to half an hour, minutes up to six hours, then hours. */
export function timeScale({ start_ms, step_s, length }: LinkTimeline): TimeScale {
  const duration_s = length * step_s;
  const [unit_s, unit] =
    duration_s <= 1800 ? ([1, "s"] as const) : duration_s <= 21_600 ? ([60, "min"] as const) : ([3600, "h"] as const);
  return { unit_s, unit, title: `Time since ${utcText(start_ms)} (${unit})` };
}

/** `2025-12-01 00:07:52 UTC` */
export function utcText(time_ms: number): string {
  if (!Number.isFinite(time_ms)) return "-";
  return `${new Date(time_ms).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** From the top down, with room between for a legend. */
function panelDomains(panels: readonly TimePanel[]): [number, number][] {
  const gap = panels.length > 1 ? 0.09 : 0;
  const shares = panels.map(({ share = 1 }) => share);
  const unit = (1 - gap * (panels.length - 1)) / shares.reduce((sum, share) => sum + share, 0);
  let top = 1;
  return shares.map((share) => {
    const bottom = Math.max(0, top - share * unit);
    const domain: [number, number] = [rounded(bottom), rounded(top)];
    top = bottom - gap;
    return domain;
  });
}

function timeTrace(
  { step_s }: LinkTimeline,
  { unit_s }: TimeScale,
  series: TimeSeries,
  yaxis: string,
  legend: string,
  showlegend: boolean,
): PlotObject {
  const indices = decimatedIndices(series.values);
  const { names } = series;
  return {
    type: "scatter",
    mode: indices.length === 1 ? "markers" : "lines",
    name: plotText(series.name),
    x: indices.map((index) => plotNumber((index * step_s) / unit_s)),
    y: indices.map((index) => plotNumber(series.values[index])),
    xaxis: "x",
    yaxis,
    ...(showlegend ? { legend } : {}),
    showlegend,
    line: {
      color: colour(series.colour),
      width: series.width ?? 1.6,
      dash: series.dash ?? "solid",
      shape: series.isStep ? "hv" : "linear",
      simplify: false,
    },
    connectgaps: false,
    ...(names
      ? {
          text: indices.map((index) => plotText(names[series.values[index]] ?? "none")),
          hovertemplate: "%{text}",
        }
      : {}),
  };
}

/** Stretches without visibility, as shaded bands; beyond forty the bands say nothing and are left out. */
function hiddenSpans({ visible, step_s, length }: LinkTimeline, unit_s: number): PlotObject[] {
  const spans: PlotObject[] = [];
  for (let step = 0; step < length; step++) {
    if (visible[step] === 1) continue;
    const from = step;
    while (step + 1 < length && visible[step + 1] === 0) step++;
    spans.push({
      type: "rect",
      xref: "x",
      yref: "paper",
      x0: (from * step_s) / unit_s,
      x1: ((step + 1) * step_s) / unit_s,
      y0: 0,
      y1: 1,
      layer: "below",
      fillcolor: colour("shade"),
      line: { width: 0 },
    });
  }
  return spans.length <= 40 ? spans : [];
}

function markLine({ time_ms }: Mark, { start_ms }: LinkTimeline, unit_s: number): PlotObject {
  const x = (time_ms - start_ms) / 1e3 / unit_s;
  return {
    type: "line",
    xref: "x",
    yref: "paper",
    x0: x,
    x1: x,
    y0: 0,
    y1: 1,
    line: { color: colour("muted"), width: 1, dash: "dot" },
  };
}

function markLabel({ time_ms, label }: Mark, timeline: LinkTimeline, unit_s: number): PlotObject {
  const { start_ms, step_s, length } = timeline;
  const fraction = (time_ms - start_ms) / 1e3 / (length * step_s);
  return {
    xref: "x",
    yref: "paper",
    x: (time_ms - start_ms) / 1e3 / unit_s,
    y: 1,
    xanchor: fraction < 0.1 ? "left" : fraction > 0.9 ? "right" : "center",
    yanchor: "bottom",
    text: plotText(label),
    showarrow: false,
    font: { size: 11.5, color: colour("muted") },
  };
}

const tableRows = 40;

function timeTable(timeline: LinkTimeline, scale: TimeScale, panels: readonly TimePanel[]): DataTable {
  const { length, step_s } = timeline;
  const stride = Math.max(1, Math.ceil(length / tableRows));
  const series = panels.flatMap((panel) => panel.series.map((line) => ({ panel, line })));
  const rows: string[][] = [];
  for (let step = 0; step < length; step += stride) {
    rows.push([
      significantText((step * step_s) / scale.unit_s, 5),
      ...series.map(
        ({ line }) => line.names?.[line.values[step]] ?? (line.names ? "none" : significantText(line.values[step], 5)),
      ),
    ]);
  }
  return {
    columns: [
      `Time (${scale.unit})`,
      ...series.map(({ panel, line }) => (panel.series.length > 1 ? `${line.name}: ${panel.title}` : panel.title)),
    ],
    rows,
    note: stride > 1 ? `Every ${stride}th of ${length} steps; all of them stand in series.parquet.` : undefined,
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
