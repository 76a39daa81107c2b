import { z } from "zod";
import type { CheckRule, LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import { plainNumber, record, word } from "./form.js";

const whole = (description: string, minimum: number, maximum: number) =>
  plainNumber(description, { minimum, maximum, isWhole: true });
const backend = word(["reference", "simd"], "Form of the decoder's kernel; both give the same bits.").optional();
const positive = (description: string) => plainNumber(description, { minimum: 1e-3, maximum: 1e4 });

const checkRuleDescription = "Check-node rule: minSum, normalisedMinSum:FACTOR, offsetMinSum:OFFSET, sumProduct.";

const checkRule = z.preprocess(
  // Written short: `normalisedMinSum:0.75`, `offsetMinSum:0.5`, `minSum`, `sumProduct`.
  (value) => {
    if (typeof value !== "string") return value;
    const [kind, number] = value.split(":");
    if (kind === "normalisedMinSum") return { kind, factor: number === undefined ? 0.75 : Number(number) };
    if (kind === "offsetMinSum") return { kind, offset: number === undefined ? 0.5 : Number(number) };
    return { kind };
  },
  z.discriminatedUnion(
    "kind",
    [
      record({ kind: z.literal("minSum") }, "The smallest magnitude of the other edges."),
      record(
        {
          kind: z.literal("normalisedMinSum"),
          factor: plainNumber("Integer arithmetic rounds it to sixteenths.", { minimum: 1 / 16, maximum: 1 }),
        },
        "The smallest magnitude times a factor.",
      ),
      record(
        {
          kind: z.literal("offsetMinSum"),
          offset: plainNumber("In LLR units.", { minimum: 0, maximum: 16 }),
        },
        "The smallest magnitude less an offset.",
      ),
      record({ kind: z.literal("sumProduct") }, "Exact belief propagation; float32 only."),
    ],
    { error: "expected minSum, normalisedMinSum:FACTOR, offsetMinSum:OFFSET or sumProduct" },
  ),
);

/**
 * Decoder of LDPC codes; `LdpcSettings`.
 * @param iterations  where the user says nothing
 * @param rule        likewise
 */
export const ldpcDecoderSchema = (iterations: number, rule: CheckRule) =>
  record(
    {
      arithmetic: word(["float32", "int16", "int8"], "Number format of messages and posteriors.").default("int16"),
      schedule: word(["layered", "flooding"], "Order of the updates.").default("layered"),
      checkRule: checkRule.default(rule).meta({ description: checkRuleDescription }),
      iterations: whole("Most iterations.", 1, 10_000).default(iterations),
      stop: word(["parity", "none"], "Whether a frame ends when its parity checks (and CRC) hold.").default("parity"),
      quantisation: record(
        {
          llrScale: positive("Counts a unit of LLR.").optional(),
          llrBits: whole("Bits of a channel LLR, with sign.", 2, 16).optional(),
          messageBits: whole("Bits of a message, with sign.", 2, 16).optional(),
          posteriorBits: whole("Bits of a posterior, with sign.", 2, 16).optional(),
        },
        "Fixed-point format, of the integer arithmetics; what is left out is as without any.",
      ).optional(),
      backend,
    },
    "LDPC decoder.",
  ) satisfies z.ZodType<LdpcSettings, unknown>;

/** The same where a rule of its own goes with each code; left out, the codes' own. */
export const ldpcDecoderOfCodesSchema = (iterations: number) =>
  ldpcDecoderSchema(iterations, { kind: "minSum" })
    .omit({ checkRule: true })
    .extend({
      checkRule: checkRule.optional().meta({ description: `${checkRuleDescription} Default: by the code's rate.` }),
    })
    .meta({ description: "LDPC decoder." });
