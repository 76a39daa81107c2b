import type { Estimate } from "../statistics/estimate.js";
import { plotNumber } from "./decimate.js";
import { plotText } from "./html.js";
import { intervalTexts, significantText } from "./number-text.js";
import { axis, type DataTable, layoutOf, type PlotObject } from "./plot.js";
import { type ColourName, colour } from "./theme.js";

/** One bar: an estimate in the plot's unit. */
export interface EstimateRow {
  readonly label: string;
  readonly estimate: Estimate;
}

/** Horizontal bars with their intervals and values, and the same as a table. */
export function estimateBars(
  rows: readonly EstimateRow[],
  {
    quantity,
    unit,
    heading,
    fill,
  }: { readonly quantity: string; readonly unit: string; readonly heading: string; readonly fill: ColourName },
): { readonly traces: PlotObject[]; readonly layout: PlotObject; readonly table: DataTable } {
  const position = rows.map((_, index) => index);
  const ends = rows.map(({ estimate: { value, high } }) => (Number.isFinite(high) ? Math.max(high, value) : value));
  const largest = Math.max(...ends);
  return {
    traces: [
      {
        type: "bar",
        orientation: "h",
        y: position,
        x: rows.map(({ estimate }) => plotNumber(estimate.value)),
        error_x: {
          type: "data",
          symmetric: false,
          array: rows.map(({ estimate: { value, high } }) => plotNumber(Math.max(0, high - value))),
          arrayminus: rows.map(({ estimate: { value, low } }) => plotNumber(Math.max(0, value - Math.max(0, low)))),
          color: colour("ink"),
          thickness: 1,
          width: 4,
        },
        marker: { color: colour(fill) },
        width: 0.55,
        hoverinfo: "skip",
      },
      {
        type: "scatter",
        mode: "text",
        y: position,
        x: ends.map(plotNumber),
        text: rows.map(({ estimate }) => `  ${significantText(estimate.value, 3)} ${unit}`),
        textposition: "middle right",
        textfont: { size: 12, color: colour("ink") },
        cliponaxis: false,
        hoverinfo: "skip",
      },
    ],
    layout: layoutOf({
      xaxis: axis(`${quantity} (${unit})`, { range: [0, (largest > 0 ? largest : 1) * 1.3], nticks: 6 }),
      yaxis: axis("", {
        tickmode: "array",
        tickvals: position,
        ticktext: rows.map(({ label }) => plotText(label)),
        range: [rows.length - 0.4, -0.6],
        showgrid: false,
        ticks: "",
        tickfont: { size: 12, color: colour("ink") },
      }),
      margin: { l: 110, r: 24, t: 14, b: 48 },
    }),
    table: {
      columns: [heading, `${quantity} (${unit})`, `95 % interval (${unit})`],
      rows: rows.map(({ label, estimate: { value, low, high } }) => {
        const texts = intervalTexts(value, low, high);
        return [label, texts.value, Number.isFinite(high - low) ? `${texts.low} to ${texts.high}` : "-"];
      }),
    },
  };
}

/** The same estimate in another unit. */
export function scaledEstimate({ value, low, high, confidence }: Estimate, factor: number): Estimate {
  return { value: value * factor, low: low * factor, high: high * factor, confidence };
}
