import { plotText } from "./html.js";
import { fixedText, plainText } from "./number-text.js";
import { axis, layoutOf, legendAbove, type Plot } from "./plot.js";
import { colour } from "./theme.js";

/** Values whose distribution is one line. */
export interface CdfSeries {
  readonly name: string;
  readonly values: Float64Array;
}

export interface CdfPlot {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly axisTitle: string;
  readonly series: readonly CdfSeries[];
}

/** Points of a line: more than a screen has columns. */
const mostPoints = 600;
const shares_pct = [1, 5, 10, 25, 50, 75, 90, 95, 99] as const;
const colours = ["series1", "series2", "series3", "series4"] as const;

/** Cumulative distributions of samples in one unit; values that are not finite count, but are not drawn. */
export function cdfPlot({ id, title, caption, axisTitle, series }: CdfPlot): Plot {
  const sorted = series.map(({ name, values }) => ({ name, values: values.slice().sort() }));
  return {
    id,
    title,
    caption,
    summary: sorted
      .map(
        ({ name, values }) => `${name}: 5 % ${text(values, 5)}, median ${text(values, 50)}, 95 % ${text(values, 95)}`,
      )
      .join("; "),
    traces: sorted.map(({ name, values }, index) => {
      const points = cdfPoints(values);
      return {
        type: "scatter",
        mode: "lines",
        name: plotText(name),
        x: points.map(({ value }) => value),
        y: points.map(({ share }) => share),
        line: { color: colour(colours[index % colours.length]), width: 1.8, simplify: false },
        hovertemplate: `%{x:.2f} dB not exceeded by %{y:.1%}<extra>${plotText(name)}</extra>`,
      };
    }),
    layout: layoutOf({
      xaxis: axis(axisTitle),
      yaxis: axis("Share of users", { range: [0, 1], tickformat: ".0%", dtick: 0.25 }),
      showlegend: series.length > 1,
      legend: legendAbove(1),
      margin: { l: 62, r: 18, t: series.length > 1 ? 34 : 14, b: 48 },
    }),
    height_px: 360,
    table: {
      columns: ["Share not above", ...series.map(({ name }) => name)],
      rows: shares_pct.map((share) => [`${plainText(share)} %`, ...sorted.map(({ values }) => text(values, share))]),
    },
    isHalf: true,
  };
}

function cdfPoints(values: Float64Array): { readonly value: number; readonly share: number }[] {
  const count = Math.min(values.length, mostPoints);
  return Array.from({ length: count }, (_, point) => {
    const index = count === 1 ? 0 : Math.round((point * (values.length - 1)) / (count - 1));
    return { value: values[index], share: (index + 0.5) / values.length };
  }).filter(({ value }) => Number.isFinite(value));
}

function text(sorted: Float64Array, share_pct: number): string {
  if (sorted.length === 0) return "";
  const value = sorted[Math.min(sorted.length - 1, Math.round((share_pct / 100) * (sorted.length - 1)))];
  return Number.isFinite(value) ? fixedText(value, 2) : String(value);
}
