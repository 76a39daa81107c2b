import { expectAbove, expectAtLeast, expectBetween } from "./domain.js";
import { type P838Regression, p838AlphaH, p838AlphaV, p838KH, p838KV } from "./p838.data.js";

/** The coefficients of gamma = k R^alpha of one frequency, for both linear polarisations. */
export interface RainCoefficients {
  readonly kH: number;
  readonly kV: number;
  readonly alphaH: number;
  readonly alphaV: number;
}

/** gamma = k R^alpha. */
export interface RainPowerLaw {
  readonly k: number;
  readonly alpha: number;
}

/**
 * Coefficients of rain's specific attenuation at a frequency.
 *
 * ITU-R P.838-3, eq. (2) and (3), Tables 1 to 4. Valid for 1 to 1000 GHz.
 */
export function rainCoefficients(frequency_GHz: number): RainCoefficients {
  expectAbove("frequency_GHz", frequency_GHz, 0);
  const logarithm = Math.log10(frequency_GHz);
  return {
    kH: 10 ** regression(p838KH, logarithm),
    kV: 10 ** regression(p838KV, logarithm),
    alphaH: regression(p838AlphaH, logarithm),
    alphaV: regression(p838AlphaV, logarithm),
  };
}

/**
 * The power law for a path's elevation and polarisation.
 *
 * ITU-R P.838-3, eq. (4) and (5).
 *
 * @param elevation_deg  0 to 90
 * @param tilt_deg       of the polarisation from the horizontal; 45 for circular
 */
export function rainPowerLaw(
  { kH, kV, alphaH, alphaV }: RainCoefficients,
  elevation_deg: number,
  tilt_deg: number,
): RainPowerLaw {
  expectBetween("elevation_deg", elevation_deg, 0, 90);
  expectBetween("tilt_deg", tilt_deg, -180, 180);
  const weight = Math.cos((elevation_deg * Math.PI) / 180) ** 2 * Math.cos((2 * tilt_deg * Math.PI) / 180);
  const k = (kH + kV + (kH - kV) * weight) / 2;
  return { k, alpha: (kH * alphaH + kV * alphaV + (kH * alphaH - kV * alphaV) * weight) / (2 * k) };
}

/**
 * Specific attenuation of rain, dB/km.
 *
 * ITU-R P.838-3, eq. (1).
 *
 * @param rainRate_mmh  from 0
 */
export function rainSpecificAttenuation_dBkm({ k, alpha }: RainPowerLaw, rainRate_mmh: number): number {
  expectAtLeast("rainRate_mmh", rainRate_mmh, 0);
  return rainRate_mmh === 0 ? 0 : k * rainRate_mmh ** alpha;
}

function regression({ terms, slope, offset }: P838Regression, logarithm: number): number {
  let sum = slope * logarithm + offset;
  for (const [a, b, c] of terms) sum += a * Math.exp(-(((logarithm - b) / c) ** 2));
  return sum;
}
