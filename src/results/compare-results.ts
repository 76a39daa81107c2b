import { LeolinkError } from "../leolink-error.js";
import type { Estimate } from "../statistics/estimate.js";
import { holmAdjusted } from "../statistics/holm.js";
import { compareFigures, type FigureComparison } from "./compare-figures.js";
import { betterDirection } from "./figure-direction.js";
import { allowedDifference, isNamed, type Tolerance, toleranceProblems } from "./figure-tolerance.js";
import type { Figure, ResultPoint, ResultSet } from "./result-set.js";

/**
 * - `same`: no difference that the tolerance does not allow, or none beyond the noise.
 * - `moved`: a difference that neither tolerance nor noise explains.
 * - `missing`: the baseline has the figure, or the point, and the results have not.
 * - `new`: the other way round.
 * - `untested`: a random figure has a value on one side only, since some replication had none.
 */
export type Outcome = "same" | "moved" | "missing" | "new" | "untested";

export interface FigureChange {
  /** Label of the point; empty in a run. */
  readonly point: string;
  /** Empty where the whole point is missing or new. */
  readonly figure: string;
  readonly outcome: Outcome;
  /** Of a figure that moved, where its name says which way is better. */
  readonly direction?: "better" | "worse";
  readonly baseline?: Estimate;
  readonly results?: Estimate;
  /** Results less baseline, with its interval of 95 %; undefined where one has no value. */
  readonly change?: Estimate;
  /** The difference that the tolerance allows. */
  readonly allowed?: number;
  /** Of the test of a random figure, by itself and adjusted for the number of tests. */
  readonly p?: number;
  readonly adjustedP?: number;
  readonly note?: string;
}

export interface ResultComparison {
  readonly baseline: string;
  readonly results: string;
  readonly kind: ResultSet["kind"];
  /** Chance of any false alarm among the tests of random figures. */
  readonly alpha: number;
  /** How many random figures were tested. */
  readonly tests: number;
  /** How many points stand on both sides. */
  readonly points: number;
  /** How many exact figures are the same; they are not among the changes. */
  readonly exactSame: number;
  /** Errors first, then what moved by its significance, then the rest. */
  readonly changes: readonly FigureChange[];
  readonly isSameScenario?: boolean;
  /** Whether the results pass: nothing moved that is not allowed to, nothing is missing or new. */
  readonly isPassed: boolean;
}

export interface CompareOptions {
  readonly alpha: number;
  /** Beside the baseline's own; the last that fits a figure counts. */
  readonly tolerances?: readonly Tolerance[];
  /** Whether a figure that moved for the better passes. */
  readonly allowBetter?: boolean;
}

/**
 * Compares the figures of two results, point by point.
 *
 * Exact figures may differ by their tolerance. Random figures are tested by both intervals; Holm's procedure keeps the
 * chance of any false alarm in the whole comparison at or below `alpha`. Two results of one seed have correlated
 * noise: their differences are smaller than the tests expect, and false alarms rarer.
 *
 * @throws LeolinkError (`input`) where the two have other axes, a tolerance fits no figure, or a random figure differs
 *   and both sides have one replication only, so that nothing says how far noise reaches
 */
export function compareResults(baseline: ResultSet, results: ResultSet, options: CompareOptions): ResultComparison {
  const tolerances = [...baseline.tolerances, ...(options.tolerances ?? [])];
  checkComparable(baseline, results);
  checkTolerances(tolerances, [baseline, results]);
  const changes: FigureChange[] = [];
  const untestable: string[] = [];
  let exactSame = 0;
  let points = 0;
  for (const [key, point] of baseline.points) {
    const other = results.points.get(key);
    if (!other) {
      changes.push({ point: point.label, figure: "", outcome: "missing", note: "the results have no such point" });
      continue;
    }
    points++;
    const refusal = refusalChange(point, other);
    if (refusal) changes.push(refusal);
    if (refusal || point.refused !== undefined) continue;
    for (const figure of point.names) {
      const found = figureChange(figure, point, other, tolerances);
      if (found === "same") exactSame++;
      else if (found === "untestable") untestable.push(point.label ? `${figure} at ${point.label}` : figure);
      else changes.push(found);
    }
    const known = new Set(point.names);
    for (const figure of other.names) {
      if (known.has(figure)) continue;
      changes.push({ point: point.label, figure, outcome: "new", results: other.figure(figure)?.estimate });
    }
  }
  for (const [key, point] of results.points) {
    if (baseline.points.has(key)) continue;
    changes.push({ point: point.label, figure: "", outcome: "new", note: "the baseline has no such point" });
  }
  if (untestable.length > 0) throw oneReplication(untestable);
  const judged = judge(changes, options.alpha);
  const { scenarioSha256: before } = baseline;
  const { scenarioSha256: after } = results;
  return {
    baseline: baseline.name,
    results: results.name,
    kind: baseline.kind,
    alpha: options.alpha,
    tests: judged.filter(({ p }) => p !== undefined).length,
    points,
    exactSame,
    changes: judged.sort(bySignificance),
    isSameScenario: before === undefined || after === undefined ? undefined : before === after,
    isPassed: !judged.some((change) => isFailure(change, options.allowBetter ?? false)),
  };
}

/** Whether a change makes the comparison fail. */
export function isFailure({ outcome, direction }: FigureChange, allowBetter: boolean): boolean {
  if (outcome === "moved") return !(allowBetter && direction === "better");
  return outcome === "missing" || outcome === "new";
}

function figureChange(
  name: string,
  point: ResultPoint,
  other: ResultPoint,
  tolerances: readonly Tolerance[],
): FigureChange | "same" | "untestable" {
  const before = point.figure(name) as Figure;
  const after = other.figure(name);
  const shared = { point: point.label, figure: name, baseline: before.estimate };
  if (!after) return { ...shared, outcome: "missing" };
  // A count's own test knows its noise; only a tolerance that names it widens it.
  const isCounted = before.sample.kind === "count" && after.sample.kind === "count" && !isNamed(tolerances, name);
  const allowed = isCounted ? 0 : allowedDifference(tolerances, name, before.estimate.value);
  const found = compareFigures(before, after, allowed);
  if (found === "untestable") return found;
  if (found.kind === "exact" && !found.isMoved) return "same";
  return { ...shared, results: after.estimate, allowed, ...outcomeOf(found) };
}

function outcomeOf(found: FigureComparison): Pick<FigureChange, "outcome" | "change" | "p" | "note"> {
  switch (found.kind) {
    case "exact":
      return { outcome: "moved", change: found.change };
    case "random":
      return { outcome: "same", change: found.change, p: found.p };
    case "oneSided":
      return { outcome: found.isRandom ? "untested" : "moved", note: "one side has no finite figure" };
  }
}

/** Says which of the tested figures moved, all tests taken together, and which way. */
function judge(changes: readonly FigureChange[], alpha: number): FigureChange[] {
  const tested = changes.filter(({ p }) => p !== undefined);
  const adjusted = new Map<FigureChange, number>();
  holmAdjusted(tested.map(({ p }) => p as number)).forEach((p, index) => {
    adjusted.set(tested[index], p);
  });
  return changes.map((change) => {
    const adjustedP = adjusted.get(change);
    const outcome = adjustedP !== undefined && adjustedP <= alpha ? "moved" : change.outcome;
    const judged = { ...change, outcome, ...(adjustedP === undefined ? {} : { adjustedP }) };
    return outcome === "moved" ? { ...judged, direction: directionOf(judged) } : judged;
  });
}

function directionOf({ figure, change }: FigureChange): FigureChange["direction"] {
  const better = betterDirection(figure);
  if (better === undefined || change === undefined || change.value === 0) return undefined;
  return change.value > 0 === (better === "up") ? "better" : "worse";
}

const ranks: Readonly<Record<Outcome, number>> = { missing: 0, new: 1, moved: 2, untested: 3, same: 4 };

function bySignificance(a: FigureChange, b: FigureChange): number {
  return (
    ranks[a.outcome] - ranks[b.outcome] ||
    (a.adjustedP ?? 0) - (b.adjustedP ?? 0) ||
    (a.p ?? 0) - (b.p ?? 0) ||
    relativeSize(b) - relativeSize(a)
  );
}

function relativeSize({ baseline, change }: FigureChange): number {
  if (!change || !baseline || change.value === 0) return 0;
  return Math.abs(change.value) / Math.abs(baseline.value);
}

function refusalChange(before: ResultPoint, after: ResultPoint): FigureChange | undefined {
  if ((before.refused === undefined) === (after.refused === undefined)) return undefined;
  const shared = { point: before.label, figure: "" };
  return after.refused === undefined
    ? { ...shared, outcome: "new", note: `the baseline's point was refused: ${before.refused}` }
    : { ...shared, outcome: "missing", note: `the point was refused: ${after.refused}` };
}

function checkComparable(baseline: ResultSet, results: ResultSet): void {
  const described = ({ kind, axes }: ResultSet) =>
    axes.length > 0 ? `a ${kind} over ${axes.join(", ")}` : `a ${kind}`;
  const isSameAxes =
    baseline.axes.length === results.axes.length && baseline.axes.every((a) => results.axes.includes(a));
  if (baseline.kind === results.kind && isSameAxes) return;
  throw new LeolinkError("input", [
    {
      message: `expected ${described(baseline)}, as the baseline ${baseline.name} is, found ${described(results)}`,
      location: { file: results.name },
    },
  ]);
}

function checkTolerances(tolerances: readonly Tolerance[], sets: readonly ResultSet[]): void {
  if (tolerances.length === 0) return;
  const names = new Set(sets.flatMap(({ points }) => [...points.values()].slice(0, 1).flatMap((point) => point.names)));
  const problems = toleranceProblems(tolerances, [...names]);
  if (problems.length > 0) {
    throw new LeolinkError(
      "input",
      problems.map(({ message, hint }) => ({ message: `tolerance: ${message}`, hint })),
    );
  }
}

function oneReplication(figures: readonly string[]): LeolinkError {
  const shown = figures.slice(0, 5).join(", ") + (figures.length > 5 ? ` and ${figures.length - 5} more` : "");
  return new LeolinkError("input", [
    {
      message: `${shown}: the values differ, and one replication does not say how far noise reaches`,
      hint: "run at least two replications, or name the figures with --tolerance",
    },
  ]);
}
