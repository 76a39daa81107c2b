import { z } from "zod";
import type { CodeAndDecoder } from "../fec/code-family.js";
import { dvbCheckRule } from "../fec/dvb-check-rule.js";
import type { DvbS2Spec } from "../fec/dvb-s2.js";
import { nearestName } from "../nearest-name.js";
import { dvbModcodCode, dvbModcodCodes } from "../phy/dvb-modcod-code.js";
import { record, text, word } from "./form.js";
import { type FamilySchema, spec } from "./schema-code-form.js";
import { ldpcDecoderSchema } from "./schema-decoder.js";

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

const dvbDecoder = (code?: CodeAndDecoder["code"]) =>
  ldpcDecoderSchema(50, dvbCheckRule(code?.family === "dvb-s2" ? code.rate : "1/2"));

/** Codes of DVB-S2 and DVB-S2X. */
export const dvbFamilies = {
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
} satisfies Readonly<Record<string, FamilySchema>>;
