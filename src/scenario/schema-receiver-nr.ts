import { z } from "zod";
import type { CancellationSettings } from "../receiver/receiver-settings.js";
import { alternatives, exactlyOne, foundText, plainNumber, record, word } from "./form.js";
import type { NrReceiver } from "./nr-receiver.js";
import { ldpcDecoderSchema } from "./schema-decoder.js";

/** As `leolink ber` has for NR. */
const decoderIterations = 20;

const iterations = plainNumber("Times that all words are detected and decoded.", {
  minimum: 2,
  maximum: 100,
  isWhole: true,
});
const damping = plainNumber("Share of the last iteration's soft symbols that is kept. Default: 0.", {
  minimum: 0,
  maximum: 0.99,
}).prefault(0);

const cancellation = alternatives(
  [
    word(["none"], "Linear detection of all layers.").transform((): CancellationSettings => ({ kind: "none" })),
    word(["symbol"], "Ordered, symbol by symbol, by hard decisions (V-BLAST).").transform(
      (): CancellationSettings => ({ kind: "symbol" }),
    ),
    word(["word"], "The same as { word: {} }.").transform(
      (): CancellationSettings => ({ kind: "word", order: "sinr" }),
    ),
    exactlyOne(
      {
        word: record(
          {
            order: word(
              ["sinr", "margin"],
              "The best SINR first, or the best over the rate of its word. Default: sinr.",
            ).prefault("sinr"),
            reestimates: z
              .boolean({ error: ({ input }) => `expected true or false, found ${foundText(input)}` })
              .meta({ description: "Channel of a decoded word estimated anew from all its symbols. Default: false." })
              .prefault(false),
          },
          "Ordered MMSE-SIC: a word whose CRC holds is encoded again and subtracted.",
        ),
        parallel: record({ iterations, damping }, "All words at once by soft symbols of their decoders."),
        iterative: record({ iterations, damping }, "Iterative detection and decoding by extrinsic LLRs."),
      },
      "Cancellation of other words.",
    ).transform((value): CancellationSettings => {
      if (value.word) return { kind: "word", ...value.word };
      if (value.parallel) return { kind: "parallel", ...value.parallel };
      return { kind: "iterative", ...(value.iterative as { iterations: number; damping: number }) };
    }),
  ],
  "none, word, symbol, or a mapping with word, parallel or iterative",
  "How layers and other signals whose role is user or known are taken out. Default: none.",
);

/** `receiver.nr` of a scenario. */
export const nrReceiverSchema = record(
  {
    estimation: word(
      ["wiener", "linear", "perfect"],
      "Channel between DM-RS: Wiener filters with delay and Doppler spread estimated in each slot, straight lines, or known. Default: wiener.",
    ).prefault("wiener"),
    tracking: word(
      ["none", "frequency", "frequencyRate"],
      "Offset between DM-RS symbols that is taken out. Default: frequency.",
    ).prefault("frequency"),
    commonPhase: word(["ptrs", "none"], "Phase of each symbol by PT-RS, where there are any. Default: ptrs.").prefault(
      "ptrs",
    ),
    noise: word(["estimated", "known"], "Of its variance, at the DM-RS. Default: estimated.").prefault("estimated"),
    detector: word(
      ["lmmse", "irc", "zf", "mrc", "k-best", "ml"],
      "Linear minimum mean-square error, the same with the covariance of what interferes (MMSE-IRC), zero forcing, maximum ratio, K-best sphere search, maximum likelihood. Default: lmmse.",
    ).prefault("lmmse"),
    covarianceBlocks: plainNumber("With irc: resource blocks over which the covariance is estimated. Default: 4.", {
      minimum: 1,
      maximum: 275,
      isWhole: true,
    }).prefault(4),
    survivors: plainNumber("With k-best: hypotheses kept in each layer. Default: 16.", {
      minimum: 1,
      maximum: 4096,
      isWhole: true,
    }).prefault(16),
    cancellation: cancellation.prefault("none"),
    demapping: word(["max-log", "exact"], "How LLRs are made. Default: max-log.").prefault("max-log"),
    decoder: ldpcDecoderSchema(decoderIterations, { kind: "offsetMinSum", offset: 0.5 }).prefault({}),
  },
  "A receiver of 5G NR.",
).transform(({ covarianceBlocks, ...value }): NrReceiver => ({ kind: "nr", covarianceBlocks, ...value }));
