import { plotText } from "./html.js";
import type { DataTable, Plot, PlotObject } from "./plot.js";
import { axis } from "./plot.js";
import { distinctValues, type PlotColumn, valueText, valueWithUnit } from "./plot-column.js";

/** Columns of results and what is to be drawn of them. */
export interface ResultsPlotData {
  readonly x: PlotColumn;
  /** One figure for those of a unit; the second axis of a heat map or a contour. */
  readonly y: readonly PlotColumn[];
  readonly z?: PlotColumn;
  readonly color?: PlotColumn;
  readonly facet?: PlotColumn;
  /** Rows to draw. */
  readonly rows: readonly number[];
}

/** The rows of one figure, and what they have in common. */
export interface Facet {
  readonly rows: readonly number[];
  /** `Rain rate 10 mm/h`; empty where there are no facets. */
  readonly text: string;
  readonly id: string;
}

export const mostFacets = 24;

/** One facet a value of the facet column. */
export function facetsOf({ facet, rows }: ResultsPlotData): Facet[] {
  if (!facet) return [{ rows, text: "", id: "" }];
  return distinctValues(facet, rows).map((value, index) => ({
    rows: rows.filter((row) => facet.values[row] === value),
    text: valueWithUnit(facet, value),
    id: `-${index + 1}`,
  }));
}

/** `Throughput and C/N over elevation` */
export function subjectText(what: readonly PlotColumn[], over: readonly PlotColumn[]): string {
  return `${listed(what.map(({ text }, index) => (index === 0 ? text : withinSentence(text))))} over ${listed(over.map(({ text }) => withinSentence(text)))}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/** Without its capital, unless it is a symbol of the field. */
export function withinSentence(text: string): string {
  return /^[A-Z][a-z]+(?: |,|$)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** `Throughput over elevation, rain rate 10 mm/h` */
export function figureTitle(what: string, facet: Facet): string {
  return facet.text === "" ? what : `${what}, ${withinSentence(facet.text)}`;
}

/** An axis of a column, with ticks of its own where its values are few and evenly spaced. */
export function columnAxis(column: PlotColumn, rows: readonly number[], options: PlotObject = {}): PlotObject {
  const title = plotText(column.title);
  if (column.kind === "time") return axis(title, { type: "date", ...options });
  if (column.kind === "text") return axis(title, { type: "category", ...options });
  if (column.isLog) return axis(title, { type: "log", ...options });
  const found = distinctValues(column, rows).filter((value) => typeof value === "number");
  const ticks: PlotObject =
    found.length > 1 && found.length <= 12 && isEven(found) ? { tickmode: "array", tickvals: found } : {};
  return axis(title, { type: "linear", nticks: 10, ...ticks, ...options });
}

/** Whether numbers stand at equal distances. */
export function isEven(values: readonly number[]): boolean {
  const step = (values[values.length - 1] - values[0]) / (values.length - 1);
  return values.every((value, index) => Math.abs(value - values[0] - index * step) < 1e-6 * Math.abs(step));
}

const tableRows = 200;

/** What the figure shows, as numbers. */
export function rowsTable(columns: readonly PlotColumn[], rows: readonly number[]): DataTable {
  const cells = columns.flatMap((column) => {
    const figure = { title: column.title, text: (row: number) => valueText(column, column.values[row]) };
    const { low, high } = column;
    if (!low || !high) return [figure];
    const interval = (row: number) =>
      low[row] === null || high[row] === null
        ? "-"
        : `${valueText(column, low[row])} to ${valueText(column, high[row])}`;
    return [figure, { title: `${column.text}, interval`, text: interval }];
  });
  return {
    columns: cells.map(({ title }) => title),
    rows: rows.slice(0, tableRows).map((row) => cells.map(({ text }) => text(row))),
    note:
      rows.length > tableRows
        ? `The first ${tableRows} of ${rows.length} rows; all of them stand in the results' Parquet files.`
        : undefined,
  };
}

/** A figure of one facet, or of the whole; facets stand two in a line. */
export function facetFigure(facet: Facet, plot: Omit<Plot, "isHalf">): Plot {
  return facet.text === "" ? plot : { ...plot, isHalf: true };
}

/** Smallest and largest of numbers with some room on both sides; undefined where there is no number. */
export function paddedRange(values: Iterable<number | null>, isLog: boolean): [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null || (isLog && value <= 0)) continue;
    const place = isLog ? Math.log10(value) : value;
    low = Math.min(low, place);
    high = Math.max(high, place);
  }
  if (low > high) return undefined;
  const room = high > low ? (high - low) * 0.05 : Math.abs(high) * 0.05 || 1;
  return [Number((low - room).toPrecision(6)), Number((high + room).toPrecision(6))];
}

/** Numbers of a column in rows; times and texts are none. */
export function* numbersOf(column: PlotColumn, rows: readonly number[]): Generator<number> {
  if (column.kind !== "number") return;
  for (const row of rows) {
    const value = column.values[row];
    if (typeof value === "number") yield value;
  }
}
