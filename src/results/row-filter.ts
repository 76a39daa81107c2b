import { LeolinkError } from "../leolink-error.js";
import type { Cell, ResultColumn } from "./result-table.js";

/** `rain_mmh <= 20`: a column's name, a comparison and a value. */
export interface RowCondition {
  readonly column: string;
  readonly comparison: "=" | "!=" | "<" | "<=" | ">" | ">=";
  readonly value: string;
}

/** @throws LeolinkError (`input`) when the text is no comparison */
export function rowCondition(text: string): RowCondition {
  const found = /^\s*([^\s=!<>]+)\s*(!=|<>|<=|>=|==|=|<|>)\s*(.*?)\s*$/.exec(text);
  if (!found || found[3] === "") {
    throw new LeolinkError("input", [
      { message: `--where: expected COLUMN, one of = != < <= > >=, and a value, found ${text}` },
    ]);
  }
  const [, column, sign, value] = found;
  const comparison = sign === "==" ? "=" : sign === "<>" ? "!=" : (sign as RowCondition["comparison"]);
  return { column, comparison, value: value.replace(/^(['"])(.*)\1$/, "$2") };
}

/**
 * Whether each row meets the condition; a row without a value meets none.
 *
 * @throws LeolinkError (`input`) when the column's values cannot be compared with the condition's
 */
export function rowsWhere({ kind, values, name }: ResultColumn, condition: RowCondition): boolean[] {
  const { comparison } = condition;
  const wanted: Cell =
    kind === "text" ? condition.value : kind === "time" ? Date.parse(condition.value) : Number(condition.value);
  if (typeof wanted === "number" && Number.isNaN(wanted)) {
    const noun = kind === "time" ? "a time such as 2025-12-01T00:12:00Z" : "a number";
    throw new LeolinkError("input", [
      { message: `--where: expected ${noun} to compare ${name} with, found ${condition.value}` },
    ]);
  }
  return values.map((value) => value !== null && holds(value, comparison, wanted));
}

function holds(value: number | string, comparison: RowCondition["comparison"], wanted: number | string): boolean {
  switch (comparison) {
    case "=":
      return value === wanted;
    case "!=":
      return value !== wanted && !Number.isNaN(value);
    case "<":
      return value < wanted;
    case "<=":
      return value <= wanted;
    case ">":
      return value > wanted;
    case ">=":
      return value >= wanted;
  }
}
