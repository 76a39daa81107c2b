import { z } from "zod";
import type { CodeAndDecoder } from "../fec/code-family.js";
import type { NrLdpcSpec } from "../fec/nr-ldpc.js";
import { nrMcsCodeBlock } from "../fec/nr-mcs.js";
import type { PolarSettings } from "../fec/nr-polar.js";
import type { NrTransportBlockSpec } from "../fec/nr-transport-block.js";
import { plainNumber, record, word } from "./form.js";
import {
  backend,
  coded,
  digitText,
  type FamilySchema,
  information,
  mostBits,
  spec,
  whole,
} from "./schema-code-form.js";
import { ldpcDecoderSchema } from "./schema-decoder.js";

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
    crc: digitText(word(["24A", "24B", "16", "none"], ""))
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
        llrScale: plainNumber("Counts a unit of LLR.", { minimum: 1e-3, maximum: 1e4 }).optional(),
        llrBits: whole("Bits of a channel LLR, with sign.", 2, 16).optional(),
        internalBits: whole("Bits of an LLR inside the decoder, with sign.", 2, 16).optional(),
      },
      "Fixed-point format, of the integer arithmetics; what is left out is as without any.",
    ).optional(),
    crcAided: z
      .boolean()
      .optional()
      .meta({ description: "The best path whose CRC holds is chosen; true if left out." }),
    backend,
  },
  "Polar decoder.",
) satisfies z.ZodType<PolarSettings, unknown>;

const nrMcsBlock = record(
  {
    table: whole("MCS table of TS 38.214, 5.1.3.1; 4 is that of 1024QAM.", 1, 4),
    mcs: whole("Its index.", 0, 28),
    codeBlockBits: whole("Bits of the code block, CRC among them.", 1, 8448),
  },
  "One code block at an MCS of TS 38.214, its modulation implied.",
).transform(({ table, mcs, codeBlockBits }) => nrMcsCodeBlock(table, mcs, codeBlockBits));

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

/**
 * Loses least of all offsets and factors at every rate, in int16 and int8: at a block error rate of 0.1 and 20
 * iterations 0.05 dB against sum-product at rates 2/3 and 8/9, 0.2 dB at 1/2, 0.3 dB at 1/3, 0.4 dB from 1/5 down.
 */
const ldpcDecoder = ldpcDecoderSchema(20, { kind: "offsetMinSum", offset: 0.5 });

/** Codes of 5G NR. */
export const nrFamilies = {
  "nr-ldpc": {
    describe: "one code block of 5G NR LDPC (TS 38.212)",
    code: nrLdpc,
    decoder: ldpcDecoder,
    modulation: orderModulation,
  },
  "nr-mcs": {
    describe: "one code block of 5G NR LDPC at an MCS (TS 38.214)",
    code: nrMcsBlock,
    decoder: ldpcDecoder,
    modulation: orderModulation,
  },
  "nr-transport-block": {
    describe: "a transport block of 5G NR with segmentation and CRCs (TS 38.212)",
    code: nrTransportBlock,
    decoder: ldpcDecoder,
    modulation: orderModulation,
  },
  "nr-polar": { describe: "a polar code of 5G NR (TS 38.212)", code: nrPolar, decoder: polarDecoder },
} satisfies Readonly<Record<string, FamilySchema>>;
