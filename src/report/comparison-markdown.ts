import type { FigureChange, ResultComparison } from "../results/compare-results.js";
import { comparisonNotes, comparisonRow, comparisonSummary, notableChanges } from "./comparison-rows.js";

/** A comment of GitHub holds 65,536 characters; a row has less than 400. */
const mostRows = 100;

/** Comparisons as a comment to a pull request. */
export function comparisonMarkdown(comparisons: readonly ResultComparison[]): string {
  const isPassed = comparisons.every((each) => each.isPassed);
  const title = isPassed ? "Key figures: no regression" : "Key figures: moved";
  let left = mostRows;
  const parts = comparisons.map((comparison) => {
    const changes = notableChanges(comparison);
    const shown = changes.slice(0, left);
    left -= shown.length;
    return part(comparison, shown, changes.length - shown.length);
  });
  return `### ${title}\n\n${parts.join("\n\n")}\n`;
}

function part(comparison: ResultComparison, shown: readonly FigureChange[], more: number): string {
  const { baseline, results, isPassed } = comparison;
  return [
    `**${plain(results)}** against ${plain(baseline)}: ${isPassed ? "passed" : "**failed**"}; ${comparisonSummary(comparison)}.`,
    ...comparisonNotes(comparison).map((note) => `\nNote: ${note}.`),
    ...(shown.length > 0 ? ["", table(shown)] : []),
    ...(more > 0 ? ["", `and ${more} more.`] : []),
  ].join("\n");
}

function table(changes: readonly FigureChange[]): string {
  const rows = changes.map(comparisonRow);
  const hasPoints = rows.some(({ point }) => point !== "");
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const heads = [...(hasPoints ? ["point"] : []), "figure", "baseline", "results", "change", "of it", "test", ""];
  const rules = heads.map((head) => (["baseline", "results", "change", "of it"].includes(head) ? "---:" : "---"));
  return [
    line(heads),
    line(rules),
    ...rows.map(({ point, figure, baseline, results, change, relative, p, verdict }) => {
      const cells = [...(hasPoints ? [point] : []), figure, baseline, results, change, relative, p, verdict];
      return line(cells.map(plain));
    }),
  ].join("\n");
}

/** Text that Markdown and HTML give no meaning to, on one line. */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|@#~]/g, "\\$&");
}
