import type { QueryValue } from "../results/query-value.js";
import { jsonValue } from "../results/query-value.js";
import { plainText } from "./number-text.js";
import { alignedLines, bold, dim, type TerminalStyle } from "./terminal-text.js";

/** Digits of a number in a table that people read; `--json` and `--csv` have all of them. */
const digits = 6;
const widestCell = 60;

/** Rows of a query as an aligned table; columns that the width has no place for are left out and named below. */
export function rowTable(
  names: readonly string[],
  rows: readonly (readonly QueryValue[])[],
  style: TerminalStyle = {},
): string {
  const cells = rows.map((row) => row.map(cellText));
  if (rows.length === 1 && style.width !== undefined && !fits(names, cells, style.width)) {
    const columns = [{ align: "left" }, { align: "left", gives: true }] as const;
    return alignedLines(
      columns,
      names.map((name, index) => [name, cells[0][index]]),
      style.width,
    ).join("\n");
  }
  const shown = shownColumns(names, cells, style.width);
  const columns = names.slice(0, shown).map((_, index) => {
    const isNumber = rows.every((row) => row[index] === null || typeof row[index] === "number");
    return { align: isNumber && rows.length > 0 ? "right" : "left", gives: shown === 1 } as const;
  });
  const [head, ...lines] = alignedLines(columns, [names, ...cells], style.width ?? Infinity);
  const left = names.slice(shown);
  const rest = left.length > 0 ? [dim(`and ${left.length} more columns: ${left.join(", ")}`, style)] : [];
  return [bold(head, style), ...lines, ...rest].join("\n");
}

function fits(names: readonly string[], cells: readonly (readonly string[])[], width: number | undefined): boolean {
  return shownColumns(names, cells, width) === names.length;
}

/** How many columns from the left stand within the width; one at least. */
function shownColumns(
  names: readonly string[],
  cells: readonly (readonly string[])[],
  width: number | undefined,
): number {
  if (width === undefined) return names.length;
  let used = -2;
  for (let column = 0; column < names.length; column++) {
    used += 2 + cells.reduce((widest, row) => Math.max(widest, [...row[column]].length), [...names[column]].length);
    if (used > width && column > 0) return column;
  }
  return names.length;
}

function cellText(value: QueryValue): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : numberText(value);
  const text = typeof value === "object" ? JSON.stringify(jsonValue(value)) : String(value);
  return [...text].length > widestCell ? `${[...text].slice(0, widestCell - 1).join("")}…` : text;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  const isSmall = value !== 0 && Math.abs(value) < 1e-3;
  return isSmall ? Number(value.toPrecision(digits)).toExponential() : plainText(value, digits);
}
