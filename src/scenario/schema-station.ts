import { z } from "zod";
import type { AntennaPattern } from "../antenna/antenna-pattern.js";
import type { Antenna, Interference, Mount, Polarisation, Receiver, Station, Transmitter } from "../budget/station.js";
import { alternatives, exactlyOne, quantity, record, text, whateverIsInside, word } from "./form.js";
import { planarArray } from "./schema-array.js";
import { patternFileSchema } from "./schema-pattern-file.js";

const angle = (description: string, minimum: number, maximum: number) =>
  quantity("angle_deg", description, { minimum, maximum });
const loss = (description: string) => quantity("ratio_dB", description, { minimum: 0, maximum: 200 });

const circularAperture = record(
  {
    diameter: quantity("length_m", "Aperture diameter.", { above: 0, maximum: 100 }),
    efficiency: quantity("percent", "Aperture efficiency.", { above: 0, maximum: 100 }),
  },
  "Circular aperture, 3GPP TR 38.811, 6.4.1 (Bessel pattern).",
).transform(
  ({ diameter, efficiency }): AntennaPattern => ({
    kind: "circularAperture",
    diameter_m: diameter,
    efficiency: efficiency / 100,
  }),
);

const peakGain = quantity("gain_dBi", "Peak gain.", { minimum: -30, maximum: 90 });

const fixedGain = record({ gain: peakGain }, "The same gain in all directions.").transform(
  ({ gain }): AntennaPattern => ({ kind: "fixedGain", gain_dBi: gain }),
);

const ituS465 = record(
  { gain: peakGain, diameter: quantity("length_m", "Aperture diameter.", { above: 0, maximum: 100 }) },
  "Earth station mask of Recommendation ITU-R S.465-6.",
).transform(({ gain, diameter }): AntennaPattern => ({ kind: "ituS465", gain_dBi: gain, diameter_m: diameter }));

const ituS1528 = record(
  {
    gain: peakGain,
    halfBeamwidth: quantity("angle_deg", "One half of the 3 dB beamwidth.", { above: 0, maximum: 90 }),
    sideLobe: quantity("ratio_dB", "Near-in side-lobe level relative to the peak.", { minimum: -30, maximum: -15 }),
  },
  "Satellite mask of Recommendation ITU-R S.1528, recommends 1.2.",
).transform(
  ({ gain, halfBeamwidth, sideLobe }): AntennaPattern => ({
    kind: "ituS1528",
    gain_dBi: gain,
    halfBeamwidth_deg: halfBeamwidth,
    sideLobe_dB: sideLobe,
  }),
);

const imported = patternFileSchema("A pattern from a file, the same at all frequencies.").transform(
  (file): AntennaPattern => ({ kind: "imported", ...file }),
);

const patterns = { circularAperture, planarArray, fixedGain, ituS465, ituS1528, imported };

/** A pattern that is the same all around its axis, by its kind. */
export const roundPatternSchema = exactlyOne(
  { circularAperture, ituS465, ituS1528, fixedGain },
  "An antenna that is round around its axis.",
).transform(
  (value): AntennaPattern =>
    (value.circularAperture ?? value.ituS465 ?? value.ituS1528 ?? value.fixedGain) as AntennaPattern,
);

function mountSchema(end: "satellite" | "ground") {
  if (end === "satellite") {
    return word(["tracking", "nadir"], "Where boresight (broadside) points: at the other end, or straight down.")
      .prefault("tracking")
      .transform((kind): Mount => ({ kind }));
  }
  return alternatives(
    [
      word(["tracking", "zenith"], "At the other end, or straight up.").transform((kind): Mount => ({ kind })),
      record(
        {
          azimuth: angle("Clockwise from north.", -360, 360),
          elevation: angle("Above the horizon.", -90, 90),
        },
        "A fixed direction.",
      ).transform(
        ({ azimuth, elevation }): Mount => ({ kind: "fixed", azimuth_deg: azimuth, elevation_deg: elevation }),
      ),
    ],
    "tracking, zenith or a mapping of azimuth and elevation",
    "Where boresight (an array's broadside) points. Default: tracking.",
  ).prefault("tracking");
}

function antennaSchema(end: "satellite" | "ground") {
  const shape = {
    ...(Object.fromEntries(
      Object.entries(patterns).map(([kind, schema]) => [kind, (schema as z.ZodType<AntennaPattern>).optional()]),
    ) as Record<keyof typeof patterns, z.ZodOptional<z.ZodType<AntennaPattern>>>),
    mount: mountSchema(end),
    pointingError: angle("Angle by which the beam misses the other end.", 0, 90).prefault("0 deg"),
    polarisation: word(
      ["matched", "circular", "linear"],
      "Of the antenna; matched: that of the link. Default: matched.",
    ).prefault("matched"),
    axialRatio: quantity("ratio_dB", "Axial ratio of a circularly polarised antenna, 0 dB is perfect.", {
      minimum: 0,
      maximum: 40,
    }).prefault("0 dB"),
  };
  const kinds = Object.keys(patterns) as (keyof typeof patterns)[];
  return record(shape, `An antenna: exactly one pattern (${kinds.join(", ")}), and how it is mounted.`)
    .superRefine((value, context) => {
      const given = kinds.filter((kind) => value[kind] !== undefined);
      if (given.length === 1) return;
      const found = given.length === 0 ? "none" : given.join(" and ");
      context.addIssue({
        code: "custom",
        message: `expected exactly one pattern of ${kinds.join(", ")}, found ${found}`,
      });
    }, whateverIsInside)
    .transform(
      (value): Antenna => ({
        pattern: kinds.map((kind) => value[kind]).find((pattern) => pattern !== undefined) as AntennaPattern,
        mount: value.mount,
        pointingError_deg: value.pointingError,
        polarisation: value.polarisation,
        axialRatio_dB: value.axialRatio,
      }),
    );
}

const power = (description: string) => quantity("power_dBW", description, { minimum: -100, maximum: 100 });

const transmitter = alternatives(
  [
    record({ eirp: power("EIRP at beam centre.") }, "A given EIRP.").transform(
      ({ eirp }): Transmitter => ({ kind: "eirp", eirp_dBW: eirp }),
    ),
    record(
      {
        saturatedPower: power("Saturated output power of the amplifier."),
        outputBackOff: loss("Output back-off from saturation.").prefault("0 dB"),
        feederLoss: loss("Loss between amplifier and antenna.").prefault("0 dB"),
      },
      "An amplifier.",
    ).transform(
      ({ saturatedPower, outputBackOff, feederLoss }): Transmitter => ({
        kind: "amplifier",
        saturatedPower_dBW: saturatedPower,
        outputBackOff_dB: outputBackOff,
        feederLoss_dB: feederLoss,
      }),
    ),
  ],
  "a mapping with eirp, or with saturatedPower, outputBackOff and feederLoss",
  "A transmitter: its EIRP at beam centre, or its amplifier.",
);

const front = {
  antennaTemperature: quantity(
    "temperature_K",
    "Antenna noise temperature under clear sky, at the antenna's output: what its own loss radiates is part of it.",
    {
      minimum: 0,
      maximum: 1000,
    },
  ),
  feederLoss: loss("Loss between antenna and receiver.").prefault("0 dB"),
  ambientTemperature: quantity("temperature_K", "Temperature of the feeder.", { above: 0, maximum: 1000 }).prefault(
    "290 K",
  ),
};

const stage = record(
  {
    name: text("Name of the stage.", 60),
    gain: quantity("ratio_dB", "Gain, negative for a loss.", { minimum: -100, maximum: 150 }),
    noiseFigure: quantity("ratio_dB", "Noise figure at 290 K; of a passive stage its loss.", {
      minimum: 0,
      maximum: 100,
    }),
    oip3: quantity("level_dBm", "Output third-order intercept point; ideal if left out.", {
      minimum: -200,
      maximum: 200,
    }).optional(),
    p1dB: quantity("level_dBm", "Output 1 dB compression point; ideal if left out.", {
      minimum: -200,
      maximum: 200,
    }).optional(),
  },
  "A stage of the receiver.",
).transform(({ name, gain, noiseFigure, oip3, p1dB }) => ({
  name,
  gain_dB: gain,
  noiseFigure_dB: noiseFigure,
  oip3_dBm: oip3 ?? Number.POSITIVE_INFINITY,
  p1dB_dBm: p1dB ?? Number.POSITIVE_INFINITY,
}));

const receiver = alternatives(
  [
    record(
      { gOverT: quantity("gOverT_dBK", "G/T at beam centre under clear sky.", { minimum: -100, maximum: 100 }) },
      "A given G/T.",
    ).transform(({ gOverT }): Receiver => ({ kind: "gOverT", gOverT_dBK: gOverT })),
    record(
      { noiseFigure: quantity("ratio_dB", "Noise figure of the receiver.", { minimum: 0, maximum: 60 }), ...front },
      "A receiver by its noise figure.",
    ).transform(
      (value): Receiver => ({
        kind: "noiseFigure",
        noiseFigure_dB: value.noiseFigure,
        antennaTemperature_K: value.antennaTemperature,
        feederLoss_dB: value.feederLoss,
        ambientTemperature_K: value.ambientTemperature,
      }),
    ),
    record(
      {
        lineUp: z
          .array(stage, { error: "expected a list of stages" })
          .min(1, { error: "expected at least one stage" })
          .max(50, { error: "expected at most 50 stages" })
          .meta({ description: "Stages from the antenna on, matched to each other." }),
        ...front,
      },
      "A receiver stage by stage.",
    ).transform(
      (value): Receiver => ({
        kind: "lineUp",
        stages: value.lineUp,
        antennaTemperature_K: value.antennaTemperature,
        feederLoss_dB: value.feederLoss,
        ambientTemperature_K: value.ambientTemperature,
      }),
    ),
  ],
  "a mapping with gOverT, with noiseFigure and antennaTemperature, or with lineUp and antennaTemperature",
  "A receiver: its G/T, its noise figure, or its line-up.",
);

/** One end of a hop. */
export function stationSchema(end: "satellite" | "ground", description: string) {
  return record(
    { antenna: antennaSchema(end), transmitter: transmitter.optional(), receiver: receiver.optional() },
    description,
  ).transform((value): Station => value);
}

export const polarisationSchema = alternatives(
  [
    word(["rhcp", "lhcp"], "Circular.").transform((kind): Polarisation => ({ kind, tilt_deg: 45 })),
    record({ linear: angle("Tilt from the horizontal; 90 deg is vertical.", -180, 180) }, "Linear.").transform(
      ({ linear }): Polarisation => ({ kind: "linear", tilt_deg: linear }),
    ),
  ],
  'rhcp, lhcp or a mapping such as { linear: "0 deg" }',
  "Polarisation of the hop.",
);

const ratio = (description: string) =>
  quantity("ratio_dB", `${description} None if left out.`, { minimum: -50, maximum: 200 }).optional();

export const interferenceSchema = record(
  {
    coChannel: ratio("C/I of co-channel beams and systems."),
    adjacentChannel: ratio("C/I of neighbouring channels."),
    crossPolar: ratio("C/I of the other polarisation."),
    intermodulation: ratio("C/I of intermodulation (noise power ratio)."),
  },
  "Carrier-to-interference ratios in the link bandwidth.",
).transform(
  (value): Interference => ({
    coChannel_dB: value.coChannel ?? Number.POSITIVE_INFINITY,
    adjacentChannel_dB: value.adjacentChannel ?? Number.POSITIVE_INFINITY,
    crossPolar_dB: value.crossPolar ?? Number.POSITIVE_INFINITY,
    intermodulation_dB: value.intermodulation ?? Number.POSITIVE_INFINITY,
  }),
);
