import { z } from "zod";
import type {
  ArrayErrors,
  ArrayTaper,
  Beamformer,
  LineTaper,
  PlanarArray,
  PolarisationPurity,
  SubArray,
} from "../antenna/antenna-pattern.js";
import { alternatives, exactlyOne, plainNumber, quantity, record, word } from "./form.js";
import { patternFileSchema } from "./schema-pattern-file.js";

const elementsMost = 512;
const count = (description: string) => plainNumber(description, { minimum: 1, maximum: elementsMost, isWhole: true });
const spacing = (description: string) => plainNumber(description, { minimum: 0.1, maximum: 5 }).prefault(0.5);
const decibels = (description: string, minimum: number, maximum: number) =>
  quantity("ratio_dB", description, { minimum, maximum });
const angle = (description: string, minimum: number, maximum: number) =>
  quantity("angle_deg", description, { minimum, maximum });

const plainTaper = word(["uniform", "cosine"], "Uniform, or cosine to half a spacing beyond the outer elements.");

const taylor = record(
  {
    sideLobe: decibels("Level of the near side lobes relative to the peak.", -80, -13.3),
    nBar: plainNumber(
      "n-bar: the side lobes up to the (n-bar - 1)th stand at the level, the others fall; at least 2 A^2 + 1/2, A = acosh(10^(level / 20)) / pi.",
      { minimum: 2, maximum: 40, isWhole: true },
    ).prefault(4),
  },
  "Taylor's distribution, sampled.",
).transform(({ sideLobe, nBar }): LineTaper => ({ kind: "taylor", sideLobe_dB: sideLobe, nBar }));

const chebyshev = record(
  { sideLobe: decibels("Level of every side lobe relative to the peak.", -100, -10) },
  "Dolph-Chebyshev amplitudes.",
).transform(({ sideLobe }): LineTaper => ({ kind: "chebyshev", sideLobe_dB: sideLobe }));

const shapedTaper = exactlyOne({ taylor, chebyshev }, "A taper for a side-lobe level.").transform(
  (value): LineTaper => (value.taylor ?? value.chebyshev)!,
);

const expectedTaper = "uniform, cosine or a mapping such as { taylor: { sideLobe: -30 dB, nBar: 5 } }";
const lineTaper = (description: string) => alternatives([plainTaper, shapedTaper], expectedTaper, description);

const taper = alternatives(
  [
    plainTaper,
    shapedTaper,
    record(
      { rows: lineTaper("Taper over the rows."), columns: lineTaper("Taper over the columns.") },
      "Tapers of their own over rows and columns.",
    ),
  ],
  `${expectedTaper}, or a mapping of rows and columns with one each`,
  "Amplitudes along rows and columns. Default: uniform.",
)
  .prefault("uniform")
  .transform((value): ArrayTaper => value);

const subArray = record(
  {
    rows: count("Rows of a sub-array; a divisor of the array's."),
    columns: count("Columns of a sub-array; a divisor of the array's."),
    control: word(
      ["timeDelay", "phase"],
      "What steers a sub-array as a whole: a true time delay, right at every frequency, or a phase set for the carrier.",
    ),
    elements: word(
      ["phaseShifter", "fixed"],
      "Whether the elements within have phase shifters, set for the carrier, or are fixed to broadside. Default: phaseShifter.",
    ).prefault("phaseShifter"),
  },
  "Sub-arrays of a hybrid beamformer.",
).transform((value): SubArray => value);

const attenuator = record(
  {
    bits: plainNumber("Bits: 2^bits steps.", { minimum: 1, maximum: 12, isWhole: true }),
    step: quantity("ratio_dB", "One step.", { above: 0, maximum: 20 }),
  },
  "Attenuators that make the taper in steps below the strongest element.",
);

const beamformer = record(
  {
    architecture: word(
      ["digital", "analog", "hybrid"],
      "digital: right phases at every frequency; analog: a phase shifter at each element, set for the carrier, so that the beam squints; hybrid: phase shifters within sub-arrays that have one control each.",
    ),
    subArray: subArray.optional(),
    phaseBits: plainNumber("Bits of the phase shifters. Exact if left out.", {
      minimum: 1,
      maximum: 16,
      isWhole: true,
    }).optional(),
    attenuator: attenuator.optional(),
  },
  "How the beam's phases are made. Default: digital and exact.",
)
  .superRefine(({ architecture, subArray: given }, context) => {
    if ((architecture === "hybrid") === (given !== undefined)) return;
    const message =
      architecture === "hybrid"
        ? "expected the subArray of a hybrid beamformer, found none"
        : `expected no subArray of a beamformer that is ${architecture}`;
    context.addIssue({ code: "custom", path: given ? ["subArray"] : [], message });
  })
  .transform(
    ({ architecture, subArray: sub, phaseBits, attenuator: steps }): Beamformer => ({
      architecture,
      ...(sub && { subArray: sub }),
      ...(phaseBits !== undefined && { phaseBits }),
      ...(steps && { attenuator: { bits: steps.bits, step_dB: steps.step } }),
    }),
  );

const index = plainNumber("Row or column of an element, counted from 0.", {
  minimum: 0,
  maximum: elementsMost - 1,
  isWhole: true,
});

const errors = record(
  {
    phase: angle("Standard deviation of the elements' phases, Gaussian.", 0, 180).prefault("0 deg"),
    amplitude: decibels("Standard deviation of the elements' amplitudes in dB, Gaussian.", 0, 20).prefault("0 dB"),
    failed: quantity("percent", "Part of the elements that have failed, drawn by the seed.", {
      minimum: 0,
      maximum: 90,
    }).prefault("0 %"),
    failedElements: z
      .array(z.tuple([index, index], { error: "expected [row, column]" }), {
        error: "expected a list of [row, column]",
      })
      .max(10_000, { error: "expected at most 10000 elements" })
      .meta({ description: "Elements that have failed besides, as [row, column] counted from 0. Default: none." })
      .prefault([]),
    seed: plainNumber("Seed of the draws: the array as it was built, the same in every run. Range: 0 to 2^53 - 1.", {
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      isWhole: true,
    }),
  },
  "How the elements differ from what they should be. Default: not at all.",
).transform(
  (value): ArrayErrors => ({
    phase_deg: value.phase,
    amplitude_dB: value.amplitude,
    failedFraction: value.failed / 100,
    failedElements: value.failedElements,
    seed: value.seed,
  }),
);

const polarisation = record(
  {
    xpd: decibels(
      "Cross-polar discrimination, co-polar over cross-polar power. Perfect if left out.",
      0,
      100,
    ).optional(),
    rotation: angle("Turn about broadside against the intended polarisation.", -180, 180).prefault("0 deg"),
  },
  "Purity of the elements' polarisation: the gain is that of the co-polar part. Default: pure.",
).transform(
  ({ xpd, rotation }): PolarisationPurity => ({ xpd_dB: xpd ?? Number.POSITIVE_INFINITY, rotation_deg: rotation }),
);

/** A planar array as a user writes it. */
export const planarArray = record(
  {
    rows: count("Elements along the first axis."),
    columns: count("Elements along the second axis."),
    rowSpacing: spacing("Spacing of rows in wavelengths at the carrier."),
    columnSpacing: spacing("Spacing of columns in wavelengths at the carrier."),
    lattice: word(
      ["rectangular", "triangular"],
      "triangular: each second row stands half a column's spacing aside. Default: rectangular.",
    ).optional(),
    elementGain: quantity("gain_dBi", "Peak gain g0 of one element.", { minimum: -30, maximum: 30 }).optional(),
    elementExponent: plainNumber("Exponent q of the element's power pattern g0 cos(theta)^q: the scan loss.", {
      minimum: 0,
      maximum: 20,
    }).optional(),
    elementPattern: patternFileSchema(
      "Embedded pattern of an element, measured or computed in the array, so that mutual coupling is in it; instead of elementGain and elementExponent.",
    ).optional(),
    taper,
    loss: decibels("Ohmic and feed loss.", 0, 200).prefault("0 dB"),
    scanLimit: angle("Largest angle from broadside; beyond it there is no link.", 0, 90),
    beamformer: beamformer.optional(),
    errors: errors.optional(),
    polarisation: polarisation.optional(),
  },
  "Planar array of equal elements, steered electronically to the other end of the link.",
)
  .superRefine((array, context) => {
    const issue = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    for (const key of ["elementGain", "elementExponent"] as const) {
      if (array.elementPattern && array[key] !== undefined) issue([key], "expected elementPattern or this, found both");
      if (!array.elementPattern && array[key] === undefined) {
        issue([], `expected ${key}, or elementPattern instead of elementGain and elementExponent, found none`);
      }
    }
    if (array.elementPattern && array.polarisation) {
      issue(["polarisation"], "expected none beside elementPattern, whose file has the cross-polar gain");
    }
    const sub = array.beamformer?.subArray;
    for (const axis of ["rows", "columns"] as const) {
      if (sub && array[axis] % sub[axis] !== 0) {
        issue(["beamformer", "subArray", axis], `expected a divisor of ${array[axis]}, found ${sub[axis]}`);
      }
    }
    const listed = array.errors?.failedElements ?? [];
    for (const [place, [row, column]] of listed.entries()) {
      if (row >= array.rows || column >= array.columns) {
        issue(
          ["errors", "failedElements", String(place)],
          `expected an element of ${array.rows} x ${array.columns}, found [${row}, ${column}]`,
        );
      }
    }
    const total = array.rows * array.columns;
    const drawn = Math.round((array.errors?.failedFraction ?? 0) * total);
    if (drawn + new Set(listed.map(String)).size >= total) {
      issue(["errors"], `expected at least one of ${total} elements that works, found none that surely does`);
    }
  })
  .transform(
    (array): PlanarArray => ({
      kind: "planarArray",
      rows: array.rows,
      columns: array.columns,
      rowSpacing: array.rowSpacing,
      columnSpacing: array.columnSpacing,
      // That of an imported pattern follows when its file is read.
      elementGain_dBi: array.elementGain ?? Number.NaN,
      elementExponent: array.elementExponent ?? Number.NaN,
      taper: array.taper,
      loss_dB: array.loss,
      scanLimit_deg: array.scanLimit,
      ...(array.lattice && { lattice: array.lattice }),
      ...(array.beamformer && { beamformer: array.beamformer }),
      ...(array.errors && { errors: array.errors }),
      ...(array.polarisation && { polarisation: array.polarisation }),
      ...(array.elementPattern && { elementPattern: array.elementPattern }),
    }),
  );
