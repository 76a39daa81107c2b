import { z } from "zod";
import { beamReuses } from "../antenna/beam-lattice.js";
import type { Beams, Precoding } from "./beams.js";
import { alternatives, exactlyOne, plainNumber, quantity, record, word } from "./form.js";

const reuseNames = beamReuses.map(({ name }) => name);

const cells = alternatives(
  [
    word(["earthFixed"], "Beams steered to cells around the site, which stand still on the ground.").transform(
      (): Beams["cells"] => ({ kind: "earthFixed" }),
    ),
    exactlyOne(
      {
        satelliteFixed: record(
          {
            elevation: quantity(
              "angle_deg",
              "Elevation of the satellite over the place that the central beam looks at; 90 deg is nadir.",
              { above: 0, maximum: 90 },
            ).prefault("90 deg"),
          },
          "Beams that stand still at the satellite.",
        ),
      },
      "How the cells move.",
    ).transform(({ satelliteFixed }): Beams["cells"] => ({
      kind: "satelliteFixed",
      elevation_deg: satelliteFixed!.elevation,
    })),
  ],
  'earthFixed or a mapping such as { satelliteFixed: { elevation: "90 deg" } }',
  "Whether the cells stand still on the ground or at the satellite.",
);

const spacing = alternatives(
  [
    word(["halfPower"], "3 dB contours meet: sqrt(3) sin(HPBW / 2), TR 38.821, Table 6.1.1.1-4."),
    plainNumber("In direction cosines.", { minimum: 1e-5, maximum: 1 }),
  ],
  "halfPower or a number of direction cosines such as 0.0267",
  "Spacing of neighbouring beams. Default: halfPower.",
).prefault("halfPower");

const grouping = alternatives(
  [
    word(["random"], "One user of each inner beam, at random.").transform((): Precoding["grouping"] => ({
      kind: "random",
    })),
    exactlyOne(
      {
        geographic: record(
          {
            separation: plainNumber("Least distance of two users in direction cosines.", { minimum: 0, maximum: 2 }),
          },
          "Users in random order, each far enough from those before.",
        ),
        semiOrthogonal: record(
          {
            threshold: plainNumber("Largest normalised product of two users' channels.", { minimum: 0.01, maximum: 1 }),
          },
          "Semi-orthogonal user selection, Yoo and Goldsmith 2006.",
        ),
      },
      "How the users of a group are chosen.",
    ).transform(({ geographic, semiOrthogonal }): Precoding["grouping"] =>
      geographic
        ? { kind: "geographic", ...geographic }
        : { kind: "semiOrthogonal", ...(semiOrthogonal as { threshold: number }) },
    ),
  ],
  "random or a mapping with geographic or semiOrthogonal",
  "How the users that are served at once are chosen. Default: random.",
).prefault("random");

const csi = record(
  {
    age: alternatives(
      [
        quantity("time_s", "A given age.", { minimum: 0, maximum: 60 }).transform((age_s): Precoding["csi"]["age"] => ({
          kind: "fixed",
          age_s,
        })),
        exactlyOne(
          {
            roundTripAnd: quantity("time_s", "Processing delay, beside the way to the farthest user and back.", {
              minimum: 0,
              maximum: 60,
            }),
          },
          "An age that follows the orbit.",
        ).transform(({ roundTripAnd }): Precoding["csi"]["age"] => ({
          kind: "roundTrip",
          processing_s: roundTripAnd as number,
        })),
      ],
      'a time or a mapping such as { roundTripAnd: "4 ms" }',
      "Age of the channel state when the precoder uses it.",
    ),
    error: quantity(
      "ratio_dB",
      "Mean square of the estimation error over that of the user's channel. Without errors if left out.",
      { minimum: -200, maximum: 20 },
    ).optional(),
    amplitudeBits: plainNumber("Bits of a reported amplitude, not quantised if left out.", {
      minimum: 1,
      maximum: 24,
      isWhole: true,
    }).optional(),
    phaseBits: plainNumber("Bits of a reported phase, not quantised if left out.", {
      minimum: 1,
      maximum: 24,
      isWhole: true,
    }).optional(),
    prediction: word(
      ["none", "orbit"],
      "orbit: the transmitter takes out the satellite's motion since the report. Default: none.",
    ).prefault("none"),
  },
  "What the transmitter knows of the channel.",
);

const secondSatellite = record(
  {
    ahead: quantity("angle_deg", "Angle at the Earth's centre by which it flies ahead.", { minimum: -90, maximum: 90 }),
    beside: quantity("angle_deg", "Angle by which it flies beside. Default: 0 deg.", {
      minimum: -90,
      maximum: 90,
    }).prefault("0 deg"),
    phaseError: quantity("angle_deg", "Standard deviation of its carrier phase against the first satellite's.", {
      minimum: 0,
      maximum: 360,
    }),
    timingError: quantity("time_s", "Standard deviation of its timing against the first satellite's.", {
      minimum: 0,
      maximum: 1e-3,
    }),
  },
  "A second satellite with the same antenna that sends the same symbols.",
);

const precoding = record(
  {
    scheme: word(["mrt", "zf", "rzf", "slnr"], "Maximum ratio, zero forcing, regularised zero forcing, or SLNR."),
    regularisation: plainNumber(
      "a of rzf, H^H (H H^H + a I)^-1, with |h|^2 the SNR of a user that has one beam's power; 1, the MMSE's, if left out.",
      { minimum: 0, maximum: 1e12 },
    ).optional(),
    powerAllocation: word(
      ["equalPerUser", "commonScale"],
      "The same power for each user, or one factor for all as the precoder made them. Default: equalPerUser.",
    ).prefault("equalPerUser"),
    powerConstraint: word(
      ["sum", "perAntenna"],
      "What is limited to the power of the nominal beams: all feeds or elements together, or each to its share.",
    ),
    grouping,
    csi,
    groups: plainNumber("Groups of users in each drop. Default: 1.", {
      minimum: 1,
      maximum: 1000,
      isWhole: true,
    }).prefault(1),
    frequencies: plainNumber("Frequencies over the bandwidth, each with its own precoder. Default: 1, the carrier.", {
      minimum: 1,
      maximum: 4096,
      isWhole: true,
    }).prefault(1),
    secondSatellite: secondSatellite.optional(),
  },
  "Full frequency reuse among the inner beams by joint precoding, one user a beam.",
).transform(
  ({ csi: state, secondSatellite: second, ...value }): Precoding => ({
    ...value,
    csi: {
      age: state.age,
      normalisedError_dB: state.error,
      amplitudeBits: state.amplitudeBits,
      phaseBits: state.phaseBits,
      prediction: state.prediction,
    },
    secondSatellite: second && {
      ahead_deg: second.ahead,
      beside_deg: second.beside,
      phaseError_deg: second.phaseError,
      timingError_s: second.timingError,
    },
  }),
);

const powerOffsets = z
  .array(
    record(
      {
        beam: plainNumber("0 the central one, then ring by ring.", { minimum: 0, maximum: 4095, isWhole: true }),
        offset: quantity("ratio_dB", "Its power over the nominal one.", { minimum: -60, maximum: 30 }),
      },
      "A beam.",
    ),
    { error: "expected a list of beams with their offsets" },
  )
  .meta({ description: "Beams whose power is not the nominal one." });

/** `beams:` of a scenario. */
export const beamsSchema = record(
  {
    innerTiers: plainNumber("Rings of beams whose users count; 2 are 19 beams.", {
      minimum: 0,
      maximum: 12,
      isWhole: true,
    }),
    outerTiers: plainNumber("Rings around them that only interfere.", { minimum: 0, maximum: 12, isWhole: true }),
    spacing,
    cells,
    reuse: word(
      reuseNames as [(typeof reuseNames)[number], ...(typeof reuseNames)[number][]],
      "Frequency reuse factor; frf2x2: two frequencies in two polarisations. link.bandwidth is that of one beam.",
    ),
    crossPolarIsolation: quantity(
      "ratio_dB",
      "Of beams of the same frequency in the other polarisation, needed with frf2x2.",
      { minimum: 0, maximum: 200 },
    ).optional(),
    powerOffsets: powerOffsets.optional(),
    users: record(
      {
        perBeam: plainNumber("Users a drop, on average of the inner beams.", {
          minimum: 1,
          maximum: 10_000,
          isWhole: true,
        }),
        drops: plainNumber("Independent drops.", { minimum: 2, maximum: 10_000, isWhole: true }),
      },
      "Users, uniform by area on the ground.",
    ),
    precoding: alternatives(
      [word(["none"], "Each beam by itself.").transform(() => undefined), precoding],
      "none or a mapping with scheme",
      "Joint precoding over the inner beams. Default: none.",
    ).prefault("none"),
    slotsPerGroup: plainNumber(
      "Slots that each group of users, one a beam, is sent in a bit-true run of an NR waveform. Default: 10.",
      { minimum: 1, maximum: 1e6, isWhole: true },
    ).prefault(10),
  },
  "The beams of a multi-beam satellite and the users under them; link.bandwidth and the satellite's EIRP are those of one beam.",
).transform(
  ({ crossPolarIsolation, powerOffsets: offsets, reuse, ...value }): Beams => ({
    ...value,
    reuse: beamReuses.find(({ name }) => name === reuse)!,
    crossPolarIsolation_dB: crossPolarIsolation ?? Number.POSITIVE_INFINITY,
    powerOffsets: (offsets ?? []).map(({ beam, offset }) => ({ beam, offset_dB: offset })),
  }),
);
