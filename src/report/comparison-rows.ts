import type { FigureChange, ResultComparison } from "../results/compare-results.js";
import type { Estimate } from "../statistics/estimate.js";
import { fixedText, intervalTexts, plainText, significantText } from "./number-text.js";

/** A figure's line in a comparison, as texts. */
export interface ComparisonRow {
  readonly point: string;
  readonly figure: string;
  /** `29.98 ± 0.04`; the interval's wider side. */
  readonly baseline: string;
  readonly results: string;
  readonly change: string;
  /** Of the baseline. */
  readonly relative: string;
  readonly p: string;
  /** `worse`, `better`, `moved`, `missing`, `new`, `untested` or `same`. */
  readonly verdict: string;
}

export function comparisonRow(change: FigureChange): ComparisonRow {
  const { point, figure, outcome, direction, note } = change;
  return {
    point,
    figure: figure || `(${note ?? "point"})`,
    baseline: valueText(change.baseline),
    results: valueText(change.results),
    change: signed(changeText(change.change), change.change?.value),
    relative: relativeText(change),
    p: significance(change),
    verdict: outcome === "moved" ? (direction ?? "moved") : outcome,
  };
}

/** What the table lists unless everything is asked for: all but the figures that are the same. */
export function notableChanges({ changes }: ResultComparison): FigureChange[] {
  return changes.filter(({ outcome }) => outcome !== "same");
}

/** One sentence: what moved, and how many figures there were. */
export function comparisonSummary(comparison: ResultComparison): string {
  const { changes, tests, exactSame, points, kind, alpha } = comparison;
  const count = (is: (change: FigureChange) => boolean) => changes.filter(is).length;
  const moved = count(({ outcome }) => outcome === "moved");
  const worse = count(({ outcome, direction }) => outcome === "moved" && direction === "worse");
  const better = count(({ outcome, direction }) => outcome === "moved" && direction === "better");
  const parts = [
    moved === 0 ? "no figure moved" : `${figures(moved)} moved (${worse} worse, ${better} better)`,
    ...(["missing", "new", "untested"] as const).flatMap((outcome) => {
      const found = count((change) => change.outcome === outcome);
      return found > 0 ? [`${found} ${outcome}`] : [];
    }),
  ];
  const exact = exactSame + count(({ outcome, p }) => outcome === "moved" && p === undefined);
  const where = kind === "run" ? "" : ` at ${points} points`;
  return `${parts.join(", ")}; ${exact} exact and ${tests} random figures${where}, false alarms at most ${plainText(alpha * 100)} %`;
}

/** What the reader should know beside the figures. */
export function comparisonNotes({ isSameScenario, changes }: ResultComparison): string[] {
  return [
    ...(isSameScenario === false ? ["the scenario is not the baseline's (other text, overrides or seed)"] : []),
    ...(changes.some(({ outcome }) => outcome === "untested")
      ? ["untested: a random figure has a value on one side only; some replication of the other had none"]
      : []),
  ];
}

export function failureText(change: FigureChange): string {
  const { verdict, baseline, results, change: by, relative, p } = comparisonRow(change);
  if (change.outcome !== "moved") return [change.outcome, change.note].filter(Boolean).join(": ");
  return `${verdict}: ${baseline} to ${results}, by ${by}${relative && ` (${relative})`}, ${p}`;
}

function figures(count: number): string {
  return `${count} ${count === 1 ? "figure" : "figures"}`;
}

function valueText(estimate: Estimate | undefined): string {
  if (!estimate || !Number.isFinite(estimate.value)) return "-";
  const { value, low, high } = estimate;
  if (!(high > low)) return plainText(value);
  const half = Math.max(value - low, high - value);
  if (half === Infinity) return `${plainText(value)} ± ?`;
  return withHalfWidth(intervalTexts(value, value - half, value + half).value, value, half);
}

function changeText(change: Estimate | undefined): string {
  if (!change) return "";
  const { value, low, high } = change;
  if (!(high > low)) return significantText(value, 4);
  const half = Math.max(value - low, high - value);
  if (half === Infinity) return `${significantText(value, 4)} ± ?`;
  return withHalfWidth(intervalTexts(value, value - half, value + half).value, value, half);
}

/** The half-width with the value's decimals. */
function withHalfWidth(text: string, value: number, half: number): string {
  const decimals = text.includes("e") ? undefined : (text.split(".")[1]?.length ?? 0);
  if (decimals === undefined || Math.abs(value) < 1e-3) return `${text} ± ${significantText(half, 2)}`;
  return `${text} ± ${fixedText(half, decimals)}`;
}

function signed(text: string, value: number | undefined): string {
  return value !== undefined && value > 0 ? `+${text}` : text;
}

function relativeText({ baseline, change }: FigureChange): string {
  if (!baseline || !change || !(Math.abs(baseline.value) > 0) || change.value === 0) return "";
  return `${signed(significantText((100 * change.value) / Math.abs(baseline.value), 3), change.value)} %`;
}

function significance({ adjustedP, change }: FigureChange): string {
  if (adjustedP === undefined) return change ? "exact" : "";
  if (adjustedP < 1e-12) return "p < 1e-12";
  return `p ${adjustedP < 0.001 ? adjustedP.toExponential(0) : significantText(adjustedP, 2)}`;
}
