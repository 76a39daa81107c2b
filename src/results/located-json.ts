import { LeolinkError, type Problem } from "../leolink-error.js";
import { nearestName } from "../nearest-name.js";
import { jsonPointer, jsonPositions, lineAndColumn } from "./json-positions.js";

/** Something wrong at a path of keys and indices in a JSON file. */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}

/** Findings with their lines and columns; one about a missing value is placed at what should hold it. */
export function locatedProblems(
  { file, text }: { readonly file: string; readonly text: string },
  findings: readonly Finding[],
): Problem[] {
  const { spans } = jsonPositions(text);
  return findings.map(({ path, message, hint }) => {
    let known = path;
    while (known.length > 0 && !spans.has(jsonPointer(known))) known = known.slice(0, -1);
    const offset = spans.get(jsonPointer(known))?.start ?? 0;
    return { message, hint, location: { file, ...lineAndColumn(text, offset), path: dotted(path) } };
  });
}

type Path = Finding["path"];
/** Takes note of something wrong; all of it is reported at once. */
export type Report = (path: Path, message: string, hint?: string) => void;

/**
 * Parses JSON.
 *
 * @throws LeolinkError (`input`) with the place where the text stops being JSON
 */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const place = jsonPositions(text).error ?? { offset: text.length, message: error.message };
    throw new LeolinkError("input", [
      { message: `not JSON: ${place.message}`, location: { file, ...lineAndColumn(text, place.offset) } },
    ]);
  }
}

export function reportUnknownKeys(
  record: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: Path,
  report: Report,
): void {
  for (const key of Object.keys(record)) {
    if (known.includes(key)) continue;
    const nearest = nearestName(key, known);
    report([...path, key], "unknown key", nearest ? `did you mean ${nearest}?` : `known keys: ${known.join(", ")}`);
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a message names what was found. */
export function described(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : "an array";
  if (isRecord(value)) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function dotted(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${part}` : part),
    "",
  );
}
