import { LeolinkError, type Problem } from "../leolink-error.js";

/** A value as a short text holds it. */
export type TextValue = string | number | boolean | TextValue[] | TextMapping;
export interface TextMapping {
  [key: string]: TextValue;
}

/** `name:key=value,key=value`, split. */
export interface NamedMapping {
  readonly name: string;
  readonly values: TextMapping;
}

const longest = 2000;
/** Keys that JavaScript gives a meaning of its own. */
const unfitKeys = new Set(["__proto__", "constructor", "prototype"]);

/**
 * A name with parameters, as a command line holds it: `nr-ldpc:informationBits=8448,codedBits=16896`.
 *
 * A dot in a key opens a mapping (`checkRule.kind=minSum`), a plus joins a list (`redundancyVersions=0+2+3+1`); a
 * value that is written as a number is one, `true` and `false` are booleans, all else is text.
 *
 * @param option  what the messages name, e.g. `<code>`
 * @throws LeolinkError on a text of another form
 */
export function namedMapping(option: string, text: string): NamedMapping {
  const colon = text.indexOf(":");
  const name = (colon < 0 ? text : text.slice(0, colon)).trim();
  return { name, values: colon < 0 ? {} : mappingOf(option, text.slice(colon + 1)) };
}

/** `key=value,key=value` as a mapping; an empty text is an empty mapping. */
export function mappingOf(option: string, text: string): TextMapping {
  if (text.length > longest) throw wrong(option, `expected at most ${longest} characters, found ${text.length}`);
  const mapping: TextMapping = {};
  if (text.trim() === "") return mapping;
  const problems: Problem[] = [];
  for (const part of text.split(",")) {
    const equals = part.indexOf("=");
    const key = part.slice(0, equals).trim();
    const value = part.slice(equals + 1).trim();
    if (equals < 1 || value === "" || !/^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/.test(key)) {
      problems.push({ message: `${option}: expected key=value, found ${JSON.stringify(part)}` });
      continue;
    }
    const problem = put(mapping, key.split("."), listOrScalar(value));
    if (problem) problems.push({ message: `${option}: ${key}: ${problem}` });
  }
  if (problems.length > 0) throw new LeolinkError("input", problems);
  return mapping;
}

function put(mapping: TextMapping, path: readonly string[], value: TextValue): string | undefined {
  if (path.some((key) => unfitKeys.has(key))) return "unknown key";
  let inner = mapping;
  for (const key of path.slice(0, -1)) {
    if (!Object.hasOwn(inner, key)) inner[key] = {};
    const next = inner[key];
    if (typeof next !== "object" || Array.isArray(next)) return `expected no value at ${key} itself, found one`;
    inner = next;
  }
  const last = path[path.length - 1];
  if (Object.hasOwn(inner, last)) return "expected it once, found it twice";
  inner[last] = value;
  return undefined;
}

function listOrScalar(text: string): TextValue {
  const parts = text.split("+");
  // A plus may also be the sign of an exponent: 1e+6.
  if (parts.length > 1 && !isNumber(text)) return parts.map((part) => scalarOf(part.trim()));
  return scalarOf(text);
}

function scalarOf(text: string): TextValue {
  if (text === "true" || text === "false") return text === "true";
  return isNumber(text) ? Number(text) : text;
}

function isNumber(text: string): boolean {
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text);
}

function wrong(option: string, message: string): LeolinkError {
  return new LeolinkError("input", [{ message: `${option}: ${message}` }]);
}
