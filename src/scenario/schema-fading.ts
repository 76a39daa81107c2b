import { z } from "zod";
import type { NtnCdlName } from "../channel/cluster-profile.js";
import type { FadingSpec, SpreadSource } from "../channel/fading-spec.js";
import type { LargeScaleEnvironment } from "../channel/large-scale-parameters.js";
import { type LmsState, longerShare } from "../channel/lms-two-state.js";
import { ntnCdl } from "../channel/ntn-cdl.data.js";
import { type ShadowedRician, shadowedRicianSets } from "../channel/shadowed-rician.js";
import { ntnConformanceProfiles, ntnTdlProfiles } from "../channel/tapped-delay-line.data.js";
import type { UserMotion } from "../channel/user-motion.js";
import { alternatives, plainNumber, quantity, record, text, word } from "./form.js";

/** A channel as the user gives it; the loader reads the file of a recorded one. */
export type FadingSource = Exclude<FadingSpec, { readonly kind: "recorded" }> | RecordedSource;

export interface RecordedSource {
  readonly kind: "recorded";
  readonly file: string;
}

const speed = quantity("speed_ms", "Of the user; 0 m/s for fading that stands still in each replication.", {
  minimum: 0,
  maximum: 1000,
});
const motion = {
  userSpeed: speed,
  angleToSatellite: quantity(
    "angle_deg",
    "Between the user's motion and the direction to the satellite, 90 deg is across. Default: 90 deg.",
    { minimum: 0, maximum: 180 },
  ).prefault("90 deg"),
};
/** Shorter ones are no shadowing, but fading: a wavelength at 3 GHz. */
const shortestCorrelation = { minimum: 0.1, maximum: 1e6 };
const correlationDistance = quantity(
  "length_m",
  "Over which shadowing falls to 1/e of its correlation.",
  shortestCorrelation,
);
const level = (description: string) => quantity("ratio_dB", description, { minimum: -100, maximum: 40 });
const kFactor = quantity("ratio_dB", "Power of the line of sight over the scattered rest.", {
  minimum: -40,
  maximum: 60,
});

function motionOf(value: { readonly userSpeed: number; readonly angleToSatellite: number }): UserMotion {
  return { speed_ms: value.userSpeed, angleToSatellite_deg: value.angleToSatellite };
}

const tapNames = Object.keys(ntnTdlProfiles) as [keyof typeof ntnTdlProfiles, ...(keyof typeof ntnTdlProfiles)[]];
const clusterNames = Object.keys(ntnCdl) as [NtnCdlName, ...NtnCdlName[]];
const conformanceNames = Object.keys(ntnConformanceProfiles) as [
  keyof typeof ntnConformanceProfiles,
  ...(keyof typeof ntnConformanceProfiles)[],
];

const awgn = record({ model: z.literal("awgn") }, "No fading.").transform((): FadingSource => ({ kind: "awgn" }));

const rician = record({ model: z.literal("rician"), kFactor, ...motion }, "Rice, flat, Jakes spectrum.").transform(
  (value): FadingSource => ({ kind: "rician", k_dB: value.kFactor, motion: motionOf(value) }),
);

const surroundings: readonly [LargeScaleEnvironment, ...LargeScaleEnvironment[]] = [
  "denseUrban",
  "urban",
  "suburban",
  "rural",
];

/** Either a delay spread or surroundings whose medians are taken. */
const spreads = {
  delaySpread: quantity("time_s", "Wanted rms delay spread, TR 38.901, 7.7.3; or surroundings.", {
    minimum: 0,
    maximum: 1e-4,
  }).optional(),
  surroundings: word(
    surroundings,
    "In place of a delay spread: median delay spread, K-factor and, of clusters, angular spreads of TR 38.811, 6.7.2.",
  ).optional(),
};

interface Spreads {
  readonly delaySpread?: number;
  readonly surroundings?: LargeScaleEnvironment;
}

function checkSpreads(value: Spreads & { readonly elevation?: number }, context: z.RefinementCtx): void {
  const { delaySpread, surroundings: named, elevation } = value;
  if (delaySpread === undefined && named === undefined) {
    context.addIssue({
      code: "custom",
      path: ["delaySpread"],
      message: "expected a delaySpread or surroundings, found neither",
    });
  }
  if (delaySpread !== undefined && named !== undefined) {
    context.addIssue({ code: "custom", path: ["surroundings"], message: "expected none beside a delaySpread" });
  }
  if (named !== undefined && elevation === undefined) {
    context.addIssue({
      code: "custom",
      path: ["elevation"],
      message: "expected the elevation at which the medians are taken, found none",
    });
  }
}

function spreadOf({ delaySpread, surroundings: named }: Spreads, elevation_deg: number): SpreadSource {
  return named === undefined ? { delaySpread_s: delaySpread as number } : { surroundings: named, elevation_deg };
}

/** The tables of surroundings begin at an elevation above 0. */
const elevationRange = { minimum: 0.1, maximum: 90 };

const taps = record(
  {
    model: z.enum(tapNames),
    ...spreads,
    elevation: quantity("angle_deg", "Of the satellite; with surroundings only.", elevationRange).optional(),
    kFactor: kFactor.optional(),
    ...motion,
  },
  "Tapped delay lines of 3GPP TR 38.811, 6.9.2.",
)
  .superRefine((value, context) => {
    checkSpreads(value, context);
    if (value.surroundings === undefined && value.elevation !== undefined) {
      context.addIssue({ code: "custom", path: ["elevation"], message: "expected none without surroundings" });
    }
  })
  .transform(
    (value): FadingSource => ({
      kind: "tappedDelayLine",
      profile: value.model,
      spread: spreadOf(value, value.elevation ?? 0),
      ...(value.kFactor !== undefined && { kFactor_dB: value.kFactor }),
      motion: motionOf(value),
    }),
  );

const angularSpread = (description: string) =>
  quantity("angle_deg", `${description}, TR 38.901, 7.7.5.1; the profile's, or the surroundings', if left out.`, {
    above: 0,
    maximum: 180,
  }).optional();

const clusters = record(
  {
    model: z.enum(clusterNames),
    ...spreads,
    kFactor: kFactor.optional(),
    azimuthSpread: angularSpread("Wanted rms spread of the azimuths of arrival"),
    zenithSpread: angularSpread("Wanted rms spread of the zenith angles of arrival"),
    elevation: quantity(
      "angle_deg",
      "Of the satellite, by which the directions of arrival are moved. Default: 50 deg.",
      elevationRange,
    ).prefault("50 deg"),
    userSpeed: speed,
    bearing: quantity("angle_deg", "Of the user's horizontal motion, from the satellite's azimuth.", {
      minimum: -360,
      maximum: 360,
    }),
  },
  "Clustered delay lines of 3GPP TR 38.811, 6.9.1, between single vertically polarised ports.",
)
  .superRefine(checkSpreads)
  .transform(
    (value): FadingSource => ({
      kind: "clusteredDelayLine",
      profile: value.model,
      spread: spreadOf(value, value.elevation),
      ...(value.kFactor !== undefined && { kFactor_dB: value.kFactor }),
      ...(value.azimuthSpread !== undefined && { asa_deg: value.azimuthSpread }),
      ...(value.zenithSpread !== undefined && { zsa_deg: value.zenithSpread }),
      elevation_deg: value.elevation,
      speed_ms: value.userSpeed,
      bearing_deg: value.bearing,
    }),
  );

const largeScale = record(
  {
    model: z.literal("tr38811"),
    surroundings: word(surroundings, "Whose tables are taken."),
    userSpeed: speed,
    heading: quantity("angle_deg", "Of the user's horizontal motion, from north over east.", {
      minimum: -360,
      maximum: 360,
    }),
    lineOfSightDistance: quantity(
      "length_m",
      "Over which it falls to 1/e of its correlation whether there is a line of sight; TR 38.811 has none.",
      shortestCorrelation,
    ),
    decorrelationAngle: quantity(
      "angle_deg",
      "Turn of the satellite's direction over which everything falls to 1/e of its correlation; TR 38.811 has none.",
      { minimum: 0.1, maximum: 1e6 },
    ),
    correlationDistance: quantity(
      "length_m",
      "Of all other parameters, in place of the tables'; needed in rural surroundings, whose table is not held.",
      shortestCorrelation,
    ).optional(),
  },
  "3GPP TR 38.811, 6.7, along the pass: line of sight, shadowing, clutter, K-factor, delay and angular spreads, clusters.",
)
  .superRefine((value, context) => {
    if (value.surroundings === "rural" && value.correlationDistance === undefined) {
      const message = "expected a distance for rural surroundings, whose table of distances is not held, found none";
      context.addIssue({ code: "custom", path: ["correlationDistance"], message });
    }
  })
  .transform(
    (value): FadingSource => ({
      kind: "largeScale",
      environment: value.surroundings,
      speed_ms: value.userSpeed,
      heading_deg: value.heading,
      losCorrelationDistance_m: value.lineOfSightDistance,
      turnDecorrelation_deg: value.decorrelationAngle,
      ...(value.correlationDistance !== undefined && { correlationDistance_m: value.correlationDistance }),
    }),
  );

const conformance = record(
  { model: z.enum(conformanceNames) },
  "Conformance profiles of TS 38.108, D.2, Doppler shift included.",
).transform(({ model }): FadingSource => ({ kind: "conformance", profile: model }));

const shadowedSet = alternatives(
  [
    word(["infrequentLight", "average", "frequentHeavy"], "Sets of Abdi et al., 2003.").transform(
      (name): ShadowedRician => shadowedRicianSets[name],
    ),
    record(
      {
        b0: plainNumber("Half the mean power of the scattered part.", { minimum: 1e-6, maximum: 100 }),
        m: plainNumber("Nakagami parameter of the line of sight.", { minimum: 0.01, maximum: 1000 }),
        omega: plainNumber("Mean power of the line of sight.", { minimum: 1e-9, maximum: 100 }),
      },
      "Parameters of one's own; powers over that of an unobstructed line of sight.",
    ),
  ],
  "infrequentLight, average, frequentHeavy or a mapping of b0, m and omega",
  "How much the line of sight is shadowed.",
);

const shadowedRician = record(
  { model: z.literal("shadowed-rician"), shadowing: shadowedSet, correlationDistance, ...motion },
  "Shadowed Rician, Abdi et al., IEEE Trans. Wireless Commun. 2 (2003).",
).transform(
  (value): FadingSource => ({
    kind: "shadowedRician",
    set: value.shadowing,
    correlation_m: value.correlationDistance,
    motion: motionOf(value),
  }),
);

const loo = record(
  {
    model: z.literal("loo"),
    mean: level("Mean level of the line of sight over an unobstructed one."),
    deviation: quantity("ratio_dB", "Standard deviation of that level.", { minimum: 0, maximum: 30 }),
    multipath: level("Mean power of the multipath over an unobstructed line of sight."),
    correlationDistance,
    ...motion,
  },
  "Loo, IEEE Trans. Veh. Technol. 34 (1985).",
).transform(
  (value): FadingSource => ({
    kind: "loo",
    triplet: { mean_dB: value.mean, deviation_dB: value.deviation, multipath_dB: value.multipath },
    correlation_m: value.correlationDistance,
    motion: motionOf(value),
  }),
);

const coefficient = (description: string) => plainNumber(description, { minimum: -100, maximum: 100 });

/** Of the stays that are drawn, the part that must be long enough to be kept. */
const leastLongerShare = 0.01;

const lmsState = (description: string) =>
  record(
    {
      logMean: plainNumber("Mean of the natural logarithm of a stay's length in metres.", { minimum: 0, maximum: 15 }),
      logDeviation: plainNumber("Standard deviation of that logarithm.", { minimum: 0, maximum: 10 }),
      minimumLength: quantity("length_m", "Shorter stays are drawn anew.", { minimum: 0, maximum: 1e5 }),
      levelMean: level("Mean of M_A, the mean level of the line of sight, drawn for each stay."),
      levelDeviation: quantity("ratio_dB", "Standard deviation of M_A.", { minimum: 0, maximum: 30 }),
      levelLeast: quantity("percent", "Least quantile of M_A that is drawn. Default: 0 %.", {
        minimum: 0,
        maximum: 49,
      }).prefault("0 %"),
      levelMost: quantity("percent", "Largest quantile of M_A that is drawn. Default: 100 %.", {
        minimum: 51,
        maximum: 100,
      }).prefault("100 %"),
      g1: coefficient("Sigma_A = g1 M_A + g2."),
      g2: coefficient("Sigma_A = g1 M_A + g2, dB."),
      h1: coefficient("MP = h1 M_A + h2."),
      h2: coefficient("MP = h1 M_A + h2, dB."),
      correlationDistance,
    },
    description,
  )
    .superRefine(({ logMean, logDeviation, minimumLength }, context) => {
      const share = longerShare({ logMean, logDeviation, minimum_m: minimumLength });
      if (share >= leastLongerShare) return;
      context.addIssue({
        code: "custom",
        path: ["minimumLength"],
        message: `expected a length that at least 1 % of the stays reach by logMean and logDeviation, found ${minimumLength} m`,
      });
    })
    .transform(
      (value): LmsState => ({
        logMean: value.logMean,
        logDeviation: value.logDeviation,
        minimum_m: value.minimumLength,
        levelMean_dB: value.levelMean,
        levelDeviation_dB: value.levelDeviation,
        levelLeast: value.levelLeast / 100,
        levelMost: value.levelMost / 100,
        g1: value.g1,
        g2_dB: value.g2,
        h1: value.h1,
        h2_dB: value.h2,
        correlation_m: value.correlationDistance,
      }),
    );

const lmsTwoState = record(
  {
    model: z.literal("lms-two-state"),
    good: lmsState("The good state."),
    bad: lmsState("The bad state."),
    f1: plainNumber("Length of a transition: f1 |change of M_A| + f2, metres a dB.", { minimum: 0, maximum: 100 }),
    f2: quantity("length_m", "Length of a transition without a change of level.", { minimum: 0, maximum: 1e4 }),
    ...motion,
  },
  "Two-state land-mobile-satellite channel, ITU-R P.681-11, 6.2; the parameters of its Annex 2 are the user's to give.",
).transform(
  (value): FadingSource => ({
    kind: "lmsTwoState",
    states: { good: value.good, bad: value.bad, f1_m_dB: value.f1, f2_m: value.f2 },
    motion: motionOf(value),
  }),
);

const recorded = record(
  { model: z.literal("recorded"), file: text("CSV or Parquet file, relative to the scenario.", 1000) },
  "A recorded profile: columns time_s, path, excessDelay_s, gain_dB, doppler_Hz and, in place of the budget's free space, pathLoss_dB.",
).transform(({ file }): FadingSource => ({ kind: "recorded", file }));

const models = [
  "awgn",
  "rician",
  ...tapNames,
  ...clusterNames,
  ...conformanceNames,
  "shadowed-rician",
  "loo",
  "lms-two-state",
  "tr38811",
  "recorded",
];

/** `channel:` of a scenario. */
export const fadingSchema = z
  .discriminatedUnion(
    "model",
    [awgn, rician, taps, clusters, conformance, shadowedRician, loo, lmsTwoState, largeScale, recorded],
    {
      error: `expected a mapping with model: ${models.slice(0, -1).join(", ")} or ${models[models.length - 1]}`,
    },
  )
  .meta({ description: "Fading of the user link, relative to the link budget." });
