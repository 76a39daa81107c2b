import { expectAbove, expectBetween, expectExceedance_pct } from "./domain.js";
import type { ModelRange } from "./model-range.js";

/** Validity of the cross-polar discrimination. */
export const p618CrossPolarisationRange: ModelRange = {
  source: "ITU-R P.618-14, 4.1",
  frequency_GHz: [6, 55],
  elevation_deg: [0, 60],
  exceedance_pct: [0.001, 1],
};

/**
 * Cross-polar discrimination, in rain and ice, not exceeded for p % of the time.
 *
 * ITU-R P.618-14, section 4.1, steps 1 to 8. Valid for 6 to 55 GHz and up to 60 degrees; below and above, the nearest
 * band's formula is continued. The canting angle is given for 1, 0.1, 0.01 and 0.001 %: 0, 5, 10 and 15 degrees;
 * between them it is taken linear in log p, above 1 % as 0.
 *
 * @param frequency_GHz   above 0
 * @param elevation_deg   0 to below 90
 * @param tilt_deg        of the polarisation from the horizontal; 45 for circular
 * @param attenuation_dB  of rain on the path, exceeded for the same p, above 0
 */
export function crossPolarDiscrimination_dB(
  frequency_GHz: number,
  elevation_deg: number,
  tilt_deg: number,
  exceedance_pct: number,
  attenuation_dB: number,
): number {
  expectAbove("frequency_GHz", frequency_GHz, 0);
  expectBetween("elevation_deg", elevation_deg, 0, 90);
  expectBetween("tilt_deg", tilt_deg, -180, 180);
  expectExceedance_pct(exceedance_pct);
  expectAbove("attenuation_dB", attenuation_dB, 0);
  const logP = Math.log10(exceedance_pct);
  const canting_deg = Math.max(0, -5 * logP);
  const rain_dB =
    frequencyTerm_dB(frequency_GHz) -
    attenuationFactor(frequency_GHz) * Math.log10(attenuation_dB) +
    -10 * Math.log10(1 - 0.484 * (1 + Math.cos((4 * tilt_deg * Math.PI) / 180))) +
    -40 * Math.log10(Math.cos((elevation_deg * Math.PI) / 180)) +
    0.0053 * canting_deg * canting_deg;
  const ice_dB = (rain_dB * (0.3 + 0.1 * logP)) / 2;
  return rain_dB - ice_dB;
}

/** Step 1, C_f. */
function frequencyTerm_dB(f: number): number {
  if (f < 9) return 60 * Math.log10(f) - 28.3;
  if (f < 36) return 26 * Math.log10(f) + 4.1;
  return 35.9 * Math.log10(f) - 11.3;
}

/** Step 2, V(f). */
function attenuationFactor(f: number): number {
  if (f < 9) return 30.8 * f ** -0.21;
  if (f < 20) return 12.8 * f ** 0.19;
  if (f < 40) return 22.6;
  return 13 * f ** 0.15;
}
