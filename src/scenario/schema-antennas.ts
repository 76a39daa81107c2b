import { z } from "zod";
import type { AntennaRow, Antennas, CoChannelSignal, Precoding } from "./antennas.js";
import { alternatives, exactlyOne, plainNumber, quantity, record, text, word } from "./form.js";
import { ownSignal } from "./nr-link.js";

const angle = (description: string) => quantity("angle_deg", description, { minimum: -90, maximum: 90 });

const levels = (description: string) =>
  z
    .array(quantity("ratio_dB", "Level.", { minimum: -100, maximum: 60 }), { error: "expected a list of levels" })
    .min(1, { error: "expected at least one level" })
    .max(64, { error: "expected at most 64 levels" })
    .meta({ description });

const row = (end: string, most: number) =>
  record(
    {
      count: plainNumber("Antennas. Default: 1.", { minimum: 1, maximum: most, isWhole: true }).prefault(1),
      spacing: plainNumber("Between neighbours, in wavelengths. Default: 0.5.", {
        minimum: 0.01,
        maximum: 10_000,
      }).prefault(0.5),
      angle: angle("Of the own link's line of sight from the row's broadside. Default: 0 deg.").prefault("0 deg"),
      levels: levels("Of each antenna over the budget's, e.g. of two satellites that receive together.").optional(),
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
      ...(value.levels && { levels_dB: value.levels }),
    }),
  );

const index = (description: string, maximum: number) =>
  plainNumber(description, { minimum: 0, maximum, isWhole: true });
const matrix = (description: string) =>
  z
    .array(
      z
        .array(plainNumber("A weight.", { minimum: -1e6, maximum: 1e6 }), { error: "expected a list of weights" })
        .min(1, { error: "expected at least one layer" })
        .max(8, { error: "expected at most 8 layers" }),
      { error: "expected a list of antennas, each a list of weights" },
    )
    .min(1, { error: "expected at least one antenna" })
    .max(8, { error: "expected at most 8 antennas" })
    .meta({ description });

const precoding = alternatives(
  [
    word(["none"], "A layer an antenna.").transform((): Precoding => ({ kind: "none" })),
    exactlyOne(
      {
        tpmi: index("Of the uplink, 2 or 4 antennas: TS 38.211, Tables 6.3.1.5-1 to -7.", 63),
        panel: record(
          {
            ports: word(["1x1", "2x1", "2x2", "4x1"], "N1 x N2 positions of two polarisations."),
            i11: index("i1,1. Default: 0.", 255).prefault(0),
            i12: index("i1,2. Default: 0.", 255).prefault(0),
            i13: index("i1,3. Default: 0.", 3).prefault(0),
            i2: index("Phase between the polarisations. Default: 0.", 3).prefault(0),
          },
          "Of the downlink, type I single panel, 2, 4 or 8 antennas: TS 38.214, 5.2.2.2.1, codebook mode 1.",
        ),
        matrix: record(
          { re: matrix("Real parts, a list of layers for each antenna."), im: matrix("Imaginary parts.").optional() },
          "Precoder of your own, brought to unit power.",
        ).superRefine(({ re, im }, context) => {
          const layers = re[0].length;
          const isRegular = [re, im ?? re].every(
            (part) => part.length === re.length && part.every((weights) => weights.length === layers),
          );
          const power = [...re, ...(im ?? [])].flat().reduce((sum, weight) => sum + weight ** 2, 0);
          if (!isRegular)
            context.addIssue({ code: "custom", message: "expected re and im with as many layers for each antenna" });
          else if (!(power > 0)) context.addIssue({ code: "custom", message: "expected a weight that is not 0" });
        }),
      },
      "The same precoder in every slot.",
    ).transform((value): Precoding => {
      if (value.tpmi !== undefined) return { kind: "tpmi", tpmi: value.tpmi };
      if (value.panel) {
        const { ports, ...indices } = value.panel;
        return { kind: "panel", panel: ports, ...indices };
      }
      const { re, im } = value.matrix as { re: number[][]; im?: number[][] };
      return { kind: "matrix", re, im: im ?? re.map((weights) => weights.map(() => 0)) };
    }),
  ],
  "none or a mapping with tpmi, panel or matrix",
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
        levels: levels("At each receive antenna over `level`; those of the own signal if left out.").optional(),
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
        ...(value.levels && { levels_dB: value.levels }),
      }),
    ),
    { error: "expected a list of signals" },
  )
  .min(1, { error: "expected at least one signal" })
  .max(7, { error: "expected at most 7 signals" })
  .superRefine((signals, context) => {
    // As figures are named: letters and digits alone, their case aside.
    const names = signals.map(({ name }) => name.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase());
    const own = ownSignal.replaceAll(" ", "");
    for (const [index, name] of names.entries()) {
      const isTaken = names.indexOf(name) < index || name === own || name === "";
      if (!isTaken) continue;
      const what =
        name === "" ? "no letter or digit" : name === own ? `${ownSignal}, which is the link's` : `${name} again`;
      const message = `expected a name of its own, found ${what}`;
      context.addIssue({ code: "custom", path: [index, "name"], message });
    }
  })
  .meta({ description: "Other transmitters on the same resource elements of an NR link." });
