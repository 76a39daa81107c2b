import { z } from "zod";
import type { MacConfig, PacketSize, TrafficSource } from "../mac/mac-config.js";
import { nearestName } from "../nearest-name.js";
import { dvbS2xRollOffs, modcodNames } from "../phy/dvb-s2x.js";
import { alternatives, exactlyOne, foundText, plainNumber, quantity, record, word } from "./form.js";
import { type BitTrueSettings, type DvbS2xWaveform, fidelities, type RunSettings, type Waveform } from "./scenario.js";
import { nrSchema } from "./schema-nr.js";

/** The name of a MODCOD as its standard prints it. */
function modcodName(description: string) {
  const names = modcodNames();
  return z
    .string({ error: ({ input }) => `expected the name of a MODCOD such as QPSK 1/2, found ${foundText(input)}` })
    .superRefine((value, context) => {
      if (names.includes(value)) return;
      const nearest = nearestName(value.slice(0, 60), names);
      context.addIssue({
        code: "custom",
        message: `expected the name of a MODCOD such as QPSK 1/2, found ${foundText(value)}`,
        params: { hint: frameHint(value) ?? (nearest ? `did you mean ${nearest}?` : `known: ${names.join(", ")}`) },
      });
    })
    .meta({ description, enum: names });
}

/** For the name of a MODCOD that is there with another frame. */
function frameHint(value: string): string | undefined {
  const [, name, frame] = /^(.{1,40}) (short|medium)$/.exec(value) ?? [];
  return modcodNames().includes(name)
    ? `a scenario sends normal frames of 64,800 bits: write ${name}, which has no ${frame} frame here`
    : undefined;
}

/** The same, or that of an MCS; whether the waveform has it is checked with the waveform. */
function formatName(description: string) {
  const mcs = z.string().regex(/^MCS \d{1,2}$/);
  const known = "the name of a MODCOD such as QPSK 1/2, or of an MCS such as MCS 10";
  return alternatives([mcs, modcodName(description)], known, description);
}

const rollOff = plainNumber(`Roll-off of the pulse, one of ${dvbS2xRollOffs.join(", ")}. Default: 0.2.`, {})
  .refine((value) => dvbS2xRollOffs.includes(value), {
    error: ({ input }) => `expected a roll-off of ${dvbS2xRollOffs.join(", ")}, found ${foundText(input)}`,
  })
  .meta({ description: "Roll-off of the pulse. Default: 0.2.", enum: [...dvbS2xRollOffs] });

const dvbS2x = record(
  {
    rollOff: rollOff.prefault(0.2),
    pilots: z
      .boolean({ error: ({ input }) => `expected true or false, found ${foundText(input)}` })
      .meta({ description: "Pilot symbols, 36 every 16 slots. Default: true." })
      .prefault(true),
    modcods: alternatives(
      [
        word(["all"], "Every MODCOD with a published threshold.").transform(() => modcodNames()),
        z
          .array(modcodName("A MODCOD."), { error: "expected a list of MODCODs" })
          .min(1, { error: "expected at least one MODCOD" })
          .transform((names) => modcodNames().filter((name) => names.includes(name))),
      ],
      "all or a list of MODCODs",
      "The MODCODs that adaptation may use. Default: all.",
    ).prefault("all"),
    implementationLoss: quantity("ratio_dB", "Loss of the real demodulator against the standard's threshold.", {
      minimum: 0,
      maximum: 20,
    }),
  },
  "DVB-S2 and DVB-S2X (EN 302 307-1 and -2), normal frames of 64,800 bits.",
).transform(
  (value): DvbS2xWaveform => ({
    kind: "dvbS2x",
    rollOff: value.rollOff,
    pilots: value.pilots,
    modcods: value.modcods,
    implementationLoss_dB: value.implementationLoss,
  }),
);

export const waveformSchema = exactlyOne({ dvbS2x, nr: nrSchema }, "The waveform.").transform(
  (value) => (value.dvbS2x ?? value.nr) as Waveform,
);

const rate = (description: string) => quantity("rate_bps", description, { minimum: 1, maximum: 1e12 });
const period = (description: string) => quantity("time_s", description, { above: 0, maximum: 1e6 });
const delay = (description: string) => quantity("time_s", description, { minimum: 0, maximum: 100 });
const size = (description: string) =>
  quantity("size_bit", description, { minimum: 8, maximum: 8e6 }).refine((value) => Number.isInteger(value), {
    error: "expected a whole number of bits",
  });

const source = alternatives(
  [
    word(["fullBuffer"], "Always a packet to send.").transform((): TrafficSource => ({ kind: "fullBuffer" })),
    exactlyOne(
      {
        constantBitRate: record({ rate: rate("Offered rate.") }, "Packets evenly spaced."),
        poisson: record({ rate: rate("Mean offered rate.") }, "Exponential gaps between packets."),
        onOff: record(
          {
            peakRate: rate("Rate during on periods."),
            meanOn: period("Mean length of an on period."),
            meanOff: period("Mean length of an off period."),
          },
          "A constant rate during on periods; both periods exponential.",
        ),
      },
      "A source of packets.",
    ).transform((value): TrafficSource => {
      if (value.constantBitRate) return { kind: "constantBitRate", rate_bps: value.constantBitRate.rate };
      if (value.poisson) return { kind: "poisson", rate_bps: value.poisson.rate };
      const { peakRate, meanOn, meanOff } = value.onOff as { peakRate: number; meanOn: number; meanOff: number };
      return { kind: "onOff", peakRate_bps: peakRate, meanOn_s: meanOn, meanOff_s: meanOff };
    }),
  ],
  "fullBuffer or a mapping with constantBitRate, poisson or onOff",
  "The source of packets.",
);

const packetSize = alternatives(
  [
    size("Every packet's size, encapsulation included.").transform(
      (size_bit): PacketSize => ({ kind: "fixed", size_bit }),
    ),
    exactlyOne(
      {
        exponential: record({ mean: size("Mean size.") }, "Exponential, rounded up to bits."),
        empirical: z
          .array(
            record(
              {
                size: size("Size."),
                weight: plainNumber("Share, relative to the others.", { minimum: 0, maximum: 1e9 }),
              },
              "A size and its share.",
            ),
            { error: "expected a list of sizes with their weights" },
          )
          .min(1, { error: "expected at least one size" })
          .max(1000, { error: "expected at most 1000 sizes" })
          .refine((entries) => entries.some(({ weight }) => weight > 0), { error: "expected a weight above 0" })
          .meta({ description: "Sizes and their shares." }),
      },
      "A distribution of sizes.",
    ).transform(
      ({ exponential, empirical }): PacketSize =>
        exponential
          ? { kind: "exponential", mean_bit: exponential.mean }
          : {
              kind: "empirical",
              sizes_bit: (empirical ?? []).map((entry) => entry.size),
              weights: (empirical ?? []).map(({ weight }) => weight),
            },
    ),
  ],
  "a size such as 1500 B, or a mapping with exponential or empirical",
  "Packet sizes.",
);

const discipline = alternatives(
  [
    word(["dropTail"], "Drops what does not fit.").transform(() => ({ kind: "dropTail" as const })),
    exactlyOne(
      {
        codel: record(
          {
            target: period("Acceptable standing delay. Default: 5 ms (RFC 8289).").prefault("5 ms"),
            interval: period("Time over which it is watched. Default: 100 ms (RFC 8289).").prefault("100 ms"),
          },
          "Controlled delay, RFC 8289.",
        ),
      },
      "Active queue management.",
    ).transform(({ codel }) => {
      const { target, interval } = codel as { target: number; interval: number };
      return { kind: "codel" as const, target_s: target, interval_s: interval };
    }),
  ],
  "dropTail or a mapping with codel",
  "What the queue drops, and when.",
);

const decibels = (description: string) => quantity("ratio_dB", description, { minimum: 0, maximum: 20 });

const adaptation = record(
  {
    mode: alternatives(
      [
        word(["acm"], "Follows the reports.").transform(() => ({ kind: "acm" as const })),
        record({ fixed: formatName("The MODCOD or MCS that is always used.") }, "One MODCOD or MCS.").transform(
          ({ fixed }) => ({
            kind: "fixed" as const,
            modcod: fixed,
          }),
        ),
      ],
      'acm or a mapping such as { fixed: "QPSK 1/2" } or { fixed: "MCS 10" }',
      "Adaptive coding and modulation, or one MODCOD. Default: acm.",
    ).prefault("acm"),
    margin: decibels("A MODCOD is used down to its threshold plus this. Default: 0.5 dB.").prefault("0.5 dB"),
    hysteresis: decibels("A higher MODCOD is taken from margin plus this on. Default: 0.3 dB.").prefault("0.3 dB"),
    processingDelay: delay("From measurement to use at the transmitter, beside propagation."),
    reportInterval: quantity("time_s", "Time between reports of the SINR.", { minimum: 1e-3, maximum: 1e4 }),
    estimationError: decibels("Standard deviation of the reported SINR's error. Default: 0 dB.").prefault("0 dB"),
    averagingWindow: quantity(
      "time_s",
      "A report is the mean SINR over so long before it, which matters on a fading channel. Default: 0 s, its momentary value.",
      { minimum: 0, maximum: 1e3 },
    ).prefault("0 s"),
  },
  "Link adaptation.",
).transform((value): MacConfig["adaptation"] => ({
  mode: value.mode,
  margin_dB: value.margin,
  hysteresis_dB: value.hysteresis,
  processingDelay_s: value.processingDelay,
  reportInterval_s: value.reportInterval,
  estimationError_dB: value.estimationError,
  ...(value.averagingWindow > 0 && { averagingWindow_s: value.averagingWindow }),
}));

const arq = alternatives(
  [
    word(["none"], "A lost frame's packets are lost.").transform(() => ({ kind: "none" as const })),
    exactlyOne(
      {
        selectiveRepeat: record(
          {
            maxRetransmissions: plainNumber("Repetitions of a lost part of a packet.", {
              minimum: 0,
              maximum: 1000,
              isWhole: true,
            }),
            feedbackDelay: delay("From decoding to the transmitter's reaction, beside propagation."),
          },
          "Only what was lost is repeated.",
        ),
      },
      "Retransmission.",
    ).transform(({ selectiveRepeat }) => {
      const { maxRetransmissions, feedbackDelay } = selectiveRepeat as {
        maxRetransmissions: number;
        feedbackDelay: number;
      };
      return { kind: "selectiveRepeat" as const, maxRetransmissions, feedbackDelay_s: feedbackDelay };
    }),
  ],
  "none or a mapping with selectiveRepeat",
  "Retransmission of lost frames.",
);

export const macSchema = record(
  {
    traffic: record({ source, packetSize }, "What is sent."),
    queue: record(
      {
        capacity: quantity("size_bit", "Largest content of the queue.", { minimum: 8, maximum: 8e12 }),
        discipline: discipline.prefault("dropTail"),
      },
      "The transmitter's queue.",
    ).transform(({ capacity, discipline: kind }): MacConfig["queue"] => ({ capacity_bit: capacity, discipline: kind })),
    adaptation,
    arq,
    processingDelay: delay("Encoding, demodulation and decoding of a frame. Default: 0 s.").prefault("0 s"),
  },
  "Packets over the link (fidelities abstracted and bit-true).",
).transform(({ processingDelay, ...rest }): MacConfig => ({ processingDelay_s: processingDelay, ...rest }));

const count = (description: string) => plainNumber(description, { minimum: 2, maximum: 10_000, isWhole: true });

const bitTrue = record(
  {
    windows: plainNumber("Windows of each replication, spread over the time in sight. Default: 16.", {
      minimum: 1,
      maximum: 100_000,
      isWhole: true,
    }).prefault(16),
    windowDuration: quantity("time_s", "Of each window. Default: the time of 2^20 symbols.", {
      above: 0,
      maximum: 1e6,
    }).optional(),
  },
  "What of a bit-true run is sent bit by bit: a whole pass is millions of frames, so its figures are sampled over windows.",
)
  .transform(
    ({ windows, windowDuration }): BitTrueSettings => ({
      windows,
      ...(windowDuration !== undefined && { window_s: windowDuration }),
    }),
  )
  .prefault({});

export const runSchema = record(
  {
    fidelity: word(
      fidelities,
      "Closed form; packets over the abstracted link; or packets in frames that are sent and decoded bit by bit.",
    ),
    seed: plainNumber("Seed of every random stream. Default: 1.", {
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      isWhole: true,
    }).prefault(1),
    replications: record(
      {
        minimum: count("At least so many. Default: 5.").prefault(5),
        maximum: count("At most so many. Default: 20.").prefault(20),
        relativeError: plainNumber(
          "Stop when the 95 % intervals of throughput and mean latency are within this part of them. Default: 0.05.",
          { minimum: 0, maximum: 1 },
        ).prefault(0.05),
      },
      "Independent replications of a run with packets.",
    )
      .refine(({ minimum, maximum }) => minimum <= maximum, { error: "expected minimum to be at most maximum" })
      .prefault({}),
    bitTrue,
  },
  "How to run the scenario.",
).transform((value): RunSettings => value);
