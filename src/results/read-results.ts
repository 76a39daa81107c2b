import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { LeolinkError } from "../leolink-error.js";
import { accessResults } from "./access-results.js";
import { baselineResults, parseBaseline } from "./baseline-file.js";
import { curveResults } from "./curve-results.js";
import type { ReadText, ResultSet } from "./result-set.js";
import { runResults } from "./run-results.js";
import { sweepResults } from "./sweep-results.js";

/**
 * Opens what a user names for a comparison: a run folder, a sweep folder, a curve folder or a baseline file.
 *
 * @throws LeolinkError (`input`) on anything else, or with every problem found in it
 */
export async function openResults(path: string, readText: ReadText): Promise<ResultSet> {
  if (!existsSync(path)) throw notResults(path, "no such file or folder");
  if (!statSync(path).isDirectory()) return baselineResults(parseBaseline(readText(path), path), path);
  const holds = (name: string) => existsSync(join(path, name));
  if (holds("kpi.json")) return runResults(path, readText);
  if (holds("curve.json")) return curveResults(path, readText);
  if (holds("random-access.json")) return accessResults(path, readText);
  if (holds("points.parquet")) return sweepResults(path, readText);
  throw notResults(
    path,
    "expected a run folder, a sweep folder, a curve folder or a baseline file, found another folder",
  );
}

function notResults(file: string, message: string): LeolinkError {
  return new LeolinkError("input", [{ message, location: { file } }]);
}
