import { exactlyOne, record, word } from "./form.js";
import type { DvbS2xReceiver, Receiver, Waveform } from "./scenario.js";
import { ldpcDecoderOfCodesSchema } from "./schema-decoder.js";
import { nrReceiverSchema } from "./schema-receiver-nr.js";

/** Iterations of a decoder of DVB's codes. */
const dvbIterations = 50;

const dvbS2x = record(
  {
    estimation: word(
      ["pilots", "perfect"],
      "Gain, phase and noise from PLHEADER and pilots, or known. Default: pilots. Multipath of several paths is known in any case.",
    ).prefault("pilots"),
    demapping: word(["max-log", "exact"], "How LLRs are made. Default: max-log.").prefault("max-log"),
    decoder: ldpcDecoderOfCodesSchema(dvbIterations).prefault({}),
  },
  "A receiver of DVB-S2 and DVB-S2X.",
).transform((value): DvbS2xReceiver => ({ kind: "dvbS2x", ...value }));

/** `receiver:` of a scenario; of the waveform's kind. */
export const receiverSchema = exactlyOne(
  { dvbS2x, nr: nrReceiverSchema },
  "The receiver of a bit-true run, of the waveform's kind.",
).transform((value): Receiver => (value.dvbS2x ?? value.nr) as Receiver);

/** The receiver of a scenario that names none: its waveform's with every default. */
export function defaultReceiver({ kind }: Pick<Waveform, "kind">): Receiver {
  return receiverSchema.parse({ [kind]: {} });
}
