import { z } from "zod";
import type { BchSpec } from "../fec/bch-code.js";
import type { ConvolutionalSpec } from "../fec/convolutional.js";
import type { ConvolutionalSettings } from "../fec/convolutional-settings.js";
import type { ReedSolomonSettings, ReedSolomonSpec } from "../fec/reed-solomon.js";
import type { UncodedSpec } from "../fec/uncoded.js";
import { plainNumber, record, text, word } from "./form.js";
import { backend, digitText, type FamilySchema, listOf, spec, whole } from "./schema-code-form.js";

const uncoded = spec(
  "uncoded",
  { informationBits: whole("Bits of a frame.", 1, 1_000_000) },
  "No code.",
) satisfies z.ZodType<UncodedSpec, unknown>;

export const convolutionalDecoder = record(
  {
    decoder: word(["viterbi", "bcjr-max-log", "bcjr-log"], "Likeliest path, or likeliest bits.").default("viterbi"),
    arithmetic: word(["float32", "int16", "int8"], "Number format.").default("int16"),
    quantisation: record(
      {
        llrScale: plainNumber("Counts a unit of LLR; with largestLlr.", { minimum: 1e-3, maximum: 1e4 }),
        largestLlr: whole("Clip in counts; 1, with a large llrScale, for hard decisions.", 1, 32_767),
      },
      "Fixed-point format, of the integer arithmetics.",
    ).optional(),
    backend,
    wrapSteps: whole("Steps round a tail-biting frame before and after it.", 1, 1_000_000).optional(),
  },
  "Decoder of convolutional codes.",
) satisfies z.ZodType<ConvolutionalSettings, unknown>;

export const termination = word(
  ["terminated", "truncated", "tail-biting"],
  "How a frame ends; terminated by zeros if left out.",
).optional();

const convolutional = record(
  {
    informationBits: whole("Bits of the user's data in a frame.", 1, 1_000_000),
    constraintLength: whole("K.", 2, 14),
    generators: z
      .array(digitText(text("Octal.")))
      .min(1)
      .max(8)
      .meta({ description: "Octal, joined with plus: 171+133." }),
    termination,
    puncturing: listOf(digitText(text("Pattern.")), 8)
      .optional()
      .meta({
        description: "A pattern of 0 and 1 for each output, joined with plus, each with a leading p: p101+p110.",
      }),
  },
  "A convolutional code of rate 1/n, punctured or not.",
).transform(({ puncturing, ...rest }): ConvolutionalSpec => {
  const patterns = puncturing?.map((pattern, index) => [`C${index + 1}`, pattern.replace(/^p/, "")] as const);
  return { family: "convolutional", ...rest, ...(patterns && { puncturing: Object.fromEntries(patterns) }) };
});

const reedSolomon = spec(
  "reed-solomon",
  {
    codedSymbols: whole("n, symbols of a word as sent.", 3, 255),
    informationSymbols: whole("k.", 1, 254),
    symbolBits: whole("m; 8 if left out.", 3, 8).optional(),
    fieldPolynomial: whole(
      "With its term x^m, as a number; the smallest primitive one if left out.",
      8,
      511,
    ).optional(),
    firstRoot: whole("Exponent of the generator's first root; 1 if left out.", 0, 254).optional(),
    rootStep: whole("Step of the exponents; 1 if left out.", 1, 254).optional(),
    interleaving: whole("Words of a frame; 1 if left out.", 1, 64).optional(),
  },
  "A Reed-Solomon code.",
) satisfies z.ZodType<ReedSolomonSpec, unknown>;

export const reedSolomonDecoder = record(
  {
    decoder: word(["errors", "errors-and-erasures"], "Whether symbols of weak LLRs are erased.").default("errors"),
    erasureThreshold: plainNumber("Magnitude of an LLR at or below which its symbol is erased; 0 if left out.", {
      minimum: 0,
      maximum: 1e6,
    }).optional(),
    backend,
  },
  "Decoder of Reed-Solomon codes.",
) satisfies z.ZodType<ReedSolomonSettings, unknown>;

const bch = spec(
  "bch",
  {
    fieldDegree: whole("m: code words of 2^m - 1 bits unless shortened.", 3, 16),
    correctableErrors: whole("t.", 1, 1000),
    shortenedBits: whole("Information bits left out; 0 if left out.", 0, 65_534).optional(),
    primitivePolynomial: whole("With its term x^m, as a number; the smallest if left out.", 8, 131_071).optional(),
  },
  "A binary BCH code, hard decision.",
) satisfies z.ZodType<BchSpec, unknown>;

/** Codes of no standard. */
export const plainFamilies = {
  uncoded: { describe: "no code: the modulation alone", code: uncoded, decoder: record({}, "Hard decision.") },
  convolutional: {
    describe: "a convolutional code of any generators, Viterbi or BCJR",
    code: convolutional,
    decoder: convolutionalDecoder,
    modulation: () => "BPSK",
  },
  "reed-solomon": {
    describe: "a Reed-Solomon code of any field up to GF(256)",
    code: reedSolomon,
    decoder: reedSolomonDecoder,
  },
  bch: { describe: "a binary BCH code, shortened or not", code: bch, decoder: record({}, "Hard decision.") },
} satisfies Readonly<Record<string, FamilySchema>>;
