import { z } from "zod";
import type { CcsdsConcatenatedSettings, CcsdsConcatenatedSpec } from "../fec/ccsds-concatenated.js";
import type { CcsdsConvolutionalSpec } from "../fec/ccsds-convolutional.js";
import type { CcsdsLdpcSpec } from "../fec/ccsds-ldpc.js";
import type { CcsdsReedSolomonSpec } from "../fec/ccsds-reed-solomon.js";
import type { CcsdsTurboSpec } from "../fec/ccsds-turbo.js";
import type { TurboSettings } from "../fec/turbo-settings.js";
import { plainNumber, record, word } from "./form.js";
import { backend, type FamilySchema, spec, whole } from "./schema-code-form.js";
import { convolutionalDecoder, reedSolomonDecoder, termination } from "./schema-code-plain.js";
import { ldpcDecoderSchema } from "./schema-decoder.js";

const ccsdsLdpc = z
  .discriminatedUnion(
    "code",
    [
      record(
        {
          code: z.literal("ar4ja"),
          informationBits: z
            .union([z.literal(1024), z.literal(4096), z.literal(16_384)], { error: "expected 1024, 4096 or 16384" })
            .meta({ description: "k." }),
          rate: word(["1/2", "2/3", "4/5"], "Code rate."),
        },
        "AR4JA, deep space.",
      ),
      record({ code: z.literal("c2") }, "(8160, 7136), near Earth."),
      record(
        {
          code: z.literal("telecommand"),
          codedBits: z
            .union([z.literal(128), z.literal(512)], { error: "expected 128 or 512" })
            .meta({ description: "n, of (128, 64) or (512, 256)." }),
        },
        "Short codes of telecommand.",
      ),
    ],
    { error: "expected code=ar4ja, c2 or telecommand" },
  )
  .transform((value): CcsdsLdpcSpec => ({ family: "ccsds-ldpc", ...value }));

const ccsdsTurbo = spec(
  "ccsds-turbo",
  {
    informationBits: z
      .union(
        [1784, 3568, 7136, 8920].map((bits) => z.literal(bits)),
        { error: "expected 1784, 3568, 7136 or 8920" },
      )
      .meta({ description: "k." }),
    rate: word(["1/2", "1/3", "1/4", "1/6"], "Nominal code rate."),
  },
  "A turbo code of CCSDS telemetry.",
) satisfies z.ZodType<CcsdsTurboSpec, unknown>;

const turboSettings = record(
  {
    arithmetic: word(["float32", "int16"], "float32 works on whole frames, int16 on eight windows.").default("int16"),
    algorithm: word(["log", "max-log"], "Sums of probabilities (float32), or the largest.").default("max-log"),
    iterations: whole("Most iterations.", 1, 1000).default(10),
    extrinsicScale: plainNumber("Part of the extrinsic LLR that is passed on.", { minimum: 0.05, maximum: 1 }).default(
      0.75,
    ),
    stop: word(["agreement", "none"], "Whether a frame ends when both decoders agree.").default("agreement"),
    llrScale: plainNumber("Counts a unit of LLR; 8 if left out.", { minimum: 1e-3, maximum: 1e4 }).optional(),
    llrBits: whole("Bits of a channel LLR, with sign; 10 if left out.", 2, 10).optional(),
    backend,
  },
  "Turbo decoder.",
) satisfies z.ZodType<TurboSettings, unknown>;

const ccsdsRate = word(["1/2", "2/3", "3/4", "5/6", "7/8"], "Code rate.");

const ccsdsConvolutional = spec(
  "ccsds-convolutional",
  { informationBits: whole("Bits of the user's data in a frame.", 1, 1_000_000), rate: ccsdsRate, termination },
  "The convolutional code of CCSDS telemetry.",
) satisfies z.ZodType<CcsdsConvolutionalSpec, unknown>;

const ccsdsWords = {
  informationSymbols: z
    .union([z.literal(223), z.literal(239)], { error: "expected 223 or 239" })
    .meta({ description: "k: 223 (16 errors) or 239 (8)." }),
  interleaving: z
    .union(
      [1, 2, 3, 4, 5, 8].map((depth) => z.literal(depth)),
      { error: "expected 1, 2, 3, 4, 5 or 8" },
    )
    .default(1)
    .meta({ description: "I, words of a frame." }),
  virtualFill: whole("Leading zeros of each word that are not sent; 0 if left out.", 0, 238).optional(),
  basis: word(["dual", "conventional"], "Of the symbols sent; dual, the standard's, if left out.").optional(),
};

const ccsdsReedSolomon = spec(
  "ccsds-reed-solomon",
  ccsdsWords,
  "The Reed-Solomon code of CCSDS telemetry.",
) satisfies z.ZodType<CcsdsReedSolomonSpec, unknown>;

const ccsdsConcatenated = spec(
  "ccsds-concatenated",
  {
    ...ccsdsWords,
    rate: ccsdsRate,
    isRandomized: z
      .boolean()
      .optional()
      .meta({ description: "Whether the randomizer is between the codes; not if left out." }),
  },
  "Reed-Solomon and convolutional code of CCSDS telemetry, concatenated.",
) satisfies z.ZodType<CcsdsConcatenatedSpec, unknown>;

const concatenatedDecoder = record(
  {
    inner: convolutionalDecoder.prefault({}).meta({ description: "inner.KEY=VALUE: of the convolutional code." }),
    outer: record({ backend }, "Reed-Solomon decoder, of errors.")
      .prefault({})
      .transform((outer) => ({ decoder: "errors" as const, ...outer }))
      .meta({ description: "outer.backend=VALUE: of the Reed-Solomon code, which corrects errors." }),
  },
  "Decoders of both codes.",
) satisfies z.ZodType<CcsdsConcatenatedSettings, unknown>;

/** Codes of CCSDS telemetry and telecommand. */
export const ccsdsFamilies = {
  "ccsds-ldpc": {
    describe: "an LDPC code of CCSDS: AR4JA, C2 or telecommand (131.0-B, 231.0-B)",
    code: ccsdsLdpc,
    decoder: ldpcDecoderSchema(50, { kind: "normalisedMinSum", factor: 0.8125 }),
    modulation: () => "BPSK",
  },
  "ccsds-turbo": {
    describe: "a turbo code of CCSDS telemetry (131.0-B)",
    code: ccsdsTurbo,
    decoder: turboSettings,
    modulation: () => "BPSK",
  },
  "ccsds-convolutional": {
    describe: "the convolutional code of CCSDS telemetry, punctured or not (131.0-B)",
    code: ccsdsConvolutional,
    decoder: convolutionalDecoder,
    modulation: () => "BPSK",
  },
  "ccsds-reed-solomon": {
    describe: "the Reed-Solomon code of CCSDS telemetry, interleaved (131.0-B)",
    code: ccsdsReedSolomon,
    decoder: reedSolomonDecoder,
    modulation: () => "BPSK",
  },
  "ccsds-concatenated": {
    describe: "Reed-Solomon and convolutional code of CCSDS telemetry (131.0-B)",
    code: ccsdsConcatenated,
    decoder: concatenatedDecoder,
    modulation: () => "BPSK",
  },
} satisfies Readonly<Record<string, FamilySchema>>;
