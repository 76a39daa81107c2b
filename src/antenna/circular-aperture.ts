import { dB } from "../decibel.js";
import { speedOfLight_ms } from "../physics.js";
import type { CircularAperture } from "./antenna-pattern.js";
import { besselJ1 } from "./bessel-j1.js";

const radian = Math.PI / 180;

/** Peak gain eta (pi D / lambda)^2, dBi. */
export function aperturePeakGain_dBi({ diameter_m, efficiency }: CircularAperture, carrier_Hz: number): number {
  return dB(efficiency) + 2 * dB((Math.PI * diameter_m * carrier_Hz) / speedOfLight_ms);
}

/**
 * Gain relative to the peak of a uniformly lit circular aperture: 4 |J1(k a sin t) / (k a sin t)|^2.
 *
 * 3GPP TR 38.811, 6.4.1, with k the wave number and a = D/2 the radius.
 *
 * @param offBoresight_deg -180 to 180; beyond 90 deg the model has no radiation and the answer is -Infinity
 * @returns dB, 0 on boresight, -Infinity in the nulls
 */
export function apertureRelativeGain_dB(diameter_m: number, carrier_Hz: number, offBoresight_deg: number): number {
  const angle_deg = Math.abs(offBoresight_deg);
  if (!(angle_deg <= 180)) {
    throw new RangeError(`apertureRelativeGain_dB: expected an angle from -180 to 180 deg, found ${offBoresight_deg}`);
  }
  if (angle_deg > 90) return Number.NEGATIVE_INFINITY;
  const argument = ((Math.PI * diameter_m * carrier_Hz) / speedOfLight_ms) * Math.sin(angle_deg * radian);
  // 2 J1(x) / x = 1 - x^2 / 8 + ..., whose next term is below 1e-14 here.
  const field = argument < 1e-3 ? 1 - argument ** 2 / 8 : (2 * besselJ1(argument)) / argument;
  return 2 * dB(Math.abs(field));
}
