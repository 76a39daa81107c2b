import { expectAbove, expectAtLeast } from "./domain.js";
import type { ModelRange } from "./model-range.js";
import { vapourPressureOfDensity_hPa } from "./p453.js";
import { p676OxygenLines, p676WaterLines } from "./p676-lines.data.js";

/** Validity of the line-by-line model. */
export const p676Annex1Range: ModelRange = { source: "ITU-R P.676-13, Annex 1", frequency_GHz: [1, 1000] };

/** Air at one place. */
export interface Air {
  /** Pressure without the part of water vapour. */
  readonly dryPressure_hPa: number;
  readonly temperature_K: number;
  readonly vapourDensity_gm3: number;
}

/**
 * Specific attenuation of dry air (oxygen lines, the non-resonant Debye spectrum and pressure-induced nitrogen), dB/km.
 *
 * ITU-R P.676-13, Annex 1, section 1, eq. (1), (2a), (3), (5) to (9), Table 1.
 *
 * @param frequency_GHz  above 0; valid from 1 to 1000
 */
export function oxygenSpecificAttenuation_dBkm(frequency_GHz: number, air: Air): number {
  checkAir(frequency_GHz, air);
  const f = frequency_GHz;
  const p = air.dryPressure_hPa;
  const e = vapourPressureOfDensity_hPa(air.vapourDensity_gm3, air.temperature_K);
  const theta = 300 / air.temperature_K;
  const logTheta = Math.log(theta);
  const theta08 = Math.exp(0.8 * logTheta);
  const strength = 1e-7 * p * theta ** 3;
  let sum = 0;
  for (const [f0, a1, a2, a3, a4, a5, a6] of p676OxygenLines) {
    // (3) line strength
    const s = a1 * strength * Math.exp(a2 * (1 - theta));
    // (6a), (6b) width, with Zeeman splitting
    const pressureWidth = a3 * 1e-4 * (p * (a4 === 0 ? theta08 : Math.exp((0.8 - a4) * logTheta)) + 1.1 * e * theta);
    const width2 = pressureWidth * pressureWidth + 2.25e-6;
    const width = Math.sqrt(width2);
    // (7) interference of neighbouring lines
    const delta = (a5 + a6 * theta) * 1e-4 * (p + e) * theta08;
    // (5) line shape
    const below = f0 - f;
    const above = f0 + f;
    sum +=
      s *
      (f / f0) *
      ((width - delta * below) / (below * below + width2) + (width - delta * above) / (above * above + width2));
  }
  // (8), (9) continuum
  const d = 5.6e-4 * (p + e) * theta08;
  const continuum =
    f *
    p *
    theta *
    theta *
    (6.14e-5 / (d * (1 + (f / d) ** 2)) + (1.4e-12 * p * Math.exp(1.5 * logTheta)) / (1 + 1.9e-5 * f ** 1.5));
  // In air that is all but absent, both are 0/0.
  return p + e > 0 ? 0.182 * f * (sum + continuum) : 0;
}

/**
 * Specific attenuation of water vapour, dB/km.
 *
 * ITU-R P.676-13, Annex 1, section 1, eq. (1), (2b), (3), (5), (6a), (6b), Table 2.
 *
 * @param frequency_GHz  above 0; valid from 1 to 1000
 */
export function waterSpecificAttenuation_dBkm(frequency_GHz: number, air: Air): number {
  checkAir(frequency_GHz, air);
  const f = frequency_GHz;
  const p = air.dryPressure_hPa;
  const e = vapourPressureOfDensity_hPa(air.vapourDensity_gm3, air.temperature_K);
  const theta = 300 / air.temperature_K;
  const logTheta = Math.log(theta);
  const strength = 0.1 * e * Math.exp(3.5 * logTheta);
  let sum = 0;
  for (const [f0, b1, b2, b3, b4, b5, b6] of p676WaterLines) {
    // (3) line strength
    const s = b1 * strength * Math.exp(b2 * (1 - theta));
    // (6a), (6b) width, with Doppler broadening
    const pressureWidth = b3 * 1e-4 * (p * Math.exp(b4 * logTheta) + b5 * e * Math.exp(b6 * logTheta));
    const width =
      0.535 * pressureWidth + Math.sqrt(0.217 * pressureWidth * pressureWidth + (2.1316e-12 * f0 * f0) / theta);
    // (5) line shape; water has no interference term (7)
    const below = f0 - f;
    const above = f0 + f;
    sum += s * (f / f0) * (width / (below * below + width * width) + width / (above * above + width * width));
  }
  return 0.182 * f * sum;
}

function checkAir(frequency_GHz: number, { dryPressure_hPa, temperature_K, vapourDensity_gm3 }: Air): void {
  expectAbove("frequency_GHz", frequency_GHz, 0);
  expectAtLeast("dryPressure_hPa", dryPressure_hPa, 0);
  expectAbove("temperature_K", temperature_K, 0);
  expectAtLeast("vapourDensity_gm3", vapourDensity_gm3, 0);
}
