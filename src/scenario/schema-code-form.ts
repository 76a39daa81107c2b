import { z } from "zod";
import type { CodeAndDecoder } from "../fec/code-family.js";
import { plainNumber, record, word } from "./form.js";

type DecoderSchema = z.ZodType<CodeAndDecoder["decoder"], unknown>;

/** The decoder's schema of a family, whose defaults may depend on the code. */
export function decoderSchema({ decoder }: FamilySchema, code?: CodeAndDecoder["code"]): DecoderSchema {
  return typeof decoder === "function" ? decoder(code) : decoder;
}

/** What a user may write of a code family and its decoder. */
export interface FamilySchema {
  readonly describe: string;
  /** Of what the user writes, without `family`; a value that no code has may throw a RangeError. */
  readonly code: z.ZodType<CodeAndDecoder["code"], unknown>;
  readonly decoder: DecoderSchema | ((code?: CodeAndDecoder["code"]) => DecoderSchema);
  /** Modulation where the user names none; QPSK if left out. */
  readonly modulation?: (code: CodeAndDecoder["code"], written: Readonly<Record<string, unknown>>) => string;
}

type Family = CodeAndDecoder["family"];

export const whole = (description: string, minimum: number, maximum: number) =>
  plainNumber(description, { minimum, maximum, isWhole: true });
export const mostBits = 10_000_000;
/** Of every decoder that has both. */
export const backend = word(["reference", "simd"], "Form of the decoder's kernel; both give the same bits.").optional();
export const information = whole("Bits of the user's data in a frame.", 1, mostBits);
export const coded = (description = "Bits of a frame on the channel.") => whole(description, 1, mostBits);

/** A schema that gives the given type; `family` is added. */
export function spec<Name extends Family, Shape extends z.core.$ZodLooseShape>(
  family: Name,
  shape: Shape,
  description: string,
) {
  return record(shape, description).transform((value) => ({ family, ...value }));
}

/** A text of digits, which a short text shows as a number. */
export function digitText<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === "number" ? String(value) : value), schema);
}

/** One to `most` values; a single one may stand without a list. */
export function listOf<Schema extends z.ZodType>(schema: Schema, most: number) {
  return z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(schema).min(1).max(most),
  );
}
