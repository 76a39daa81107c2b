import { plotText } from "./html.js";
import type { PlotObject } from "./plot.js";
import { distinctValues, type PlotColumn, valueText } from "./plot-column.js";
import { type ColourName, colour, sequenceColour, sequenceScale } from "./theme.js";

/** Rows that are drawn in one colour. */
export interface ColourGroup {
  readonly rows: readonly number[];
  /** What the legend says; empty where there is one group only. */
  readonly name: string;
  readonly colour: string;
  readonly dash: string;
  readonly symbol: string;
}

const series: readonly ColourName[] = ["series1", "series2", "series3", "series4", "series5", "series6"];
const dashes = ["solid", "dash", "dot", "dashdot", "longdash"] as const;
const symbols = ["circle", "square", "diamond", "triangle-up", "cross", "x", "triangle-down", "star"] as const;

/** More names than this are no legend any more. */
export const mostNames = 24;
/** More numbers than this get a colour bar in place of a legend. */
const mostLegendNumbers = 12;

/** One group a value of the column; numbers in the colours of a sequence, by their order. */
export function colourGroups(column: PlotColumn | undefined, rows: readonly number[]): ColourGroup[] {
  if (!column) return [{ rows, name: "", ...groupStyle(0) }];
  const values = distinctValues(column, rows);
  const byValue = new Map(values.map((value) => [value, [] as number[]]));
  for (const row of rows) byValue.get(column.values[row] ?? Number.NaN)?.push(row);
  const isOrdered = column.kind !== "text" && values.length > 2;
  const share = shareOf(column, rows);
  return values.map((value, index) => {
    const place = values.length <= mostLegendNumbers ? index / (values.length - 1) : share(value);
    const style = groupStyle(index);
    return {
      rows: byValue.get(value)!,
      name: plotText(valueText(column, value)),
      ...style,
      ...(isOrdered ? { colour: sequenceColour(place), dash: "solid" } : {}),
    };
  });
}

/** Whether the column's colours are explained by a bar, since a legend would have too many lines. */
export function needsColourBar(column: PlotColumn | undefined, rows: readonly number[]): column is PlotColumn {
  return column?.kind === "number" && distinctValues(column, rows).length > mostLegendNumbers;
}

/** Colour, dash and marker of the n-th line. */
export function groupStyle(index: number): Pick<ColourGroup, "colour" | "dash" | "symbol"> {
  const round = Math.floor(index / series.length);
  return {
    colour: colour(series[index % series.length]),
    dash: dashes[round % dashes.length],
    symbol: symbols[index % symbols.length],
  };
}

/** The marker of a plot's colour bar: in a row above the drawing, where narrow pages have room too. */
export function colourBarMarker(column: PlotColumn, rows: readonly number[]): PlotObject {
  const numbers = distinctValues(column, rows).map(Number);
  return {
    cmin: numbers[0],
    cmax: numbers[numbers.length - 1],
    colorscale: sequenceScale.map(([place, name]) => [place, name]),
    showscale: true,
    colorbar: colourBar(plotText(column.title)),
  };
}

export function colourBar(title: string, options: PlotObject = {}): PlotObject {
  return {
    orientation: "h",
    x: 0,
    xanchor: "left",
    y: 1,
    yanchor: "bottom",
    len: 0.6,
    thickness: 10,
    outlinewidth: 0,
    nticks: 6,
    title: { text: title, side: "top", font: { size: 12, color: colour("muted") } },
    tickfont: { size: 11.5, color: colour("muted") },
    ...options,
  };
}

function shareOf(column: PlotColumn, rows: readonly number[]): (value: number | string) => number {
  const numbers = distinctValues(column, rows).map(Number);
  const [low, high] = [numbers[0], numbers[numbers.length - 1]];
  return (value) => (Number(value) - low) / (high - low || 1);
}
