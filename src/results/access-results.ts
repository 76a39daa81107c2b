import { join } from "node:path";
import { LeolinkError } from "../leolink-error.js";
import type { Estimate } from "../statistics/estimate.js";
import { studentTQuantile } from "../statistics/student-t.js";
import { described, type Finding, isRecord, locatedProblems, parseJson, type Report } from "./located-json.js";
import { type Figure, pointOf, pointsByPlace, type ReadText, type ResultPoint, type ResultSet } from "./result-set.js";
import { storedFigures } from "./stored-figures.js";

/** The points of a folder of `leolink random-access` by their load: `throughput` and `packetLossRate`. */
export function accessResults(folder: string, readText: ReadText): ResultSet {
  const file = join(folder, "random-access.json");
  const text = readText(file);
  const root = parseJson(text, file);
  const findings: Finding[] = [];
  const report: Report = (path, message, hint) => findings.push({ path, message, hint });
  const { points } = isRecord(root) ? root : {};
  if (!Array.isArray(points)) report(["points"], `expected an array, found ${described(points)}`);
  const found = (Array.isArray(points) ? points : []).flatMap((point: unknown, index) => {
    const one = accessPointOf(point, ["points", index], report);
    return one ? [one] : [];
  });
  if (findings.length > 0) throw new LeolinkError("input", locatedProblems({ file, text }, findings));
  return { kind: "curve", name: folder, axes: ["load"], points: pointsByPlace(found), tolerances: [] };
}

function accessPointOf(
  point: unknown,
  path: readonly (string | number)[],
  report: Report,
): { place: readonly number[]; point: ResultPoint } | undefined {
  const record = isRecord(point) ? point : {};
  const counts = isRecord(record.counts) ? record.counts : {};
  const { load } = record;
  const { frames } = counts;
  if (typeof load !== "number") report([...path, "load"], `expected a number, found ${described(load)}`);
  if (!(typeof frames === "number" && Number.isSafeInteger(frames) && frames >= 1)) {
    report([...path, "counts", "frames"], `expected a whole number from 1, found ${described(frames)}`);
  }
  const { throughput, packetLossRate } = record;
  const estimates = storedFigures({ throughput, packetLossRate }, path, report);
  if (typeof load !== "number" || typeof frames !== "number") return undefined;
  const figures = new Map([...estimates].map(([name, estimate]) => [name, figureOf(estimate, frames)]));
  return { place: [load], point: pointOf(`load ${load}`, figures) };
}

/** A figure whose independent unit is the frame. */
function figureOf(estimate: Estimate, frames: number): Figure {
  const { value, low, high, confidence } = estimate;
  if (frames < 2) return { estimate, sample: { kind: "single", value } };
  const quantile = studentTQuantile((1 + confidence) / 2, frames - 1);
  const standardError = Math.max(value - low, high - value) / quantile;
  return { estimate, sample: { kind: "mean", value, standardError, degreesOfFreedom: frames - 1 } };
}
