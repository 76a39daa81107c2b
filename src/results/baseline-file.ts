import { LeolinkError } from "../leolink-error.js";
import type { RunResult } from "../sim/run-result.js";
import type { Estimate } from "../statistics/estimate.js";
import { parseTolerance, type Tolerance } from "./figure-tolerance.js";
import {
  described,
  type Finding,
  isRecord,
  locatedProblems,
  parseJson,
  type Report,
  reportUnknownKeys,
} from "./located-json.js";
import { scenarioSha256 } from "./manifest.js";
import { packageVersion } from "./package-version.js";
import { asNull, plainJson } from "./plain-json.js";
import { pointOf, pointsByPlace, type ResultSet, type RunSize, runFigure } from "./result-set.js";
import { storedFigures, storedSize } from "./stored-figures.js";

/** Marks a file as a baseline, and its layout. */
const baselineSchema = "leolink-baseline/1";

/** Key figures that later runs are compared with, and how to make them again. */
export interface Baseline extends RunSize {
  readonly leolink: string;
  /** Relative to the baseline's own folder, with `/`. */
  readonly scenario: string;
  /** Overrides, `path=value` each. */
  readonly set: readonly string[];
  /** Of the scenario as it ran, overrides included. */
  readonly scenarioSha256: string;
  readonly fidelity: string;
  readonly seed: number;
  readonly stoppedBy?: string;
  readonly tolerances: readonly Tolerance[];
  readonly figures: ReadonlyMap<string, Estimate>;
}

const keys = [
  "schema",
  "leolink",
  "scenario",
  "set",
  "scenarioSha256",
  "fidelity",
  "seed",
  "replications",
  "stoppedBy",
  "packets",
  "frames",
  "tolerances",
  "figures",
] as const;

/** Whether a JSON text calls itself a baseline. */
export function isBaselineText(text: string): boolean {
  return text.slice(0, 1000).includes(`"${baselineSchema}"`);
}

/**
 * Reads a baseline.
 *
 * @throws LeolinkError (`input`) with every problem found, each with line and column
 */
export function parseBaseline(text: string, file: string): Baseline {
  const root = parseJson(text, file);
  const findings: Finding[] = [];
  const report: Report = (path, message, hint) => findings.push({ path, message, hint });
  const record = isRecord(root) ? root : {};
  if (!isRecord(root)) report([], `expected an object, found ${described(root)}`);
  else if (root.schema !== baselineSchema) {
    report(["schema"], `expected "${baselineSchema}", found ${described(root.schema)}`);
  } else reportUnknownKeys(root, keys, [], report);
  const baseline = {
    leolink: checkedText(record, "leolink", report),
    scenario: checkedText(record, "scenario", report),
    set: checkedTexts(record, "set", report),
    scenarioSha256: checkedText(record, "scenarioSha256", report),
    fidelity: checkedText(record, "fidelity", report),
    seed: typeof record.seed === "number" ? record.seed : 0,
    stoppedBy: record.stoppedBy === undefined ? undefined : checkedText(record, "stoppedBy", report),
    ...storedSize(record, [], report),
    tolerances: checkedTexts(record, "tolerances", report).flatMap((each, index) => {
      const found = parseTolerance(each);
      if (!("message" in found)) return [found];
      report(["tolerances", index], found.message, found.hint);
      return [];
    }),
    figures: storedFigures(record.figures, ["figures"], report),
  };
  if (typeof record.seed !== "number") report(["seed"], `expected a number, found ${described(record.seed)}`);
  if (findings.length > 0) throw new LeolinkError("input", locatedProblems({ file, text }, findings));
  return baseline;
}

/** The baseline that a run makes. */
export function baselineOf(
  result: RunResult,
  { scenario, set, tolerances }: Pick<Baseline, "scenario" | "set" | "tolerances">,
): Baseline {
  const { fidelity, seed, budget, kpi, abstracted, scenarioText } = result;
  const { replications, stoppedBy, packets, frames } = abstracted ?? {};
  return {
    leolink: packageVersion(),
    scenario,
    set,
    scenarioSha256: scenarioSha256(scenarioText),
    fidelity,
    seed,
    replications,
    stoppedBy,
    packets,
    frames,
    tolerances,
    figures: new Map(Object.entries({ ...budget, ...kpi })),
  };
}

/** A baseline as text for a file: one line a figure, exact ones as bare numbers. */
export function baselineText(baseline: Baseline): string {
  const { figures, tolerances, ...recipe } = baseline;
  const ordered = { schema: baselineSchema, ...recipe, tolerances: tolerances.map(({ text }) => text) };
  const lines = keys.flatMap((key) => {
    if (key === "figures") return [];
    const value = plainJson({ value: ordered[key] }, asNull) as { readonly value?: unknown };
    return value.value === undefined ? [] : [`  ${JSON.stringify(key)}: ${spaced(value.value)}`];
  });
  const figureLines = [...figures.keys()]
    .sort()
    .map((name) => `    ${JSON.stringify(name)}: ${figureText(figures.get(name) as Estimate)}`);
  return `{\n${lines.join(",\n")},\n  "figures": {\n${figureLines.join(",\n")}\n  }\n}\n`;
}

function figureText({ value, low, high, confidence }: Estimate): string {
  if (confidence === 1 && Number.isFinite(value)) return JSON.stringify(value);
  return spaced(plainJson({ value, low, high, confidence }, asNull));
}

/** JSON on one line, with the blanks that a person puts. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${spaced(member)}`);
  return `{ ${members.join(", ")} }`;
}

/** A baseline, ready to be compared. */
export function baselineResults(baseline: Baseline, name: string): ResultSet {
  const figures = new Map([...baseline.figures].map(([key, estimate]) => [key, runFigure(key, estimate, baseline)]));
  return {
    kind: "run",
    name,
    axes: [],
    points: pointsByPlace([{ place: [], point: pointOf("", figures) }]),
    tolerances: baseline.tolerances,
    scenarioSha256: baseline.scenarioSha256,
  };
}

function checkedText(record: Readonly<Record<string, unknown>>, key: string, report: Report): string {
  const value = record[key];
  if (typeof value === "string" && value !== "") return value;
  report([key], `expected a text, found ${described(value)}`);
  return "";
}

function checkedTexts(record: Readonly<Record<string, unknown>>, key: string, report: Report): readonly string[] {
  const value = record[key];
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((each): each is string => typeof each === "string")) return value;
  report([key], `expected an array of texts, found ${described(value)}`);
  return [];
}
