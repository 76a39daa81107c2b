import { z } from "zod";
import type { ChannelSpec } from "../phy/channel-spec.js";
import { plainNumber, record } from "./form.js";

const blockSymbols = plainNumber("Symbols over which the gain is constant; 1 if left out.", {
  minimum: 1,
  maximum: 1e9,
  isWhole: true,
}).default(1);

/** The memoryless channels of code studies. */
export const channelSchema = z.discriminatedUnion(
  "kind",
  [
    record({ kind: z.literal("awgn") }, "Additive white Gaussian noise."),
    record({ kind: z.literal("rayleigh"), blockSymbols }, "Rayleigh fading, known to the receiver."),
    record(
      {
        kind: z.literal("rician"),
        k_dB: plainNumber("Line of sight over the scattered rest, dB.", { minimum: -40, maximum: 60 }),
        blockSymbols,
      },
      "Rician fading, known to the receiver.",
    ),
    record({ kind: z.literal("bsc") }, "Binary symmetric channel."),
    record({ kind: z.literal("erasure") }, "Binary erasure channel."),
  ],
  { error: "expected awgn, rayleigh, rician, bsc or erasure" },
) satisfies z.ZodType<ChannelSpec, unknown>;
