import { z } from "zod";
import { nrMcsCount } from "../fec/nr-mcs.js";
import { alternatives, foundText, plainNumber, quantity, record, word } from "./form.js";
import type { NrWaveform } from "./nr-waveform.js";

const whole = (description: string, minimum: number, maximum: number) =>
  plainNumber(description, { minimum, maximum, isWhole: true });
const flag = (description: string) =>
  z.boolean({ error: ({ input }) => `expected true or false, found ${foundText(input)}` }).meta({ description });

/** A whole number that is one of few. */
function choice<const Values extends readonly [number, ...number[]]>(values: Values, description: string) {
  return z
    .literal([...values], { error: ({ input }) => `expected ${values.join(", ")}, found ${foundText(input)}` })
    .meta({ description, enum: [...values] });
}

const subcarrierSpacing = quantity("frequency_Hz", "15, 30, 60, 120 or 240 kHz (TS 38.211, 4.2).").refine(
  (value) => [15e3, 30e3, 60e3, 120e3, 240e3].includes(value),
  { error: ({ input }) => `expected 15 kHz, 30 kHz, 60 kHz, 120 kHz or 240 kHz, found ${foundText(input)}` },
);

const allocation = record(
  {
    first: whole("First symbol of the slot. Default: 0.", 0, 13).prefault(0),
    count: whole("Symbols, DM-RS included. Default: 14.", 1, 14).prefault(14),
    mapping: word(["A", "B"], "Mapping type: A has DM-RS in symbol 2 or 3, B in its first. Default: A.").prefault("A"),
  },
  "Symbols of the slot that the shared channel lies in.",
);

const dmrs = record(
  {
    type: choice([1, 2], "Configuration type. Default: 1.").prefault(1),
    length: choice([1, 2], "Symbols of each position. Default: 1.").prefault(1),
    additionalPositions: choice([0, 1, 2, 3], "dmrs-AdditionalPosition. Default: 1.").prefault(1),
    typeAPosition: choice([2, 3], "Symbol of the first DM-RS with mapping type A. Default: 2.").prefault(2),
    cdmGroupsWithoutData: choice(
      [1, 2, 3],
      "CDM groups whose elements carry no data in DM-RS symbols; their power goes to the DM-RS. Default: 2.",
    ).prefault(2),
  },
  "Demodulation reference signals, TS 38.211, 7.4.1.1 and 6.4.1.1.",
);

const ptrs = alternatives(
  [
    word(["none"], "No phase-tracking reference signals.").transform(() => undefined),
    record(
      {
        timeDensity: choice([1, 2, 4], "A PT-RS every so many symbols. Default: 1.").prefault(1),
        frequencyDensity: choice([2, 4], "One subcarrier in every so many resource blocks. Default: 2.").prefault(2),
      },
      "Phase-tracking reference signals, TS 38.211, 7.4.1.2 and 6.4.1.2.",
    ),
  ],
  "none or a mapping with timeDensity and frequencyDensity",
  "Default: none.",
);

const mcsList = alternatives(
  [
    word(["all"], "Every MCS of the table that is not reserved."),
    z
      .array(whole("An MCS.", 0, 28), { error: "expected a list of MCS" })
      .min(1, { error: "expected at least one MCS" }),
  ],
  "all or a list of MCS such as [4, 10]",
  "The MCS that adaptation may use. Default: all.",
);

/** 5G NR as a user writes it; what hangs together with other sections is checked in `nr-problems.ts`. */
export const nrSchema = record(
  {
    subcarrierSpacing,
    cyclicPrefix: word(["normal", "extended"], "Default: normal; extended with 60 kHz only.").prefault("normal"),
    resourceBlocks: whole(
      "Of the allocation; left out: as many as a carrier of the link's bandwidth has (TS 38.101, Table 5.3.2-1).",
      1,
      275,
    ).optional(),
    symbols: allocation.prefault({}),
    transformPrecoding: flag("DFT-s-OFDM, one layer. Default: false, CP-OFDM.").prefault(false),
    mcsTable: choice(
      [1, 2, 3],
      "TS 38.214, 5.1.3.1: 1 up to 64QAM, 2 up to 256QAM, 3 low spectral efficiency. Default: 1.",
    ).prefault(1),
    mcs: mcsList.prefault("all"),
    layers: whole("Of the shared channel. Default: 1.", 1, 8).prefault(1),
    dmrs: dmrs.prefault({}),
    ptrs: ptrs.prefault("none"),
    targetBler: quantity(
      "percent",
      "Block error rate of the first transmission that the thresholds stand for. Default: 10 %.",
      {
        minimum: 0.1,
        maximum: 50,
      },
    ).prefault("10 %"),
    implementationLoss: quantity("ratio_dB", "Loss of the real receiver against the ideal one, in budgets.", {
      minimum: 0,
      maximum: 20,
    }),
  },
  "5G NR shared channel (PDSCH or PUSCH of TS 38.211) in every slot.",
)
  .superRefine(({ mcs, mcsTable, transformPrecoding }, context) => {
    if (mcs === "all") return;
    const count = nrMcsCount(mcsTable, transformPrecoding);
    for (const [place, index] of mcs.entries()) {
      if (index < count) continue;
      const message = `expected an MCS from 0 to ${count - 1} of table ${mcsTable}, found ${index}`;
      context.addIssue({ code: "custom", path: ["mcs", place], message });
    }
  })
  .transform(
    (value): NrWaveform => ({
      kind: "nr",
      subcarrierSpacing_Hz: value.subcarrierSpacing,
      cyclicPrefix: value.cyclicPrefix,
      ...(value.resourceBlocks !== undefined && { resourceBlocks: value.resourceBlocks }),
      firstSymbol: value.symbols.first,
      symbols: value.symbols.count,
      mapping: value.symbols.mapping,
      transformPrecoding: value.transformPrecoding,
      mcsTable: value.mcsTable,
      mcs:
        value.mcs === "all"
          ? Array.from({ length: nrMcsCount(value.mcsTable, value.transformPrecoding) }, (_, index) => index)
          : [...new Set(value.mcs)].sort((a, b) => a - b),
      layers: value.layers,
      dmrs: value.dmrs,
      ...(value.ptrs && { ptrs: value.ptrs }),
      targetBler: value.targetBler / 100,
      implementationLoss_dB: value.implementationLoss,
    }),
  );
