import { LeolinkError } from "../leolink-error.js";
import { nearestName } from "../nearest-name.js";
import { jsonPositions } from "../results/json-positions.js";
import { locatedProblems } from "../results/located-json.js";
import type { Estimate } from "../statistics/estimate.js";
import type { CaseFile } from "./case-file.js";
import type { CaseValue } from "./validation-model.js";

/**
 * The results of a run as `kpi.json` holds them: objects in objects, at whose leaves figures stand, each a number or
 * an `Estimate`.
 */
export type RunFigures = Readonly<Record<string, unknown>>;

/** A scenario's YAML (or JSON) text, or the path of a scenario relative to the case file. */
export type ScenarioSource =
  | { readonly kind: "inline"; readonly text: string; readonly caseFile: string }
  | { readonly kind: "path"; readonly path: string; readonly caseFile: string };

/**
 * Loads a scenario with overrides (`path=value`) and gives the function that runs it.
 *
 * @throws LeolinkError (`input`) when the scenario or an override is wrong
 */
export type LoadScenarioRun = (
  source: ScenarioSource,
  overrides: readonly string[],
) => Promise<() => Promise<RunFigures>>;

/** A scenario that a row cannot even load, or a figure that its results do not have: the case file is wrong. */
export class UnusableScenario extends LeolinkError {}

/** Evaluates rows by running the case's scenario: inputs are dotted scenario paths, outputs dotted result paths. */
export function scenarioRowEvaluator(
  caseFile: CaseFile,
  loadRun: LoadScenarioRun,
): (input: Readonly<Record<string, CaseValue>>) => Promise<Readonly<Record<string, Estimate>>> {
  const source = scenarioSource(caseFile);
  const outputs = caseFile.columns.filter(({ role }) => role === "expected").map(({ name }) => name);
  return async (input) => {
    const overrides = Object.entries(input).map(([path, value]) => `${path}=${value}`);
    const figures = await (await loaded(loadRun, source, overrides))();
    return Object.fromEntries(outputs.map((path) => [path, figureAt(caseFile, figures, path)]));
  };
}

function scenarioSource({ scenario, file, text }: CaseFile): ScenarioSource {
  if (typeof scenario === "string") return { kind: "path", path: scenario, caseFile: file };
  const span = jsonPositions(text).spans.get("/scenario");
  if (!span) throw new TypeError("a case file of model `scenario` passed its check without a scenario");
  return {
    kind: "inline",
    text: blanked(text.slice(0, span.start)) + text.slice(span.start, span.end),
    caseFile: file,
  };
}

/** Spaces in place of what stands before the scenario, so that its errors name the case file's lines and columns. */
function blanked(text: string): string {
  return text.replaceAll(/[^\n]/g, " ");
}

async function loaded(
  loadRun: LoadScenarioRun,
  source: ScenarioSource,
  overrides: readonly string[],
): Promise<() => Promise<RunFigures>> {
  try {
    return await loadRun(source, overrides);
  } catch (error) {
    if (!(error instanceof LeolinkError)) throw error;
    throw new UnusableScenario(error.code, error.problems);
  }
}

function figureAt(caseFile: CaseFile, results: RunFigures, path: string): Estimate {
  const known = new Map(figuresIn(results, ""));
  const figure = known.get(path);
  if (figure) return figure;
  const nearest = nearestName(path, [...known.keys()]);
  const hint = nearest ? `did you mean ${nearest}?` : `known: ${[...known.keys()].join(", ")}`;
  throw new UnusableScenario(
    "input",
    locatedProblems(caseFile, [{ path: ["columns", path], message: "the run's results have no such figure", hint }]),
  );
}

/** Every finite figure below a path of the results. */
function figuresIn(results: object, path: string): [string, Estimate][] {
  return Object.entries(results).flatMap(([key, value]: [string, unknown]): [string, Estimate][] => {
    const place = path ? `${path}.${key}` : key;
    if (typeof value === "number") return [[place, { value, low: value, high: value, confidence: 1 }]];
    if (isEstimate(value)) return [[place, value]];
    return typeof value === "object" && value !== null ? figuresIn(value, place) : [];
  });
}

function isEstimate(value: unknown): value is Estimate {
  if (typeof value !== "object" || value === null) return false;
  return ["value", "low", "high", "confidence"].every(
    (key) => key in value && typeof Reflect.get(value, key) === "number",
  );
}
