import { dB } from "../decibel.js";
import type { PlanarArray } from "./antenna-pattern.js";
import type { ArrayDirection } from "./array-direction.js";
import { polarisedParts } from "./dual-polarisation.js";
import { patternTable } from "./imported-pattern.js";

const radian = Math.PI / 180;

/** An element's embedded pattern in a direction. */
export interface ElementGain {
  readonly co_dBi: number;
  /** -Infinity for a pure polarisation. */
  readonly cross_dBi: number;
  /** Of the co-polar field; 0 where none is known. */
  readonly phase_deg: number;
}

/** Co-polar gain of one element, g0 cos(theta)^q or as imported; -Infinity behind the array. */
export function elementGain_dBi(array: PlanarArray, theta_deg: number, phi_deg = 0): number {
  return elementGains(array, { theta_deg, phi_deg }).co_dBi;
}

/** Gains of one element in both polarisations; g0 cos(theta)^q has nothing behind the array, an imported pattern what its file says. */
export function elementGains(array: PlanarArray, { theta_deg, phi_deg }: ArrayDirection): ElementGain {
  if (!(Math.abs(theta_deg) <= 180)) {
    throw new RangeError(`elementGain_dBi: expected an angle from -180 to 180 deg, found ${theta_deg}`);
  }
  if (array.elementPattern) return patternTable(array.elementPattern).at(theta_deg, phi_deg);
  if (Math.abs(theta_deg) >= 90) {
    return { co_dBi: Number.NEGATIVE_INFINITY, cross_dBi: Number.NEGATIVE_INFINITY, phase_deg: 0 };
  }
  const gain_dBi = array.elementGain_dBi + array.elementExponent * dB(Math.cos(theta_deg * radian));
  if (!array.polarisation) return { co_dBi: gain_dBi, cross_dBi: Number.NEGATIVE_INFINITY, phase_deg: 0 };
  const { co, cross } = polarisedParts(array.polarisation);
  return { co_dBi: gain_dBi + dB(co), cross_dBi: gain_dBi + dB(cross), phase_deg: 0 };
}
