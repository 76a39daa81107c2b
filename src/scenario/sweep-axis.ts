import { type AxisPart, type AxisRange, type AxisScalar, mostSweepPoints } from "./sweep-spec.js";

/** A number and its unit, if it has one; undefined for any other text. */
export function numberAndUnit(text: string): { readonly number: number; readonly unit: string } | undefined {
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z%][\w%/]*)?\s*$/.exec(text);
  const number = match ? Number(match[1]) : Number.NaN;
  return match && Number.isFinite(number) ? { number, unit: match[2] ?? "" } : undefined;
}

/**
 * A part of an axis as a command line writes it: `path=10deg:90deg:5deg` (from, to, step), `path=10deg:90deg` (for a
 * sampling), `path=log:1W:100W:9` (from, to, number of values), `path=a,b,c` (values).
 *
 * @throws RangeError with what was expected
 */
export function axisPart(words: string): AxisPart {
  const equals = words.indexOf("=");
  const path = words.slice(0, Math.max(0, equals)).trim();
  if (path === "") throw new RangeError("expected path=values, e.g. orbit.fixed.elevation=10deg:90deg:5deg");
  const written = words.slice(equals + 1).trim();
  const parts = written.split(":").map((part) => part.trim());
  if (parts[0] === "log" && parts.length > 1) {
    if (parts.length > 4) throw new RangeError(`${path}: expected log:from:to:count, found ${written}`);
    return { path, range: logRange(path, parts[1], parts[2], parts[3] === undefined ? undefined : Number(parts[3])) };
  }
  if ((parts.length === 2 || parts.length === 3) && parts.every((part) => numberAndUnit(part))) {
    return { path, range: linearRange(path, parts[0], parts[1], { step: parts[2] }) };
  }
  const values = written.split(",").map((value) => value.trim());
  if (values.some((value) => value === "")) {
    throw new RangeError(`${path}: expected values, e.g. 10deg,20deg or 10deg:90deg:5deg, found ${words}`);
  }
  return { path, range: { kind: "values", values: values.map(scalarOf) } };
}

/** @throws RangeError where the ends and the step do not make a range */
export function linearRange(
  path: string,
  from: AxisScalar,
  to: AxisScalar,
  { step, count }: { readonly step?: AxisScalar; readonly count?: number } = {},
): AxisRange {
  const [first, last] = [endOf(path, from), endOf(path, to)];
  sameUnit(path, first, last);
  const ends = { kind: "linear" as const, from: first.number, to: last.number, unit: first.unit };
  if (step === undefined) {
    checkCount(path, count);
    return { ...ends, ...(count !== undefined && { count }) };
  }
  if (count !== undefined) throw new RangeError(`${path}: expected a step or a number of points, found both`);
  const each = endOf(path, step);
  sameUnit(path, first, each);
  const steps = (last.number - first.number) / each.number;
  if (!(each.number !== 0 && steps >= 0)) {
    throw new RangeError(`${path}: expected a step that leads from ${from} to ${to}, found ${step}`);
  }
  // A last value that rounding puts just beyond the end is meant.
  const number = Math.floor(steps + 1e-9) + 1;
  checkCount(path, number);
  return { ...ends, count: number, step: each.number };
}

/** @throws RangeError where the ends are not two numbers above 0 */
export function logRange(path: string, from: AxisScalar, to: AxisScalar, count?: number): AxisRange {
  const [first, last] = [endOf(path, from), endOf(path, to)];
  sameUnit(path, first, last);
  if (!(first.number > 0 && last.number > 0)) {
    throw new RangeError(`${path}: expected a logarithmic range above 0, found ${from} to ${to}`);
  }
  checkCount(path, count);
  return {
    kind: "log",
    from: first.number,
    to: last.number,
    unit: first.unit,
    ...(count !== undefined && { count }),
  };
}

/** How many values a grid takes of a part; undefined where only a sampling can tell. */
export function axisLength({ range }: AxisPart): number | undefined {
  return range.kind === "values" ? range.values.length : range.count;
}

/** A value of a grid, counted from 0. */
export function gridValue({ range }: AxisPart, index: number): AxisScalar {
  if (range.kind === "values") return range.values[index];
  const { count = 1, step } = range;
  if (step !== undefined) return inUnit(Number((range.from + index * step).toPrecision(12)), range.unit);
  if (index === 0) return inUnit(range.from, range.unit);
  if (index === count - 1) return inUnit(range.to, range.unit);
  return inUnit(Number(between(range, index / (count - 1)).toPrecision(12)), range.unit);
}

/** The value at a place from 0 to 1 of a part's range. */
export function sampledValue({ range }: AxisPart, place: number): AxisScalar {
  if (range.kind === "values")
    return range.values[Math.min(range.values.length - 1, Math.floor(place * range.values.length))];
  return inUnit(between(range, place), range.unit);
}

/** The unit that all values of a part carry: `deg`; empty where they are plain numbers, undefined where they are none. */
export function axisUnit({ range }: AxisPart): string | undefined {
  if (range.kind !== "values") return range.unit;
  const [first, ...others] = range.values.map(unitOf);
  return others.every((unit) => unit === first) ? first : undefined;
}

/** A value as a table shows it: in the axis' unit where it has one. */
export function axisNumber(value: AxisScalar): number {
  return typeof value === "number" ? value : (numberAndUnit(String(value))?.number ?? Number.NaN);
}

/** `orbit.fixed.elevation` in `deg` is `orbit_fixed_elevation_deg`; `%` is `pct`. */
export function axisColumn(part: AxisPart): string {
  const unit = (axisUnit(part) ?? "").replaceAll("%", "pct").replaceAll(/[^A-Za-z0-9]/g, "");
  return `${part.path.replaceAll(".", "_")}${unit === "" ? "" : `_${unit}`}`;
}

function between({ kind, from, to }: Exclude<AxisRange, { kind: "values" }>, place: number): number {
  return kind === "log" ? from * (to / from) ** place : from + place * (to - from);
}

function inUnit(number: number, unit: string): AxisScalar {
  return unit === "" ? number : `${number} ${unit}`;
}

function unitOf(value: AxisScalar): string | undefined {
  if (typeof value === "number") return "";
  return typeof value === "string" ? numberAndUnit(value)?.unit : undefined;
}

/** What a word of the command line is in YAML's eyes. */
function scalarOf(text: string): AxisScalar {
  if (text === "true" || text === "false") return text === "true";
  const quantity = numberAndUnit(text);
  return quantity?.unit === "" ? quantity.number : text;
}

function endOf(path: string, value: AxisScalar | undefined): { number: number; unit: string } {
  const end = value === undefined || typeof value === "boolean" ? undefined : numberAndUnit(String(value));
  if (!end)
    throw new RangeError(`${path}: expected numbers with their units, e.g. 10 deg, found ${value ?? "nothing"}`);
  return end;
}

function sameUnit(path: string, first: { unit: string }, other: { number: number; unit: string }): void {
  if (first.unit === other.unit) return;
  const [expected, found] = [first.unit || "no unit", other.unit || `${other.number} without one`];
  throw new RangeError(`${path}: expected one unit in a range, ${expected}, found ${found}`);
}

function checkCount(path: string, count: number | undefined): void {
  if (count === undefined || (Number.isInteger(count) && count >= 1 && count <= mostSweepPoints)) return;
  throw new RangeError(`${path}: expected 1 to ${mostSweepPoints} values, found ${count}`);
}
