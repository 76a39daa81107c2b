import { normalQuantile } from "../statistics/normal-quantile.js";
import { expectAbove, expectAtLeast, expectBetween, expectElevation_deg, expectExceedance_pct } from "./domain.js";
import type { ModelRange } from "./model-range.js";

/** Validity of the cloud attenuation. */
export const p840Range: ModelRange = { source: "ITU-R P.840-9", frequency_GHz: [1, 200], elevation_deg: [5, 90] };

/** Log-normal distribution of the columnar cloud liquid water content. */
export interface CloudLogNormal {
  /** Mean and standard deviation of the natural logarithm of the content in kg/m2. */
  readonly mL: number;
  readonly sL: number;
  /** Probability of cloud, percent. */
  readonly PL_pct: number;
}

/**
 * Specific attenuation coefficient of cloud liquid water, (dB/km)/(g/m3).
 *
 * ITU-R P.840-9, Annex 1, section 2: double-Debye permittivity of water.
 */
export function cloudSpecificCoefficient(frequency_GHz: number, temperature_K: number): number {
  expectAbove("frequency_GHz", frequency_GHz, 0);
  expectAbove("temperature_K", temperature_K, 0);
  const f = frequency_GHz;
  const theta1 = 300 / temperature_K - 1;
  // Relaxation frequencies and static permittivities.
  const fp = 20.2 - 146 * theta1 + 316 * theta1 * theta1;
  const fs = 39.8 * fp;
  const eps0 = 77.66 + 103.3 * theta1;
  const eps1 = 0.0671 * eps0;
  const eps2 = 3.52;
  const principal = 1 + (f / fp) ** 2;
  const secondary = 1 + (f / fs) ** 2;
  const imaginary = (f * (eps0 - eps1)) / (fp * principal) + (f * (eps1 - eps2)) / (fs * secondary);
  const real = (eps0 - eps1) / principal + (eps1 - eps2) / secondary + eps2;
  const eta = (2 + real) / imaginary;
  return (0.819 * f) / (imaginary * (1 + eta * eta));
}

/**
 * Mass absorption coefficient of cloud liquid water, dB/(kg/m2) at zenith.
 *
 * ITU-R P.840-9, Annex 1, section 3.
 */
export function cloudMassCoefficient(frequency_GHz: number): number {
  const first = 0.1522 * Math.exp(-((frequency_GHz + 23.9589) ** 2) / 3299.1);
  const second = 11.51 * Math.exp(-((frequency_GHz - 219.2096) ** 2) / 2_759_500);
  return cloudSpecificCoefficient(frequency_GHz, 273.75) * (first + second - 10.4912);
}

/**
 * Cloud attenuation on a slant path.
 *
 * ITU-R P.840-9, Annex 1, section 3.1 (a given content) and 3.2 (the content exceeded for p %).
 *
 * @param liquidWater_kgm2  columnar content from the surface, from 0
 */
export function cloudAttenuation_dB(frequency_GHz: number, elevation_deg: number, liquidWater_kgm2: number): number {
  expectElevation_deg(elevation_deg);
  expectAtLeast("liquidWater_kgm2", liquidWater_kgm2, 0);
  return (cloudMassCoefficient(frequency_GHz) * liquidWater_kgm2) / Math.sin((elevation_deg * Math.PI) / 180);
}

/**
 * Cloud attenuation exceeded for p %, from the log-normal approximation of the content.
 *
 * ITU-R P.840-9, Annex 1, section 3.3. Zero where clouds are rarer than p, and where PL is at most 0.02 %.
 */
export function cloudAttenuationLogNormal_dB(
  frequency_GHz: number,
  elevation_deg: number,
  exceedance_pct: number,
  { mL, sL, PL_pct }: CloudLogNormal,
): number {
  expectExceedance_pct(exceedance_pct);
  expectBetween("PL_pct", PL_pct, 0, 100);
  expectAtLeast("sL", sL, 0);
  if (!Number.isFinite(mL)) throw new RangeError(`mL: expected a number, found ${mL}`);
  if (PL_pct <= 0.02 || exceedance_pct >= PL_pct) return 0;
  const quantile = -normalQuantile(exceedance_pct / PL_pct);
  return cloudAttenuation_dB(frequency_GHz, elevation_deg, Math.exp(mL + sL * quantile));
}
