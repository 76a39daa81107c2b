import { z } from "zod";
import type { MaskPoint, Spectrum } from "../interference/spectrum.js";
import { alternatives, exactlyOne, plainNumber, quantity, record, text, word } from "./form.js";
import type { ConstellationSource, ScenarioInterference } from "./interference.js";
import { shell } from "./schema-orbit.js";

type Source = ScenarioInterference<ConstellationSource>;

const offset = quantity("frequency_Hz", "From the wanted carrier, negative below it. Default: 0 Hz.", {
  minimum: -300e9,
  maximum: 300e9,
}).prefault("0 Hz");
const bandwidth = quantity("frequency_Hz", "Width of the band.", { above: 0, maximum: 100e9 });
const power = (description: string) => quantity("power_dBW", description, { minimum: -100, maximum: 120 });
const ratio = (description: string) => quantity("ratio_dB", description, { minimum: -200, maximum: 200 });
const activity = plainNumber("Part of the time, or probability, that it sends; its mean power counts. Default: 1.", {
  minimum: 0,
  maximum: 1,
}).prefault(1);
const name = text("Name, for tables and plots.", 60);

const mask = z
  .array(
    record(
      {
        offset: quantity("frequency_Hz", "From the middle of the interfering channel.", { above: 0, maximum: 100e9 }),
        level: quantity("ratio_dB", "Density relative to that within the channel.", { minimum: -200, maximum: 0 }),
      },
      "A point of the mask.",
    ).transform(({ offset: offset_Hz, level }): MaskPoint => ({ offset_Hz, level_dB: level })),
    { error: "expected a list of offsets and levels" },
  )
  .min(1, { error: "expected at least one point" })
  .max(1000, { error: "expected at most 1000 points" })
  .meta({ description: "Emission mask beyond the channel, offsets rising; linear in dB between points." });

const spectrum = exactlyOne(
  {
    tone: record({ offset }, "All power at one frequency.").transform(
      ({ offset: offset_Hz }): Spectrum => ({ kind: "tone", offset_Hz }),
    ),
    band: record({ offset, bandwidth }, "Power even over a band.").transform(
      (value): Spectrum => ({ kind: "band", offset_Hz: value.offset, bandwidth_Hz: value.bandwidth }),
    ),
    carrier: record(
      {
        offset,
        symbolRate: quantity("frequency_Hz", "Symbols a second.", { above: 0, maximum: 100e9 }),
        rollOff: plainNumber("Of its root-raised-cosine pulses.", { minimum: 0.001, maximum: 1 }),
      },
      "A carrier of root-raised-cosine pulses.",
    ).transform(
      (value): Spectrum => ({
        kind: "carrier",
        offset_Hz: value.offset,
        symbolRate_Hz: value.symbolRate,
        rollOff: value.rollOff,
      }),
    ),
    mask: record({ offset, bandwidth, points: mask }, "A channel with an emission mask; unit power within the channel.")
      .superRefine(({ bandwidth: width_Hz, points }, context) => {
        const wrong = points.findIndex(
          (point, index) => !(point.offset_Hz >= (index === 0 ? width_Hz / 2 : points[index - 1].offset_Hz)),
        );
        if (wrong < 0) return;
        context.addIssue({
          code: "custom",
          path: ["points", wrong, "offset"],
          message: `expected offsets that rise from half the bandwidth on, found ${points[wrong].offset_Hz} Hz`,
        });
      })
      .transform(
        (value): Spectrum => ({
          kind: "mask",
          offset_Hz: value.offset,
          bandwidth_Hz: value.bandwidth,
          points: value.points,
        }),
      ),
  },
  "How its power lies over frequency.",
).transform((value): Spectrum => (value.tone ?? value.band ?? value.carrier ?? value.mask) as Spectrum);

const constellation = alternatives(
  [
    word(["ownShell"], "The other satellites of the scenario's shell.").transform(
      (): ConstellationSource => ({ kind: "ownShell" }),
    ),
    exactlyOne(
      { shell, tleFile: text("File of element sets, relative to the scenario.", 1000) },
      "Another constellation.",
    ).transform((value): ConstellationSource => value.shell ?? { kind: "tleFile", file: value.tleFile as string }),
  ],
  "ownShell or a mapping with shell or tleFile",
  "Which satellites.",
);

const satellites = record(
  {
    kind: z.literal("satellites"),
    name,
    constellation,
    eirp: power("Of each satellite towards the terminal, wherever it stands; co-polar."),
    minimumElevation: quantity("angle_deg", "Satellites below send elsewhere. Default: 0 deg.", {
      minimum: 0,
      maximum: 90,
    }).prefault("0 deg"),
    activity,
    spectrum,
  },
  "Other satellites over the terminal; a downlink's.",
).transform(
  ({ eirp, minimumElevation, ...rest }): Source => ({
    ...rest,
    eirp_dBW: eirp,
    minimumElevation_deg: minimumElevation,
  }),
);

const terrestrial = record(
  {
    kind: z.literal("terrestrial"),
    name,
    eirp: power("Towards the terminal, co-polar."),
    azimuth: quantity("angle_deg", "Of the direction it comes from, clockwise from north.", {
      minimum: -360,
      maximum: 360,
    }),
    elevation: quantity("angle_deg", "Of that direction. Default: 0 deg.", { minimum: -90, maximum: 90 }).prefault(
      "0 deg",
    ),
    path: exactlyOne(
      {
        distance: quantity("length_m", "Free space over this distance.", { above: 0, maximum: 1e9 }),
        loss: quantity("ratio_dB", "A path loss that is given.", { minimum: 0, maximum: 400 }),
      },
      "Path.",
    ).transform(({ distance, loss }) =>
      distance !== undefined ? { distance_m: distance } : { loss_dB: loss as number },
    ),
    activity,
    spectrum,
  },
  "A transmitter at a fixed place in the terminal's sky; a downlink's.",
).transform(
  ({ eirp, azimuth, elevation, ...rest }): Source => ({
    ...rest,
    eirp_dBW: eirp,
    azimuth_deg: azimuth,
    elevation_deg: elevation,
  }),
);

const given = (kind: "adjacentChannel" | "jammer", description: string) =>
  record(
    {
      kind: z.literal(kind),
      name,
      level: ratio("Its power over the wanted carrier's, at the receiver (J/S)."),
      dutyCycle: activity,
      spectrum,
    },
    description,
  ).transform(({ level, ...rest }): Source => ({ ...rest, level_dB: level }));

const crossPolar = record(
  {
    kind: z.literal("crossPolar"),
    name,
    level: ratio("Power of the other polarisation's carrier over the wanted one's. Default: 0 dB.").prefault("0 dB"),
    satelliteXpd: quantity("ratio_dB", "Cross-polar discrimination of the satellite's antenna.", {
      minimum: 0,
      maximum: 100,
    }),
    terminalXpd: quantity("ratio_dB", "Cross-polar discrimination of the terminal's antenna.", {
      minimum: 0,
      maximum: 100,
    }),
  },
  "The same carrier in the other polarisation; with an availability, depolarised by rain (ITU-R P.618-14, 4.1).",
).transform(
  ({ level, satelliteXpd, terminalXpd, ...rest }): Source => ({
    ...rest,
    level_dB: level,
    satelliteXpd_dB: satelliteXpd,
    terminalXpd_dB: terminalXpd,
  }),
);

const intermodulation = record(
  {
    kind: z.literal("intermodulation"),
    name,
    points: z
      .array(
        record(
          {
            outputBackOff: quantity("ratio_dB", "Output back-off.", { minimum: 0, maximum: 100 }),
            npr: quantity("ratio_dB", "Noise power ratio there.", { minimum: -20, maximum: 100 }),
          },
          "A point.",
        ).transform(({ outputBackOff, npr }) => ({ outputBackOff_dB: outputBackOff, npr_dB: npr })),
        { error: "expected a list of back-offs and ratios" },
      )
      .min(1, { error: "expected at least one point" })
      .max(100, { error: "expected at most 100 points" }),
  },
  "Intermodulation noise of the transmitting amplifier at its back-off; one point holds at any.",
)
  .superRefine(({ points }, context) => {
    const wrong = points.findIndex(
      (point, index) => index > 0 && !(point.outputBackOff_dB > points[index - 1].outputBackOff_dB),
    );
    if (wrong > 0) context.addIssue({ code: "custom", path: ["points", wrong], message: "expected rising back-offs" });
  })
  .transform((value): Source => value);

/** `interference:` of a scenario. */
export const interferenceSourcesSchema = z
  .array(
    z.discriminatedUnion(
      "kind",
      [
        satellites,
        terrestrial,
        given("adjacentChannel", "A neighbouring carrier."),
        given("jammer", "A jamming tone or band."),
        crossPolar,
        intermodulation,
      ],
      {
        error:
          "expected a mapping with kind: satellites, terrestrial, adjacentChannel, jammer, crossPolar or intermodulation",
      },
    ),
    { error: "expected a list of sources" },
  )
  .max(50, { error: "expected at most 50 sources" })
  .superRefine((sources, context) => {
    // As the columns of a table are named: letters and digits alone.
    const names = sources.map((source) => source.name.replaceAll(/[^A-Za-z0-9]/g, ""));
    const twice = names.findIndex((each, index) => names.indexOf(each) < index);
    if (twice >= 0)
      context.addIssue({
        code: "custom",
        path: [twice, "name"],
        message: `expected a name of its own, found ${names[twice]} again`,
      });
  })
  .meta({ description: "Sources of interference to the user link, beside the figures of link.interference." });
