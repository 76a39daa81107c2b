import type { CutFigures } from "../antenna/pattern-cut.js";
import type { PatternStudy } from "../antenna/pattern-study.js";
import { fixedText, plainText } from "./number-text.js";

/** A key figure of a pattern: what it is, its value and unit. */
export interface PatternFigure {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
}

/** The key figures of a pattern, in the order in which an engineer asks for them. */
export function patternFigures({ figures, options }: PatternStudy): PatternFigure[] {
  const { directivity_dBi, efficiency, xpd_dB } = figures;
  const figure = (label: string, value: number | undefined, unit: string, decimals = 2): PatternFigure => ({
    label,
    value: value === undefined ? "-" : fixedText(value, decimals),
    unit,
  });
  return [
    figure("Frequency", options.frequency_Hz / 1e9, "GHz", 4),
    {
      label: "Beam steered to theta, phi",
      value: directionText(options.beam.theta_deg, options.beam.phi_deg),
      unit: "deg",
    },
    figure("Peak gain", figures.peakGain_dBi, "dBi"),
    { label: "Peak at theta, phi", value: directionText(figures.peakTheta_deg, figures.peakPhi_deg), unit: "deg" },
    figure("Squint: peak from where it is steered", figures.squint_deg, "deg", 3),
    figure("Gain where it is steered", figures.steeredGain_dBi, "dBi"),
    ...cutRows("in the beam's plane", figures.along),
    ...cutRows("across", figures.across),
    figure("Directivity, by integration", directivity_dBi, "dBi"),
    figure("Mean gain over the sphere (efficiency)", efficiency && 100 * efficiency, "%", 1),
    ...(xpd_dB < Infinity ? [figure("Cross-polar discrimination at the peak", xpd_dB, "dB")] : []),
  ];

  function cutRows(where: string, { beamwidth_deg, firstSideLobe, highestSideLobe }: CutFigures): PatternFigure[] {
    return [
      figure(`3 dB beamwidth, ${where}`, beamwidth_deg, "deg", 3),
      figure(`First side lobe, ${where}`, firstSideLobe?.level_dB, "dB"),
      figure(`Highest side lobe, ${where}`, highestSideLobe?.level_dB, "dB"),
    ];
  }
}

function directionText(theta_deg: number, phi_deg: number): string {
  return `${plainText(Number(theta_deg.toFixed(3)))}, ${plainText(Number(phi_deg.toFixed(3)))}`;
}
