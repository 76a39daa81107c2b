import { z } from "zod";
import type { CheckRule } from "../../kernels/ldpc/ldpc-settings.js";
import type { BchSpec } from "../fec/bch-code.js";
import type { CcsdsConcatenatedSettings, CcsdsConcatenatedSpec } from "../fec/ccsds-concatenated.js";
import type { CcsdsConvolutionalSpec } from "../fec/ccsds-convolutional.js";
import type { CcsdsLdpcSpec } from "../fec/ccsds-ldpc.js";
import type { CcsdsReedSolomonSpec } from "../fec/ccsds-reed-solomon.js";
import type { CcsdsTurboSpec } from "../fec/ccsds-turbo.js";
import type { CodeAndDecoder } from "../fec/code-family.js";
import type { ConvolutionalSpec } from "../fec/convolutional.js";
import type { ConvolutionalSettings } from "../fec/convolutional-settings.js";
import type { DvbS2Spec } from "../fec/dvb-s2.js";
import type { NrLdpcSpec } from "../fec/nr-ldpc.js";
import { nrMcsCodeBlock } from "../fec/nr-mcs.js";
import type { PolarSettings } from "../fec/nr-polar.js";
import type { NrTransportBlockSpec } from "../fec/nr-transport-block.js";
import type { ReedSolomonSettings, ReedSolomonSpec } from "../fec/reed-solomon.js";
import type { TurboSettings } from "../fec/turbo-settings.js";
import type { UncodedSpec } from "../fec/uncoded.js";
import { nearestName } from "../nearest-name.js";
import { dvbModcodCode, dvbModcodCodes } from "../phy/dvb-modcod-code.js";
import { plainNumber, record, text, word } from "./form.js";
import { ldpcDecoderSchema } from "./schema-decoder.js";

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

const whole = (description: string, minimum: number, maximum: number) =>
  plainNumber(description, { minimum, maximum, isWhole: true });
const mostBits = 10_000_000;
const backend = word(["reference", "simd"], "Form of the decoder's kernel; both give the same bits.").optional();
const information = whole("Bits of the user's data in a frame.", 1, mostBits);
const coded = (description = "Bits of a frame on the channel.") => whole(description, 1, mostBits);

/** A schema that gives the given type; `family` is added. */
function spec<Name extends Family, Shape extends z.core.$ZodLooseShape>(
  family: Name,
  shape: Shape,
  description: string,
) {
  return record(shape, description).transform((value) => ({ family, ...value }));
}

const redundancyVersion = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)], {
  error: "expected a redundancy version from 0 to 3",
});
const modulationOrder = z
  .union(
    [1, 2, 4, 6, 8, 10].map((order) => z.literal(order as 1 | 2 | 4 | 6 | 8 | 10)),
    {
      error: "expected a modulation order of 1, 2, 4, 6, 8 or 10",
    },
  )
  .meta({ description: "Qm of the bit interleaver." });
const nrShared = {
  redundancyVersion: redundancyVersion.optional().meta({ description: "0 if left out." }),
  redundancyVersions: z
    .array(redundancyVersion)
    .min(1)
    .max(16)
    .optional()
    .meta({ description: "HARQ: versions sent one after another and combined, e.g. 0+2+3+1." }),
  limitedBufferBits: whole("Nref of the circular buffer; whole if left out.", 1, mostBits).optional(),
};

const nrLdpc = spec(
  "nr-ldpc",
  {
    informationBits: information,
    codedBits: coded("E, bits of each transmission."),
    baseGraph: z
      .union([z.literal(1), z.literal(2)], { error: "expected base graph 1 or 2" })
      .optional()
      .meta({ description: "By TS 38.212, 7.2.2, if left out." }),
    liftingSize: whole("Zc; the smallest that fits if left out.", 2, 384).optional(),
    crc: z
      .preprocess(
        (value) => (typeof value === "number" ? String(value) : value),
        word(["24A", "24B", "16", "none"], ""),
      )
      .optional()
      .meta({ description: "CRC appended to the data: 24A, 24B, 16 or none; none if left out." }),
    modulationOrder: modulationOrder.optional(),
    ...nrShared,
  },
  "One code block of NR LDPC, TS 38.212.",
) satisfies z.ZodType<NrLdpcSpec, unknown>;

const nrTransportBlock = spec(
  "nr-transport-block",
  {
    transportBlockBits: whole("A, bits of the transport block.", 1, mostBits),
    codedBits: coded("G, bits of each transmission."),
    codeRate: plainNumber("R of the MCS, which chooses the base graph.", { minimum: 0.001, maximum: 0.999 }),
    modulationOrder,
    layers: whole("Layers of the code word; 1 if left out.", 1, 4).optional(),
    ...nrShared,
  },
  "A transport block of NR's shared channels with segmentation and CRCs, TS 38.212.",
) satisfies z.ZodType<NrTransportBlockSpec, unknown>;

const nrPolar = z
  .discriminatedUnion(
    "kind",
    [
      record(
        { kind: z.literal("plain"), informationBits: whole("K.", 1, 1024), codedBits: whole("E.", 1, 8192) },
        "The code alone, without CRC.",
      ),
      record(
        {
          kind: z.literal("downlinkControl"),
          payloadBits: whole("A.", 12, 140),
          codedBits: whole("E.", 36, 8192),
          rnti: whole("Masks the CRC; 0 if left out.", 0, 65_535).optional(),
        },
        "DCI on the PDCCH.",
      ),
      record({ kind: z.literal("broadcast") }, "The PBCH: 32 bits in 864."),
      record(
        { kind: z.literal("uplinkControl"), payloadBits: whole("A.", 12, 1706), codedBits: whole("E.", 18, 16_384) },
        "UCI on PUCCH or PUSCH.",
      ),
    ],
    { error: "expected kind=plain, downlinkControl, broadcast or uplinkControl" },
  )
  .meta({ description: "A polar code of NR, TS 38.212; kind is plain, downlinkControl, broadcast or uplinkControl." })
  .transform((value) => ({ family: "nr-polar" as const, ...value }));

const polarDecoder = record(
  {
    decoder: word(["sc", "scl"], "Successive cancellation, or with a list.").default("scl"),
    listSize: z
      .union(
        [1, 2, 4, 8, 16, 32].map((size) => z.literal(size)),
        { error: "expected a list of 1, 2, 4, 8, 16 or 32" },
      )
      .optional()
      .meta({ description: "Paths of scl: 1, 2, 4, 8, 16 or 32; 8 if left out." }),
    arithmetic: word(["float32", "int16", "int8"], "Number format.").default("int16"),
    quantisation: record(
      {
        llrScale: plainNumber("Counts a unit of LLR.", { minimum: 1e-3, maximum: 1e4 }),
        llrBits: whole("Bits of a channel LLR, with sign.", 2, 16),
        internalBits: whole("Bits of an LLR inside the decoder, with sign.", 2, 16),
      },
      "Fixed-point format, of the integer arithmetics.",
    ).optional(),
    crcAided: z
      .boolean()
      .optional()
      .meta({ description: "The best path whose CRC holds is chosen; true if left out." }),
    backend: word(["reference", "simd"], "Form of the decoder's kernel; both give the same bits.").optional(),
  },
  "Polar decoder.",
) satisfies z.ZodType<PolarSettings, unknown>;

const uncoded = spec(
  "uncoded",
  { informationBits: whole("Bits of a frame.", 1, 1_000_000) },
  "No code.",
) satisfies z.ZodType<UncodedSpec, unknown>;

const nrMcsBlock = record(
  {
    table: whole("MCS table of TS 38.214, 5.1.3.1; 4 is that of 1024QAM.", 1, 4),
    mcs: whole("Its index.", 0, 28),
    codeBlockBits: whole("Bits of the code block, CRC among them.", 1, 8448),
  },
  "One code block at an MCS of TS 38.214, its modulation implied.",
).transform(({ table, mcs, codeBlockBits }) => nrMcsCodeBlock(table, mcs, codeBlockBits));

const dvbS2 = spec(
  "dvb-s2",
  {
    frame: word(["normal", "medium", "short"], "FECFRAME of 64,800, 32,400 or 16,200 bits."),
    rate: text("LDPC code identifier as printed, e.g. 3/4, 116/180, 2/9 VL-SNR."),
    standard: word(["S2", "S2X"], "S2 leaves the codes of S2X out; S2X if left out.").optional(),
    outerCode: z
      .boolean()
      .default(true)
      .meta({ description: "Whether the BCH code is in the chain; true if left out." }),
    bitInterleaver: word(
      ["BPSK", "QPSK", "8PSK", "8APSK", "16APSK", "32APSK", "64APSK", "128APSK", "256APSK"],
      "Modulation whose bit interleaver is in the chain; none if left out.",
    ).optional(),
    basebandScrambling: z
      .boolean()
      .optional()
      .meta({ description: "Whether the BBFRAME is scrambled; not if left out." }),
  },
  "A FECFRAME of DVB-S2 or DVB-S2X, EN 302 307-1 and -2.",
) satisfies z.ZodType<DvbS2Spec, unknown>;

const dvbModcod = record(
  { name: text("MODCOD as printed, e.g. 16APSK 2/3-L; with ` short` for the short FECFRAME.") },
  "A MODCOD of DVB-S2 or DVB-S2X with its bit interleaver, its constellation implied.",
).transform(({ name }, context): DvbS2Spec => {
  const modcod = dvbModcodCode(name);
  if (modcod === undefined) {
    const known = dvbModcodCodes.map((each) => each.name);
    const nearest = nearestName(name, known);
    context.addIssue({
      code: "custom",
      message: `expected a MODCOD, found ${name}${nearest ? `; did you mean ${nearest}?` : ` (known: ${known.join(", ")})`}`,
    });
    return z.NEVER;
  }
  const { standard, frame, rate, modulation } = modcod;
  return { family: "dvb-s2", standard, frame, rate, outerCode: true, bitInterleaver: modulation };
});

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
    backend: word(["reference", "simd"], "Form of the decoder's kernel; both give the same bits.").optional(),
  },
  "Turbo decoder.",
) satisfies z.ZodType<TurboSettings, unknown>;

const convolutionalDecoder = record(
  {
    decoder: word(["viterbi", "bcjr-max-log", "bcjr-log"], "Likeliest path, or likeliest bits.").default("viterbi"),
    arithmetic: word(["float32", "int16", "int8"], "Number format.").default("int16"),
    quantisation: record(
      {
        llrScale: plainNumber("Counts a unit of LLR.", { minimum: 1e-3, maximum: 1e4 }),
        largestLlr: whole("Clip in counts; 1 for hard decisions.", 1, 32_767),
      },
      "Fixed-point format, of the integer arithmetics.",
    ).optional(),
    backend,
    wrapSteps: whole("Steps round a tail-biting frame before and after it.", 1, 1_000_000).optional(),
  },
  "Decoder of convolutional codes.",
) satisfies z.ZodType<ConvolutionalSettings, unknown>;

const termination = word(
  ["terminated", "truncated", "tail-biting"],
  "How a frame ends; terminated by zeros if left out.",
).optional();

/** Octal digits, which a text like 171 shows as a number. */
const octal = z.preprocess((value) => (typeof value === "number" ? String(value) : value), text("Octal."));

const convolutional = record(
  {
    informationBits: whole("Bits of the user's data in a frame.", 1, 1_000_000),
    constraintLength: whole("K.", 2, 14),
    generators: z.array(octal).min(1).max(8).meta({ description: "Octal, joined with plus: 171+133." }),
    termination,
    puncturing: z
      .array(z.preprocess((value) => (typeof value === "number" ? String(value) : value), text("Pattern.")))
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
    interleaving: whole("Words of a frame; 1 if left out.", 1, 1000).optional(),
  },
  "A Reed-Solomon code.",
) satisfies z.ZodType<ReedSolomonSpec, unknown>;

const reedSolomonDecoder = record(
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

const concatenatedDecoder = record(
  {
    inner: convolutionalDecoder.prefault({}).meta({ description: "inner.KEY=VALUE: of the convolutional code." }),
    outer: reedSolomonDecoder.prefault({}).meta({ description: "outer.KEY=VALUE: of the Reed-Solomon code." }),
  },
  "Decoders of both codes.",
) satisfies z.ZodType<CcsdsConcatenatedSettings, unknown>;

/**
 * Check rule of DVB's codes where the user says nothing, by nominal rate. Their degree-2 parity bits make a chain along
 * which a factor below 0.9 starves the messages at low rates; up to 2/5 a smaller offset loses least against
 * sum-product (0.23 dB at 1/4), above it a larger one (0.19 dB at 3/5, below 0.15 dB elsewhere).
 */
function dvbRule(rate: string): CheckRule {
  const [numerator, denominator] = rate.split(/[/ ]/).map(Number);
  return { kind: "offsetMinSum", offset: numerator / denominator < 0.45 ? 0.25 : 0.5 };
}

const dvbDecoder = (code?: CodeAndDecoder["code"]) =>
  ldpcDecoderSchema(50, dvbRule(code?.family === "dvb-s2" ? code.rate : "1/2"));

/** Every code family that a user may name. */
export const codeFamilies: Readonly<Record<string, FamilySchema>> = {
  uncoded: { describe: "no code: the modulation alone", code: uncoded, decoder: record({}, "Hard decision.") },
  "nr-ldpc": {
    describe: "one code block of 5G NR LDPC (TS 38.212)",
    code: nrLdpc,
    decoder: ldpcDecoderSchema(20),
    modulation: orderModulation,
  },
  "nr-mcs": {
    describe: "one code block of 5G NR LDPC at an MCS (TS 38.214)",
    code: nrMcsBlock,
    decoder: ldpcDecoderSchema(20),
    modulation: orderModulation,
  },
  "nr-transport-block": {
    describe: "a transport block of 5G NR with segmentation and CRCs (TS 38.212)",
    code: nrTransportBlock,
    decoder: ldpcDecoderSchema(20),
    modulation: orderModulation,
  },
  "dvb-s2": {
    describe: "a FECFRAME of DVB-S2 or DVB-S2X: LDPC, BCH, bit interleaver (EN 302 307)",
    code: dvbS2,
    decoder: dvbDecoder,
  },
  "dvb-modcod": {
    describe: "a MODCOD of DVB-S2 or DVB-S2X by its name, its constellation implied",
    code: dvbModcod,
    decoder: dvbDecoder,
    modulation: (_, { name }) => dvbModcodCode(String(name))?.constellation ?? "QPSK",
  },
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
  "nr-polar": { describe: "a polar code of 5G NR (TS 38.212)", code: nrPolar, decoder: polarDecoder },
};

const modulations: Readonly<Record<number, string>> = {
  1: "BPSK",
  2: "QPSK",
  4: "16QAM",
  6: "64QAM",
  8: "256QAM",
  10: "1024QAM",
};

function orderModulation(code: CodeAndDecoder["code"]): string {
  const order = "modulationOrder" in code ? code.modulationOrder : undefined;
  return order === undefined ? "QPSK" : modulations[order];
}
