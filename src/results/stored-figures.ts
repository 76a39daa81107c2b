import type { Estimate } from "../statistics/estimate.js";
import { described, isRecord, type Report } from "./located-json.js";
import type { RunSize } from "./result-set.js";

type Path = readonly (string | number)[];

/**
 * Figures by name as a JSON file holds them: `{ value, low, high, confidence }` each, with `null` for what is not
 * finite, or a bare number for an exact figure. Takes note of everything that is not so.
 */
export function storedFigures(value: unknown, path: Path, report: Report): Map<string, Estimate> {
  const figures = new Map<string, Estimate>();
  if (!isRecord(value)) {
    report(path, `expected an object of figures, found ${described(value)}`);
    return figures;
  }
  for (const [name, stored] of Object.entries(value)) {
    const estimate = storedEstimate(stored, [...path, name], report);
    if (estimate) figures.set(name, estimate);
  }
  return figures;
}

function storedEstimate(value: unknown, path: Path, report: Report): Estimate | undefined {
  if (typeof value === "number") return { value, low: value, high: value, confidence: 1 };
  if (!isRecord(value)) {
    report(path, `expected a number or { value, low, high, confidence }, found ${described(value)}`);
    return undefined;
  }
  const { confidence } = value;
  if (!(typeof confidence === "number" && confidence > 0 && confidence <= 1)) {
    report([...path, "confidence"], `expected a number above 0 and up to 1, found ${described(confidence)}`);
    return undefined;
  }
  const number = (key: "value" | "low" | "high", absent: number): number => {
    const found = value[key];
    if (found === null) return absent;
    if (typeof found === "number") return found;
    report([...path, key], `expected a number or null, found ${described(found)}`);
    return absent;
  };
  const estimate = {
    value: number("value", Number.NaN),
    low: number("low", -Infinity),
    high: number("high", Infinity),
  };
  if (estimate.low > estimate.value || estimate.high < estimate.value) {
    report(path, `expected low <= value <= high, found ${estimate.low}, ${estimate.value}, ${estimate.high}`);
  }
  return { ...estimate, confidence };
}

/** Counts of a run beside its figures; each may be left out. */
export function storedSize(value: unknown, path: Path, report: Report): RunSize {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) {
    report(path, `expected an object, found ${described(value)}`);
    return {};
  }
  const count = (key: keyof RunSize): number | undefined => {
    const found = value[key];
    if (found === undefined || found === null) return undefined;
    if (typeof found === "number" && Number.isSafeInteger(found) && found >= 0) return found;
    report([...path, key], `expected a whole number from 0, found ${described(found)}`);
    return undefined;
  };
  return { replications: count("replications"), packets: count("packets"), frames: count("frames") };
}
