import { z } from "zod";
import type { AntennaRow, Antennas, CoChannelSignal, Precoding } from "./antennas.js";
import { alternatives, plainNumber, quantity, record, text, word } from "./form.js";

const angle = (description: string) => quantity("angle_deg", description, { minimum: -90, maximum: 90 });

const row = (end: string, most: number) =>
  record(
    {
      count: plainNumber("Antennas. Default: 1.", { minimum: 1, maximum: most, isWhole: true }).prefault(1),
      spacing: plainNumber("Between neighbours, in wavelengths. Default: 0.5.", {
        minimum: 0.01,
        maximum: 10_000,
      }).prefault(0.5),
      angle: angle("Of the own link's line of sight from the row's broadside. Default: 0 deg.").prefault("0 deg"),
      correlation: plainNumber("Of scattered waves at neighbouring antennas. Default: 0.", {
        minimum: 0,
        maximum: 0.999,
      }).prefault(0),
    },
    `A row of antennas at the ${end}, each like the station's own.`,
  ).transform(
    (value): AntennaRow => ({
      count: value.count,
      spacing: value.spacing,
      angle_deg: value.angle,
      correlation: value.correlation,
    }),
  );

const precoding = alternatives(
  [
    word(["none"], "A layer an antenna.").transform((): Precoding => ({ kind: "none" })),
    record(
      { codebook: plainNumber("Index into the standard's codebook.", { minimum: 0, maximum: 1e6, isWhole: true }) },
      "The same precoder in every slot: TS 38.211, 6.3.1.5 (uplink); TS 38.214, 5.2.2.2.1 (downlink).",
    ).transform(({ codebook }): Precoding => ({ kind: "codebook", index: codebook })),
  ],
  "none or a mapping such as { codebook: 0 }",
  "From layers to transmit antennas. Default: none.",
);

/** `antennas:` of a scenario. */
export const antennasSchema = record(
  {
    transmit: row("transmitting end", 8).prefault({}),
    receive: row("receiving end", 64).prefault({}),
    precoding: precoding.prefault("none"),
  },
  "Antenna branches of an NR link in bit-true runs; the budget is that of one antenna at each end.",
) satisfies z.ZodType<Antennas, unknown>;

/** `coChannel:` of a scenario. */
export const coChannelSchema = z
  .array(
    record(
      {
        name: text("Name of the signal.", 60),
        level: quantity("ratio_dB", "Power at a receive antenna over the own signal's, without fading.", {
          minimum: -100,
          maximum: 60,
        }),
        angle: angle("Of its line of sight from the broadside of the receive row. Default: 0 deg.").prefault("0 deg"),
        mcs: plainNumber("Its MCS, of the own table.", { minimum: 0, maximum: 28, isWhole: true }),
        role: word(
          ["user", "known", "unknown"],
          "user: another user whose data counts. known: its reference signals and coding are known to the receiver, which may cancel it. unknown: interference.",
        ),
        frequencyOffset: quantity("frequency_Hz", "Left against the receiver's reference. Default: 0 Hz.", {
          minimum: -1e9,
          maximum: 1e9,
        }).prefault("0 Hz"),
        delay: quantity("time_s", "Behind the own signal, within the cyclic prefix. Default: 0 s.", {
          minimum: 0,
          maximum: 1e-4,
        }).prefault("0 s"),
      },
      "A signal on the same resource elements.",
    ).transform(
      (value): CoChannelSignal => ({
        name: value.name,
        level_dB: value.level,
        angle_deg: value.angle,
        mcs: value.mcs,
        role: value.role,
        frequencyOffset_Hz: value.frequencyOffset,
        delay_s: value.delay,
      }),
    ),
    { error: "expected a list of signals" },
  )
  .min(1, { error: "expected at least one signal" })
  .max(7, { error: "expected at most 7 signals" })
  .meta({ description: "Other transmitters on the same resource elements of an NR link." });
