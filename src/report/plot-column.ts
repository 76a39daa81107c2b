import type { SweepAxis } from "../results/result-folder.js";
import type { ResultTable } from "../results/result-table.js";
import { columnLabel, isErrorRate, titleOf } from "./column-label.js";
import { plotText } from "./html.js";
import { plainText, significantText } from "./number-text.js";

/** A column as it is drawn: in the unit that its title names. */
export interface PlotColumn {
  readonly name: string;
  /** Words without the unit. */
  readonly text: string;
  /** Words with the unit. */
  readonly title: string;
  readonly unit: string;
  readonly kind: "number" | "text" | "time";
  readonly isLog: boolean;
  /** Read by its magnitude, from 1 downwards. */
  readonly isErrorRate: boolean;
  readonly values: readonly (number | string | null)[];
  /** Of numbers with an interval. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
}

/** @param isLog  as asked for; error rates are logarithmic where nothing was */
export function plotColumn(
  table: ResultTable,
  name: string,
  axes: readonly SweepAxis[],
  isLog: boolean | undefined,
): PlotColumn {
  const { kind, values } = table.columns.get(name)!;
  const rate = isErrorRate(name);
  const logarithmic = kind === "number" && (isLog ?? rate);
  const label = columnLabel(name, axes);
  // A share in per cent has no decades of its own: on a logarithmic axis it stands as it is.
  const shown = logarithmic && label.factor !== 1 ? { ...label, unit: "", factor: 1 } : label;
  const number = (value: number | string | null) =>
    typeof value === "number" && Number.isFinite(value) ? value * shown.factor : null;
  const bound = (end: string) => table.columns.get(`${name}_${end}`)?.values.map(number);
  return {
    name,
    text: shown.text,
    title: titleOf(shown),
    unit: shown.unit,
    kind,
    isLog: logarithmic,
    isErrorRate: rate,
    values: kind === "text" ? values : values.map(number),
    low: kind === "number" ? bound("low") : undefined,
    high: kind === "number" ? bound("high") : undefined,
  };
}

/** A value as a legend, a table or a title names it. */
export function valueText(column: PlotColumn, value: number | string | null): string {
  if (value === null) return "-";
  if (typeof value === "string") return value;
  if (column.kind === "time") return new Date(value).toISOString().replace(/\.000Z$/, "Z");
  return column.isErrorRate ? significantText(value, 3) : plainText(value);
}

/** A value with its unit, for a legend without a title. */
export function valueWithUnit(column: PlotColumn, value: number | string | null): string {
  return `${column.text} ${valueText(column, value)}${column.unit === "" || value === null ? "" : ` ${column.unit}`}`;
}

/** A value as plotly takes it. */
export function plotValue(column: PlotColumn, value: number | string | null): number | string | null {
  if (value === null) return null;
  if (typeof value === "string") return plotText(value);
  if (column.kind === "time") return new Date(value).toISOString();
  return column.isLog && value <= 0 ? null : Number(value.toPrecision(7));
}

/** Distinct values in order: numbers by size, texts as they come. */
export function distinctValues({ values }: Pick<PlotColumn, "values">, rows: readonly number[]): (number | string)[] {
  const found = new Set<number | string>();
  for (const row of rows) {
    const value = values[row];
    if (value !== null) found.add(value);
  }
  const list = [...found];
  return list.every((value) => typeof value === "number") ? list.sort((a, b) => Number(a) - Number(b)) : list;
}
