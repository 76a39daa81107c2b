import { antennaGain_dBi, peakGain_dBi } from "../../antenna/antenna-gain.js";
import type { ArrayLattice, LineTaper, PlanarArray } from "../../antenna/antenna-pattern.js";
import { ArrayField } from "../../antenna/array-field.js";
import { beamPeak } from "../../antenna/beam-peak.js";
import { beamwidth_deg } from "../../antenna/beamwidth.js";
import { sphereIntegral } from "../../antenna/directivity.js";
import { farField } from "../../antenna/far-field.js";
import { lineTaper } from "../../antenna/line-taper.js";
import { beamCuts, cutFigures } from "../../antenna/pattern-cut.js";
import { taperEfficiency } from "../../antenna/planar-array.js";
import { dB } from "../../decibel.js";
import { caseChoice, caseNumber } from "../case-input.js";
import type { CaseValue, ValidationModel } from "../validation-model.js";

type Input = Readonly<Record<string, CaseValue>>;

const carrier_Hz = 20e9;
const broadside = { theta_deg: 0, phi_deg: 0 };
const halfPower_dB = -dB(0.5);

/** Elements of 0 dBi in the half-space before the array. */
const isotropic: PlanarArray = {
  kind: "planarArray",
  rows: 1,
  columns: 1,
  rowSpacing: 0.5,
  columnSpacing: 0.5,
  elementGain_dBi: 0,
  elementExponent: 0,
  taper: "uniform",
  loss_dB: 0,
  scanLimit_deg: 90,
};

const taperColumns = ["elements", "sideLobe_dB", "element"] as const;
const taperOutputs = ["amplitude", "taperEfficiency_dB", "firstSideLobe_dB", "halfPowerBeamwidth_deg"] as const;

/** Validation models of antennas: arrays, their tapers and errors, apertures and masks. */
export const antennaModels: readonly ValidationModel[] = [
  {
    name: "antenna.arrayGain",
    inputs: [
      ...["rows", "columns", "rowSpacing", "columnSpacing", "lattice", "elementGain_dBi", "elementExponent", "taper"],
      ...["sideLobe_dB", "nBar", "architecture", "subArrayRows", "subArrayColumns", "control", "phaseBits"],
      ...["frequencyRatio", "theta_deg", "phi_deg", "beamTheta_deg", "beamPhi_deg"],
    ],
    outputs: ["gain_dBi"],
    evaluate: (input) => {
      const direction = { theta_deg: caseNumber(input, "theta_deg"), phi_deg: caseNumber(input, "phi_deg") };
      const beam = { theta_deg: caseNumber(input, "beamTheta_deg"), phi_deg: caseNumber(input, "beamPhi_deg") };
      const frequencyRatio = caseNumber(input, "frequencyRatio");
      return { gain_dBi: new ArrayField(arrayOf(input), beam, { frequencyRatio }).gains(direction).co_dBi };
    },
  },
  {
    name: "antenna.arrayFactor",
    inputs: ["elements", "spacing", "beam_deg", "theta_deg"],
    outputs: ["relative_dB"],
    evaluate: (input) => {
      const line = lineOf(input, "uniform");
      const radian = Math.PI / 180;
      const field = new ArrayField(line, { theta_deg: caseNumber(input, "beam_deg"), phi_deg: 0 });
      const relative_dB = field.factor_dB(Math.sin(caseNumber(input, "theta_deg") * radian), 0) - dB(line.columns);
      return { relative_dB };
    },
  },
  {
    name: "antenna.dolphChebyshev",
    inputs: taperColumns,
    outputs: taperOutputs,
    evaluate: (input) => taperFigures(input, { kind: "chebyshev", sideLobe_dB: caseNumber(input, "sideLobe_dB") }),
  },
  {
    name: "antenna.taylor",
    inputs: [...taperColumns, "nBar"],
    outputs: taperOutputs,
    evaluate: (input) => {
      const [sideLobe_dB, nBar] = [caseNumber(input, "sideLobe_dB"), caseNumber(input, "nBar")];
      return taperFigures(input, { kind: "taylor", sideLobe_dB, nBar });
    },
  },
  {
    name: "antenna.arrayBeamwidth",
    inputs: ["elements", "spacing"],
    outputs: ["halfPowerBeamwidth_deg"],
    evaluate: (input) => ({
      halfPowerBeamwidth_deg: beamwidth_deg(lineOf(input, "uniform"), carrier_Hz, halfPower_dB) ?? "none",
    }),
  },
  {
    name: "antenna.directivity",
    inputs: ["rows", "columns", "spacing", "elementExponent", "beam_deg"],
    outputs: ["directivity_dBi"],
    evaluate: (input) => {
      const spacing = caseNumber(input, "spacing");
      const array: PlanarArray = {
        ...isotropic,
        rows: caseNumber(input, "rows"),
        columns: caseNumber(input, "columns"),
        rowSpacing: spacing,
        columnSpacing: spacing,
        elementExponent: caseNumber(input, "elementExponent"),
      };
      const beam = { theta_deg: caseNumber(input, "beam_deg"), phi_deg: 0 };
      const field = farField(array, fieldOptions(beam, carrier_Hz));
      const integral = sphereIntegral(field);
      return { directivity_dBi: integral ? beamPeak(field, beam, 0.5).co_dBi - dB(integral.radiatedPart) : "none" };
    },
  },
  {
    name: "antenna.beamSquint",
    inputs: ["elements", "beam_deg", "frequencyRatio"],
    outputs: ["peak_deg"],
    evaluate: (input) => {
      const beam = { theta_deg: caseNumber(input, "beam_deg"), phi_deg: 0 };
      const rows = caseNumber(input, "elements");
      const array: PlanarArray = { ...isotropic, rows, columns: rows, beamformer: { architecture: "analog" } };
      const field = farField(array, fieldOptions(beam, carrier_Hz * caseNumber(input, "frequencyRatio")));
      // The beam may have left the lobe about its direction at the carrier.
      const highest = sphereIntegral(field)?.highest ?? beam;
      return { peak_deg: beamPeak(field, highest, 0.1).direction.theta_deg };
    },
  },
  {
    name: "antenna.phaseQuantisation",
    inputs: ["rows", "columns", "phaseBits", "beamTheta_deg", "beamPhi_deg"],
    outputs: ["loss_dB"],
    evaluate: (input) => {
      const [rows, columns] = [caseNumber(input, "rows"), caseNumber(input, "columns")];
      const beam = { theta_deg: caseNumber(input, "beamTheta_deg"), phi_deg: caseNumber(input, "beamPhi_deg") };
      const phaseBits = caseNumber(input, "phaseBits");
      const array: PlanarArray = { ...isotropic, rows, columns, beamformer: { architecture: "analog", phaseBits } };
      return { loss_dB: dB(rows * columns) - new ArrayField(array, beam).gains(beam).co_dBi };
    },
  },
  {
    name: "antenna.elementFailures",
    inputs: ["rows", "columns", "failed_pct", "seed"],
    outputs: ["gainLoss_dB", "eirpLoss_dB"],
    evaluate: (input) => {
      const [rows, columns] = [caseNumber(input, "rows"), caseNumber(input, "columns")];
      const failedFraction = caseNumber(input, "failed_pct") / 100;
      const errors = {
        phase_deg: 0,
        amplitude_dB: 0,
        failedFraction,
        failedElements: [],
        seed: caseNumber(input, "seed"),
      };
      const gainLoss_dB =
        dB(rows * columns) - new ArrayField({ ...isotropic, rows, columns, errors }, broadside).factor_dB(0, 0);
      return {
        gainLoss_dB,
        eirpLoss_dB: gainLoss_dB - dB(1 - Math.round(failedFraction * rows * columns) / (rows * columns)),
      };
    },
  },
  {
    name: "antenna.apertureGain",
    inputs: ["frequency_GHz", "diameter_m", "efficiency"],
    outputs: ["peakGain_dBi"],
    evaluate: (input) => {
      const [diameter_m, efficiency] = [caseNumber(input, "diameter_m"), caseNumber(input, "efficiency")];
      const pattern = { kind: "circularAperture", diameter_m, efficiency } as const;
      return { peakGain_dBi: peakGain_dBi(pattern, caseNumber(input, "frequency_GHz") * 1e9) };
    },
  },
  {
    name: "antenna.s1528",
    inputs: ["peakGain_dBi", "halfBeamwidth_deg", "sideLobe_dB", "offBoresight_deg"],
    outputs: ["gain_dBi"],
    evaluate: (input) => {
      const pattern = {
        kind: "ituS1528",
        gain_dBi: caseNumber(input, "peakGain_dBi"),
        halfBeamwidth_deg: caseNumber(input, "halfBeamwidth_deg"),
        sideLobe_dB: caseNumber(input, "sideLobe_dB"),
      } as const;
      // The pattern's angles scale with the beamwidth alone: no carrier enters.
      return { gain_dBi: antennaGain_dBi(pattern, carrier_Hz, caseNumber(input, "offBoresight_deg")) };
    },
  },
];

function fieldOptions(beam: { theta_deg: number; phi_deg: number }, frequency_Hz: number) {
  return { carrier_Hz, frequency_Hz, beam, xpd_dB: Number.POSITIVE_INFINITY };
}

function lineOf(input: Input, taper: LineTaper): PlanarArray {
  const spacing = input.spacing === undefined ? 0.5 : caseNumber(input, "spacing");
  return { ...isotropic, columns: caseNumber(input, "elements"), columnSpacing: spacing, taper };
}

/** Half a wavelength apart. */
function taperFigures(input: Input, taper: LineTaper) {
  const line = lineOf(input, taper);
  const field = farField(line, fieldOptions(broadside, carrier_Hz));
  const [along] = beamCuts(broadside);
  const step_deg = 10 / line.columns;
  return {
    amplitude: lineTaper(taper, line.columns)[caseNumber(input, "element")],
    taperEfficiency_dB: dB(taperEfficiency(line)),
    firstSideLobe_dB: cutFigures(field, along, step_deg, 90).firstSideLobe?.level_dB ?? "none",
    halfPowerBeamwidth_deg: beamwidth_deg(line, carrier_Hz, halfPower_dB) ?? "none",
  };
}

function arrayOf(input: Input): PlanarArray {
  const [sideLobe_dB, nBar] = [caseNumber(input, "sideLobe_dB"), caseNumber(input, "nBar")];
  const name = caseChoice(input, "taper", ["uniform", "cosine", "taylor", "chebyshev"]);
  const taper: LineTaper =
    name === "taylor"
      ? { kind: "taylor", sideLobe_dB, nBar }
      : name === "chebyshev"
        ? { kind: "chebyshev", sideLobe_dB }
        : name;
  const architecture = caseChoice(input, "architecture", ["digital", "analog", "hybrid", "hybrid-fixed"]);
  const phaseBits = caseNumber(input, "phaseBits");
  const isHybrid = architecture === "hybrid" || architecture === "hybrid-fixed";
  return {
    ...isotropic,
    rows: caseNumber(input, "rows"),
    columns: caseNumber(input, "columns"),
    rowSpacing: caseNumber(input, "rowSpacing"),
    columnSpacing: caseNumber(input, "columnSpacing"),
    elementGain_dBi: caseNumber(input, "elementGain_dBi"),
    elementExponent: caseNumber(input, "elementExponent"),
    lattice: caseChoice<ArrayLattice>(input, "lattice", ["rectangular", "triangular"]),
    taper,
    beamformer: {
      architecture: isHybrid ? "hybrid" : architecture,
      ...(phaseBits > 0 && { phaseBits }),
      ...(isHybrid && {
        subArray: {
          rows: caseNumber(input, "subArrayRows"),
          columns: caseNumber(input, "subArrayColumns"),
          control: caseChoice(input, "control", ["timeDelay", "phase"]),
          elements: architecture === "hybrid" ? ("phaseShifter" as const) : ("fixed" as const),
        },
      }),
    },
  };
}
