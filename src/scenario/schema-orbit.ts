import { z } from "zod";
import { exactlyOne, foundText, plainNumber, quantity, record, text, word } from "./form.js";
import { type FixedOrbit, largestStepCount, type ShellOrbit, type TimeSpan } from "./scenario.js";

/** A time of day in UTC, ISO 8601. */
function instant(description: string) {
  const expected = "expected a time in UTC such as 2025-12-01T00:00:00Z";
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;
  return z
    .string({ error: ({ input }) => `${expected}, found ${foundText(input)}` })
    .transform((value, context) => {
      const time_ms = form.test(value) ? Date.parse(value) : Number.NaN;
      // 31 February is moved on by Date.parse in some engines: the date has to come back as it was written.
      if (Number.isFinite(time_ms) && new Date(time_ms).toISOString().startsWith(value.slice(0, 16))) return time_ms;
      context.addIssue({ code: "custom", message: `${expected}, found ${foundText(value)}` });
      return z.NEVER;
    })
    .meta({ description, pattern: form.source, examples: ["2025-12-01T00:00:00Z"] });
}

const altitude = quantity("length_m", "Above the sphere of 6371 km.", { minimum: 100e3, maximum: 50_000e3 });
const inFullCircle = (description: string) => quantity("angle_deg", description, { minimum: -360, maximum: 360 });

/** A TLE as the user gives it; the loader reads the file and checks the lines. */
export interface TleSource {
  readonly kind: "tle";
  readonly name?: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly file?: string;
  readonly satellite?: string;
}

const tle = record(
  {
    name: text("Name of the satellite.").optional(),
    line1: text("First line of the element set, 69 characters.").optional(),
    line2: text("Second line of the element set, 69 characters.").optional(),
    file: text("A file of element sets, relative to the scenario.", 1000).optional(),
    satellite: text("Name or catalogue number of the satellite in the file; needed if it holds several.").optional(),
  },
  "A two-line element set: line1 and line2, or a file and the satellite in it.",
)
  .superRefine((value, context) => {
    const isInline = value.line1 !== undefined && value.line2 !== undefined;
    const hasInlinePart = value.line1 !== undefined || value.line2 !== undefined || value.name !== undefined;
    const hasFilePart = value.file !== undefined || value.satellite !== undefined;
    if (isInline && !hasFilePart) return;
    if (value.file !== undefined && !hasInlinePart) return;
    context.addIssue({ code: "custom", message: "expected line1 and line2, or file (and satellite), and not both" });
  })
  .transform((value): TleSource => ({ kind: "tle", ...value }));

/** A Walker shell, of the scenario or of an interfering constellation. */
export const shell = record(
  {
    pattern: word(["delta", "star"], "Ascending nodes spread over 360 deg (delta) or 180 deg (star).").prefault(
      "delta",
    ),
    altitude,
    inclination: quantity("angle_deg", "Inclination of every plane.", { minimum: 0, maximum: 180 }),
    planes: plainNumber("Number of planes. Default: 1.", { minimum: 1, maximum: 1000, isWhole: true }).prefault(1),
    satellitesPerPlane: plainNumber("Satellites in each plane. Default: 1.", {
      minimum: 1,
      maximum: 1000,
      isWhole: true,
    }).prefault(1),
    phasing: plainNumber("Walker's F, 0 to planes - 1. Default: 0.", {
      minimum: 0,
      maximum: 999,
      isWhole: true,
    }).prefault(0),
    raan: inFullCircle("Right ascension of the first plane's ascending node at the epoch. Default: 0 deg.").prefault(
      "0 deg",
    ),
    argumentOfLatitude: inFullCircle("Of the first plane's first satellite at the epoch. Default: 0 deg.").prefault(
      "0 deg",
    ),
    epoch: instant("When the angles hold."),
  },
  "A Walker shell of circular orbits; with one plane of one satellite, a single circular orbit.",
)
  .superRefine(({ phasing, planes, satellitesPerPlane }, context) => {
    if (phasing >= planes) {
      context.addIssue({
        code: "custom",
        path: ["phasing"],
        message: `expected a whole number from 0 to planes - 1 = ${planes - 1}, found ${phasing}`,
      });
    }
    if (planes * satellitesPerPlane > 20_000) {
      context.addIssue({
        code: "custom",
        message: `expected at most 20000 satellites, found ${planes} x ${satellitesPerPlane}`,
      });
    }
  })
  .transform(
    (value): ShellOrbit => ({
      kind: "shell",
      pattern: value.pattern,
      altitude_m: value.altitude,
      inclination_deg: value.inclination,
      planes: value.planes,
      satellitesPerPlane: value.satellitesPerPlane,
      phasing: value.phasing,
      raan_deg: value.raan,
      argumentOfLatitude_deg: value.argumentOfLatitude,
      epoch_ms: value.epoch,
    }),
  );

const fixed = record(
  {
    elevation: quantity("angle_deg", "Elevation of the satellite.", { above: 0, maximum: 90 }),
    azimuth: inFullCircle("Azimuth of the satellite. Default: 0 deg.").prefault("0 deg"),
    altitude,
  },
  "A satellite that stands still in the sky, over a sphere of 6371 km.",
).transform(
  ({ elevation, azimuth, altitude: altitude_m }): FixedOrbit => ({
    kind: "fixed",
    elevation_deg: elevation,
    azimuth_deg: azimuth,
    altitude_m,
  }),
);

export const orbitSchema = exactlyOne({ tle, shell, fixed }, "The satellite's orbit.").transform(
  (value) => (value.tle ?? value.shell ?? value.fixed) as TleSource | ShellOrbit | FixedOrbit,
);

const durationDescription =
  "How long the run lasts, or nextPass: from rise to set of the first pass that rises after the start.";

export const timeSchema = record(
  {
    start: instant("Start of the run (or of the search for the next pass)."),
    duration: z
      .union([z.literal("nextPass"), quantity("time_s", "How long the run lasts.", { above: 0 })], {
        error: ({ input }) => `expected nextPass or a time with its unit, e.g. 600 s, found ${foundText(input)}`,
      })
      .meta({ description: durationDescription }),
    step: quantity("time_s", "Time between samples of the link. Default: 1 s.", {
      minimum: 1e-3,
      maximum: 3600,
    }).prefault("1 s"),
  },
  "When the run takes place.",
)
  .superRefine(({ duration, step }, context) => {
    if (duration === "nextPass" || duration / step <= largestStepCount) return;
    context.addIssue({
      code: "custom",
      path: ["duration"],
      message: `expected at most ${largestStepCount} steps, found ${Math.ceil(duration / step)} of ${step} s`,
    });
  })
  .transform(({ start, duration, step }): TimeSpan => ({ start_ms: start, duration_s: duration, step_s: step }));
