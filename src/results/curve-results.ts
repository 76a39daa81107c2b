import { join } from "node:path";
import { LeolinkError } from "../leolink-error.js";
import type { Estimate } from "../statistics/estimate.js";
import type { Count } from "../statistics/fisher-exact.js";
import { normalQuantile } from "../statistics/normal-quantile.js";
import { wilsonEstimate } from "../statistics/wilson.js";
import { described, type Finding, isRecord, locatedProblems, parseJson, type Report } from "./located-json.js";
import { type Figure, pointOf, pointsByPlace, type ReadText, type ResultPoint, type ResultSet } from "./result-set.js";
import { storedFigures } from "./stored-figures.js";

/**
 * A curve folder's points by their level: `bler`, `undetectedErrorRate`, `ber`. The mean number of iterations has no
 * interval and is left out.
 */
export function curveResults(folder: string, readText: ReadText): ResultSet {
  const file = join(folder, "curve.json");
  const text = readText(file);
  const root = parseJson(text, file);
  const findings: Finding[] = [];
  const report: Report = (path, message, hint) => findings.push({ path, message, hint });
  const { axis, points } = isRecord(root) ? root : {};
  if (typeof axis !== "string") report(["axis"], `expected a text, found ${described(axis)}`);
  if (!Array.isArray(points)) report(["points"], `expected an array, found ${described(points)}`);
  const found = (Array.isArray(points) ? points : []).flatMap((point: unknown, index) => {
    const curvePoint = curvePointOf(point, String(axis), ["points", index], report);
    return curvePoint ? [curvePoint] : [];
  });
  if (findings.length > 0) throw new LeolinkError("input", locatedProblems({ file, text }, findings));
  return { kind: "curve", name: folder, axes: [String(axis)], points: pointsByPlace(found), tolerances: [] };
}

function curvePointOf(
  point: unknown,
  axis: string,
  path: readonly (string | number)[],
  report: Report,
): { place: readonly number[]; point: ResultPoint } | undefined {
  const record = isRecord(point) ? point : {};
  const counts = isRecord(record.counts) ? record.counts : {};
  const whole = (key: string): number => {
    const value = counts[key];
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
    report([...path, "counts", key], `expected a whole number from 0, found ${described(value)}`);
    return 0;
  };
  const { level } = record;
  if (typeof level !== "number") {
    report([...path, "level"], `expected a number, found ${described(level)}`);
    return undefined;
  }
  const frames = whole("frames");
  const errors = whole("frameErrors");
  const undetected = whole("undetectedErrors");
  const ber = storedFigures({ ber: record.bitErrorRate }, [...path, "bitErrorRate"], report).get("ber");
  if (!(frames >= 1 && errors <= frames && undetected <= frames)) {
    report([...path, "counts"], "expected at least one frame, and no more errors than frames");
    return undefined;
  }
  const figures = new Map<string, Figure>([
    ["bler", rate({ events: errors, trials: frames })],
    ["undetectedErrorRate", rate({ events: undetected, trials: frames })],
  ]);
  if (ber) figures.set("ber", bitErrorRate(ber, { events: errors, trials: frames }));
  return { place: [level], point: pointOf(`${axis} ${level}`, figures) };
}

function rate(count: Count): Figure {
  return { estimate: wilsonEstimate(count.events, count.trials), sample: { kind: "count", ...count } };
}

/**
 * A bit error rate by the spread between frames. Only the frames that failed tell anything of it: they are its degrees
 * of freedom. Without any, a frame that nearly failed, with all bits wrong, is the bound.
 */
function bitErrorRate(estimate: Estimate, { events, trials }: Count): Figure {
  const { value, low, high, confidence } = estimate;
  const z = normalQuantile((1 + confidence) / 2);
  const standardError = events === 0 ? 1 / trials : Math.max(value - low, high - value) / z;
  return { estimate, sample: { kind: "mean", value, standardError, degreesOfFreedom: Math.max(1, events - 1) } };
}
