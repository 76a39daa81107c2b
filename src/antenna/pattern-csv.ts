import type { Problem } from "../leolink-error.js";
import { type PatternSample, patternGrid, refusal } from "./pattern-grid.js";
import type { PatternTable } from "./pattern-table.js";

/** Columns of a pattern in CSV; the first three are needed. */
const columns = ["theta_deg", "phi_deg", "gain_dBi", "phase_deg", "crossGain_dBi"] as const;
type Column = (typeof columns)[number];
const needed: readonly Column[] = ["theta_deg", "phi_deg", "gain_dBi"];
const range: Readonly<Record<Column, readonly [number, number]>> = {
  theta_deg: [-180, 180],
  phi_deg: [-360, 360],
  gain_dBi: [-400, 100],
  phase_deg: [-1e6, 1e6],
  crossGain_dBi: [-400, 100],
};

/**
 * A pattern from a CSV text: a line of column names, `theta_deg`, `phi_deg`, `gain_dBi` and, where known, `phase_deg` (of the
 * co-polar field) and `crossGain_dBi`, in any order; then a line a sample, in any order. Empty lines and lines that begin with
 * `#` are skipped.
 *
 * @throws LeolinkError (`input`) with file, line and column of everything that is wrong
 */
export function patternFromCsv(text: string, file: string, peakGain_dBi?: number): PatternTable {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line: index + 1, text: line }))
    .filter((line) => line.text.trim() !== "" && !line.text.trimStart().startsWith("#"));
  const [head, ...rows] = lines;
  if (!head)
    throw refusal([{ message: `expected a line of columns ${columns.join(", ")}, found none`, location: { file } }]);
  const names = head.text.split(",").map((name) => name.trim());
  const problems: Problem[] = [];
  for (const [index, name] of names.entries()) {
    const isKnown = columns.some((column) => column === name) && names.indexOf(name) === index;
    if (!isKnown) {
      const message = `expected columns ${columns.join(", ")}, each once, found ${JSON.stringify(name.slice(0, 40))}`;
      problems.push({ message, location: { file, line: head.line } });
    }
  }
  for (const name of needed) {
    if (!names.includes(name)) {
      problems.push({ message: `expected a column ${name}, found none`, location: { file, line: head.line } });
    }
  }
  if (problems.length > 0) throw refusal(problems);
  const samples = rows.flatMap((row): PatternSample[] => {
    const cells = row.text.split(",");
    if (cells.length !== names.length) {
      const message = `expected ${names.length} values, found ${cells.length}`;
      problems.push({ message, location: { file, line: row.line } });
      return [];
    }
    const values = new Map<string, number>();
    let start = 1;
    for (const [index, cell] of cells.entries()) {
      const name = names[index] as Column;
      const [low, high] = range[name];
      const value = cell.trim() === "" ? Number.NaN : Number(cell);
      if (!(value >= low && value <= high)) {
        const message = `${name}: expected a number from ${low} to ${high}, found ${JSON.stringify(cell.trim().slice(0, 40))}`;
        problems.push({ message, location: { file, line: row.line, column: start } });
      }
      values.set(name, value);
      start += cell.length + 1;
    }
    return [
      {
        line: row.line,
        theta_deg: values.get("theta_deg")!,
        phi_deg: values.get("phi_deg")!,
        co_dBi: values.get("gain_dBi")!,
        phase_deg: values.get("phase_deg"),
        cross_dBi: values.get("crossGain_dBi"),
      },
    ];
  });
  if (problems.length > 0) throw refusal(problems);
  return patternGrid(samples, file, peakGain_dBi);
}
