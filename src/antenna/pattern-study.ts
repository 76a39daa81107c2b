import { dB } from "../decibel.js";
import type { Warning } from "../leolink-error.js";
import { antennaWarnings, peakGain_dBi } from "./antenna-gain.js";
import type { AntennaPattern } from "./antenna-pattern.js";
import { type ArrayDirection, angleBetween_deg } from "./array-direction.js";
import { beamPeak } from "./beam-peak.js";
import { sphereIntegral } from "./directivity.js";
import { type FarFieldOptions, farField, type PolarGain } from "./far-field.js";
import { patternTable } from "./imported-pattern.js";
import { beamCuts, type CutFigures, type CutPlane, cutFigures, cutGains, phiCut } from "./pattern-cut.js";
import { type SphereSamples, sphereSamples, type UvGrid, uvGrid } from "./pattern-samples.js";
import { totalGain_dBi } from "./pattern-table.js";

/** What is looked at of an antenna. */
export interface PatternStudyOptions extends FarFieldOptions {
  /** Cuts through boresight besides those at phi = 0 and 90 deg. */
  readonly phi_deg: readonly number[];
  /** How far cuts and samples reach from their middle; by the kind of pattern and its beamwidth if left out. */
  readonly span_deg?: number;
  /** Of theta along cuts and samples; a tenth of the beamwidth if left out, at most 1 deg. */
  readonly step_deg?: number;
  /** Of phi between samples. */
  readonly phiStep_deg: number;
}

export interface PatternCut {
  readonly name: string;
  readonly angle_deg: readonly number[];
  readonly gains: readonly PolarGain[];
}

/** Key figures of an antenna's beam. */
export interface PatternFigures {
  readonly peakGain_dBi: number;
  readonly peakTheta_deg: number;
  readonly peakPhi_deg: number;
  /** Towards where the beam is steered. */
  readonly steeredGain_dBi: number;
  /** From where the beam is steered to its peak: the squint. */
  readonly squint_deg: number;
  /** In the beam's plane with boresight, and across. */
  readonly along: CutFigures;
  readonly across: CutFigures;
  /** Peak of both polarisations over their mean over the sphere; undefined where the integral would take too long. */
  readonly directivity_dBi: number | undefined;
  /** Mean gain over the sphere: above 1 no antenna can have such a pattern. */
  readonly efficiency: number | undefined;
  /** Co-polar over cross-polar gain at the peak; Infinity where no cross-polar part is known. */
  readonly xpd_dB: number;
}

/** An antenna's pattern at one frequency with its beam steered to one direction. */
export interface PatternStudy {
  readonly pattern: AntennaPattern;
  readonly options: PatternStudyOptions;
  readonly figures: PatternFigures;
  /** The first two are those through the beam's peak, the next those through boresight at phi = 0 and 90 deg. */
  readonly cuts: readonly PatternCut[];
  readonly uv: UvGrid;
  readonly samples: SphereSamples;
  readonly warnings: readonly Warning[];
}

/** How much higher another lobe must be to be told of. */
const otherLobe_dB = 0.05;

/** How far and in which steps a study goes. */
export interface StudyExtent {
  readonly span_deg: number;
  readonly step_deg: number;
  /** Steps that are well within the lobes. */
  readonly fine_deg: number;
}

/** The extent of a study, by the kind of pattern and its beamwidth where the options leave it open. */
export function studyExtent(pattern: AntennaPattern, options: PatternStudyOptions): StudyExtent {
  const width_deg = roughBeamwidth_deg(pattern, options.frequency_Hz);
  const fine_deg = Math.min(1, width_deg / 10);
  const span_deg = options.span_deg ?? ownSpan_deg(pattern, width_deg);
  return { span_deg, step_deg: Math.min(options.step_deg ?? fine_deg, span_deg), fine_deg };
}

/** Cuts, samples and key figures of an antenna. */
export function patternStudy(pattern: AntennaPattern, options: PatternStudyOptions): PatternStudy {
  const { carrier_Hz, beam } = options;
  const field = farField(pattern, options);
  const { span_deg, step_deg, fine_deg } = studyExtent(pattern, options);
  const integral = sphereIntegral(field);
  const near = beamPeak(field, beam, 2.5 * fine_deg);
  const other = integral ? beamPeak(field, integral.highest, 2.5 * fine_deg) : near;
  const isElsewhere = other.co_dBi > near.co_dBi + otherLobe_dB;
  const peak = isElsewhere ? other : near;
  const [along, across] = beamCuts(peak.direction);
  const planes: CutPlane[] = [along, across, ...planesThroughBoresight(options)];
  const atPeak = field.at(peak.direction);
  const reach_deg = Math.min(180, field.largestTheta_deg + 90);
  const figures: PatternFigures = {
    peakGain_dBi: peak.co_dBi,
    peakTheta_deg: peak.direction.theta_deg,
    peakPhi_deg: peak.direction.theta_deg < 1e-4 ? 0 : positive_deg(peak.direction.phi_deg),
    steeredGain_dBi: field.at(beam).co_dBi,
    squint_deg: angleBetween_deg(peak.direction, beam),
    along: cutFigures(field, along, fine_deg, reach_deg),
    across: cutFigures(field, across, fine_deg, reach_deg),
    directivity_dBi: integral && (field.isWhole ? atPeak.co_dBi : totalGain_dBi(atPeak)) - dB(integral.radiatedPart),
    efficiency: integral?.radiatedPart,
    xpd_dB: atPeak.cross_dBi === Number.NEGATIVE_INFINITY ? Infinity : atPeak.co_dBi - atPeak.cross_dBi,
  };
  return {
    pattern,
    options,
    figures,
    cuts: planes.map((plane) => ({ name: plane.name, ...cutGains(field, plane, span_deg, step_deg) })),
    uv: uvGrid(field, Math.min(span_deg, 90)),
    samples: sphereSamples(field, Math.min(span_deg, 180), step_deg, options.phiStep_deg),
    warnings: [...antennaWarnings(pattern, carrier_Hz), ...studyWarnings(pattern, beam, figures, isElsewhere)],
  };
}

/** How wide a beam of that gain is: 41253 square degrees over the gain. */
function roughBeamwidth_deg(pattern: AntennaPattern, frequency_Hz: number): number {
  return Math.min(90, Math.sqrt(41_253 / 10 ** (peakGain_dBi(pattern, frequency_Hz) / 10)));
}

function ownSpan_deg(pattern: AntennaPattern, width_deg: number): number {
  switch (pattern.kind) {
    case "planarArray":
      return 90;
    case "imported":
      return Math.min(patternTable(pattern).largestTheta_deg, 12 * width_deg);
    case "circularAperture":
      return Math.min(90, 12 * width_deg);
    case "fixedGain":
    case "ituS465":
    case "ituS1528":
      return Math.min(180, 12 * width_deg);
  }
}

function planesThroughBoresight({ beam, phi_deg }: PatternStudyOptions): CutPlane[] {
  const phis = [0, 90, ...(beam.theta_deg > 0 ? [beam.phi_deg] : []), ...phi_deg].map((phi) => positive_deg(phi) % 180);
  return [...new Set(phis.map((phi) => Math.round(phi * 1e6) / 1e6))].map(phiCut);
}

function studyWarnings(
  pattern: AntennaPattern,
  { theta_deg }: ArrayDirection,
  { efficiency }: PatternFigures,
  isElsewhere: boolean,
): Warning[] {
  const source = "pattern";
  const messages: string[] = [];
  if (pattern.kind === "planarArray" && theta_deg > pattern.scanLimit_deg) {
    messages.push(`the beam is steered to ${theta_deg} deg, beyond the scan limit of ${pattern.scanLimit_deg} deg`);
  }
  if (isElsewhere)
    messages.push(
      "another lobe is higher than the one nearest to where the beam is steered; the figures are of that one",
    );
  if (efficiency !== undefined && efficiency > 1.005) {
    messages.push(
      `the mean gain over the sphere is ${(100 * efficiency).toFixed(1)} %, above 100 %: no antenna has this pattern as a whole`,
    );
  }
  return messages.map((message) => ({ source, message }));
}

function positive_deg(angle_deg: number): number {
  return angle_deg - 360 * Math.floor(angle_deg / 360);
}
