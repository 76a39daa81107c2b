import { existsSync } from "node:fs";
import { join } from "node:path";
import { LeolinkError } from "../leolink-error.js";
import type { RunResult } from "../sim/run-result.js";
import type { Estimate } from "../statistics/estimate.js";
import { described, type Finding, isRecord, locatedProblems, parseJson, type Report } from "./located-json.js";
import { scenarioSha256 } from "./manifest.js";
import { pointOf, pointsByPlace, type ReadText, type ResultSet, runFigure } from "./result-set.js";
import { storedFigures, storedSize } from "./stored-figures.js";

/** The figures of a run that has just ended. */
export function resultsOfRun({ budget, kpi, abstracted, scenarioText }: RunResult, name: string): ResultSet {
  const figures = new Map(
    Object.entries({ ...budget, ...kpi }).map(([key, estimate]) => [key, runFigure(key, estimate, abstracted ?? {})]),
  );
  return {
    kind: "run",
    name,
    axes: [],
    points: pointsByPlace([{ place: [], point: pointOf("", figures) }]),
    tolerances: [],
    scenarioSha256: scenarioSha256(scenarioText),
  };
}

/** A run folder's figures, of the budget and of the packets. */
export function runResults(folder: string, readText: ReadText): ResultSet {
  const file = join(folder, "kpi.json");
  const text = readText(file);
  const root = parseJson(text, file);
  const findings: Finding[] = [];
  const report: Report = (path, message, hint) => findings.push({ path, message, hint });
  if (!isRecord(root)) report([], `expected an object, found ${described(root)}`);
  const record = isRecord(root) ? root : {};
  const part = record.bitTrue === undefined ? "abstracted" : "bitTrue";
  const size = storedSize(record[part], [part], report);
  const estimates = new Map<string, Estimate>([
    ...storedFigures(record.budget, ["budget"], report),
    ...storedFigures(record.kpi, ["kpi"], report),
  ]);
  if (findings.length > 0) throw new LeolinkError("input", locatedProblems({ file, text }, findings));
  const figures = new Map([...estimates].map(([name, estimate]) => [name, runFigure(name, estimate, size)]));
  return {
    kind: "run",
    name: folder,
    axes: [],
    points: pointsByPlace([{ place: [], point: pointOf("", figures) }]),
    tolerances: [],
    scenarioSha256: scenarioHash(folder, readText),
  };
}

/** Of a run folder; it only says whether two runs are of the same scenario, so it may be missing. */
function scenarioHash(folder: string, readText: ReadText): string | undefined {
  const file = join(folder, "manifest.json");
  if (!existsSync(file)) return undefined;
  const manifest = parseJson(readText(file), file);
  return isRecord(manifest) && typeof manifest.scenarioSha256 === "string" ? manifest.scenarioSha256 : undefined;
}
