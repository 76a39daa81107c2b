import { z } from "zod";
import { type Dimension, dimensions, parseQuantity, quantityText } from "./quantity.js";

/** Bounds of a quantity in its resolved unit; `above` and `below` are excluded. */
export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly above?: number;
  readonly below?: number;
}

/** A quantity with its unit as text, resolved to a number. */
export function quantity(dimension: Dimension, description: string, bounds: Bounds = {}) {
  const { noun, example, units } = dimensions[dimension];
  const range = boundsText(bounds, dimension);
  return z
    .string({
      error: ({ input }) =>
        `expected ${noun} with its unit (${Object.keys(units).join(", ")}), e.g. ${example}, found ${foundText(input)}`,
    })
    .transform((text, context) => {
      const result = parseQuantity(text, dimension);
      if (!("value" in result)) {
        context.addIssue({ code: "custom", message: result.message, params: { hint: result.hint } });
        return z.NEVER;
      }
      if (!isWithin(result.value, bounds)) {
        context.addIssue({ code: "custom", message: `expected ${noun} ${range}, found ${text.trim()}` });
        return z.NEVER;
      }
      return result.value;
    })
    .meta({
      description: range ? `${description} Range: ${range}.` : description,
      pattern: quantityPattern(Object.keys(units)),
      examples: [example],
    });
}

/** A plain number without a unit: a count, an index, an exponent. */
export function plainNumber(description: string, { minimum = -Infinity, maximum = Infinity, isWhole = false }) {
  const range = [
    Number.isFinite(minimum) ? `from ${minimum}` : "",
    Number.isFinite(maximum) ? `to ${maximum}` : "",
  ].filter(Boolean);
  const expected = `expected a ${isWhole ? "whole " : ""}number ${range.join(" ")}`.trimEnd();
  const number = z
    .number({ error: ({ input }) => `${expected}, found ${foundText(input)}` })
    .refine((value) => value >= minimum && value <= maximum && (!isWhole || Number.isSafeInteger(value)), {
      error: ({ input }) => `${expected}, found ${foundText(input)}`,
    });
  return number.meta({
    description,
    ...(isWhole && { type: "integer" }),
    ...(Number.isFinite(minimum) && { minimum }),
    ...(Number.isFinite(maximum) && { maximum }),
  });
}

/** One of a few words. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words, description: string) {
  return z
    .enum(words, { error: ({ input }) => `expected ${listed(words)}, found ${foundText(input)}` })
    .meta({ description });
}

/** A text that is not empty. */
export function text(description: string, maximumLength = 200) {
  const expected = `expected a text of 1 to ${maximumLength} characters`;
  const error = ({ input }: { input?: unknown }) => `${expected}, found ${foundText(input)}`;
  return z.string({ error }).min(1, { error }).max(maximumLength, { error }).meta({ description });
}

/**
 * A mapping with known keys. Its message for unknown ones is the list of those known, as JSON: `schema-problems.ts`
 * makes a located problem with the nearest name of each.
 */
export function record<Shape extends z.core.$ZodLooseShape>(shape: Shape, description: string) {
  const known = Object.keys(shape);
  return z
    .strictObject(shape, {
      error: ({ code, input }) =>
        code === "unrecognized_keys"
          ? JSON.stringify(known)
          : `expected a mapping of ${known.join(", ")}, found ${foundText(input)}`,
    })
    .meta({ description });
}

/** A mapping with exactly one of several keys, which says what kind of thing it is: `orbit: { tle: ... }`. */
export function exactlyOne<Shape extends Record<string, z.ZodType>>(shape: Shape, description: string) {
  const kinds = Object.keys(shape);
  const optional = Object.fromEntries(kinds.map((kind) => [kind, shape[kind].optional()])) as {
    [Kind in keyof Shape]: z.ZodOptional<Shape[Kind]>;
  };
  return record(optional, `${description} Exactly one of ${listed(kinds)}.`)
    .superRefine((value, context) => {
      const given = kinds.filter((kind) => (value as Record<string, unknown>)[kind] !== undefined);
      if (given.length === 1) return;
      const found = given.length === 0 ? "none" : given.join(" and ");
      context.addIssue({ code: "custom", message: `expected exactly one of ${listed(kinds)}, found ${found}` });
    }, whateverIsInside)
    .meta({ description: `${description} Exactly one of ${listed(kinds)}.`, minProperties: 1, maxProperties: 1 });
}

/** For a check of which keys a mapping has, made even where a value in it is wrong. */
export const whateverIsInside = {
  when: ({ value }: { readonly value: unknown }): boolean =>
    typeof value === "object" && value !== null && !Array.isArray(value),
};

/** Alternatives of different form; the message stands where none fits. */
export function alternatives<Options extends readonly [z.ZodType, z.ZodType, ...z.ZodType[]]>(
  options: Options,
  expected: string,
  description: string,
) {
  return z
    .union(options, { error: ({ input }) => `expected ${expected}, found ${foundText(input)}` })
    .meta({ description });
}

/** What was found, short enough for a message. */
export function foundText(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "nothing (null)";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") {
    const keys = Object.keys(value);
    if (keys.length === 0) return "an empty mapping";
    return shortened(`a mapping of ${keys.slice(0, 5).join(", ")}${keys.length > 5 ? ", ..." : ""}`, 120);
  }
  return shortened(typeof value === "string" ? JSON.stringify(value) : String(value), 63);
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 3)}...` : text;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}`;
}

function isWithin(
  value: number,
  { minimum = -Infinity, maximum = Infinity, above = -Infinity, below = Infinity }: Bounds,
): boolean {
  return value >= minimum && value <= maximum && value > above && value < below;
}

function boundsText({ minimum, maximum, above, below }: Bounds, dimension: Dimension): string {
  const parts = [
    minimum !== undefined ? `from ${quantityText(minimum, dimension)}` : "",
    above !== undefined ? `above ${quantityText(above, dimension)}` : "",
    maximum !== undefined ? `up to ${quantityText(maximum, dimension)}` : "",
    below !== undefined ? `below ${quantityText(below, dimension)}` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

function quantityPattern(units: readonly string[]): string {
  return `^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*(${units.map((unit) => unit.replaceAll("/", "\\/")).join("|")})\\s*$`;
}
