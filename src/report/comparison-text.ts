import type { FigureChange, ResultComparison } from "../results/compare-results.js";
import { comparisonNotes, comparisonRow, comparisonSummary, notableChanges } from "./comparison-rows.js";
import { alignedLines, bold, type TerminalStyle, type TextColumn } from "./terminal-text.js";

/** More make no one wiser; `--json` has them all. */
const mostRows = 60;

/** A comparison for the terminal: what moved by its significance, then one line that counts. */
export function comparisonText(
  comparison: ResultComparison,
  { isAll = false, style = {} }: { readonly isAll?: boolean; readonly style?: TerminalStyle } = {},
): string {
  const { baseline, results } = comparison;
  const changes = isAll ? comparison.changes : notableChanges(comparison);
  return [
    bold(`${results} against ${baseline}`, style),
    ...tableLines(isAll ? changes : changes.slice(0, mostRows), style),
    ...(!isAll && changes.length > mostRows ? [`and ${changes.length - mostRows} more`] : []),
    ...comparisonNotes(comparison).map((note) => `note: ${note}`),
    comparisonSummary(comparison),
  ].join("\n");
}

function tableLines(changes: readonly FigureChange[], { width = 80 }: TerminalStyle): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map(comparisonRow);
  const hasPoints = rows.some(({ point }) => point !== "");
  const columns: TextColumn[] = [
    ...(hasPoints ? [{ align: "left" as const }] : []),
    { align: "left" },
    { align: "right" },
    { align: "right" },
    { align: "right" },
    { align: "right" },
    { align: "left" },
    { align: "left" },
  ];
  const heads = [...(hasPoints ? ["point"] : []), "figure", "baseline", "results", "change", "", "", ""];
  const cells = rows.map(({ point, figure, baseline, results, change, relative, p, verdict }) => [
    ...(hasPoints ? [point] : []),
    figure,
    baseline,
    results,
    change,
    relative,
    p,
    verdict,
  ]);
  return alignedLines(columns, [heads, ...cells], width);
}
