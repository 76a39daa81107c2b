import { dB } from "../decibel.js";

/** Polarisation of a wave or antenna as an ellipse. */
export interface PolarisationEllipse {
  /** Major over minor axis as voltage ratio in dB: 0 circular, Infinity linear. */
  readonly axialRatio_dB: number;
  /** Of the turning field; of no effect for a linear polarisation. */
  readonly sense: "right" | "left";
}

/**
 * Loss between a wave and an antenna whose polarisations differ.
 *
 * The received part is 1/2 (1 + (4 e1 e2 s + (1 - e1^2)(1 - e2^2) cos 2t) / ((1 + e1^2)(1 + e2^2))), with e the minor over the major
 * axis, s = 1 for equal and -1 for opposite senses, t the angle between the major axes: the cosine of half the arc between
 * two points of the Poincare sphere, squared. Balanis, "Antenna Theory", 2.12; Stutzman, "Polarization in Electromagnetic
 * Systems", chapter 6.
 *
 * @param tiltDifference_deg angle between the major axes
 * @returns dB, from 0; Infinity for orthogonal polarisations
 */
export function polarisationLoss_dB(
  wave: PolarisationEllipse,
  antenna: PolarisationEllipse,
  tiltDifference_deg: number,
): number {
  return received_dB(wave, antenna, Math.cos((2 * tiltDifference_deg * Math.PI) / 180));
}

/** The loss where the major axes stand at right angles, the largest that unknown tilts can cause; dB. */
export function largestPolarisationLoss_dB(wave: PolarisationEllipse, antenna: PolarisationEllipse): number {
  return received_dB(wave, antenna, -1);
}

function received_dB(wave: PolarisationEllipse, antenna: PolarisationEllipse, cosDoubleTilt: number): number {
  if (!Number.isFinite(cosDoubleTilt)) throw new RangeError("polarisationLoss_dB: expected a finite tilt");
  const e1 = minorOverMajor(wave);
  const e2 = minorOverMajor(antenna);
  const sense = wave.sense === antenna.sense ? 1 : -1;
  const circular = (4 * e1 * e2 * sense) / ((1 + e1 ** 2) * (1 + e2 ** 2));
  const linear = (((1 - e1 ** 2) * (1 - e2 ** 2)) / ((1 + e1 ** 2) * (1 + e2 ** 2))) * cosDoubleTilt;
  const received = (1 + circular + linear) / 2;
  // Rounding leaves about 1e-16 of orthogonal polarisations.
  return received < 1e-15 ? Number.POSITIVE_INFINITY : Math.max(0, -dB(received));
}

function minorOverMajor({ axialRatio_dB }: PolarisationEllipse): number {
  if (axialRatio_dB >= 0) return 10 ** (-axialRatio_dB / 20);
  throw new RangeError(`polarisationLoss_dB: expected an axial ratio from 0 dB, found ${axialRatio_dB}`);
}
