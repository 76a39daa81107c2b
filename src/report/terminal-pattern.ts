import type { PatternStudy } from "../antenna/pattern-study.js";
import { patternFigures } from "./pattern-figures.js";
import { alignedLines, type TerminalStyle, type TextColumn } from "./terminal-text.js";

const columns: readonly TextColumn[] = [{ align: "left", gives: true }, { align: "right" }, { align: "left" }];

/** The key figures of a pattern for a terminal. */
export function patternTable(study: PatternStudy, style: TerminalStyle = {}): string {
  const rows = patternFigures(study).map(({ label, value, unit }) => [label, value, unit]);
  return alignedLines(columns, rows, style.width ?? 80).join("\n");
}
