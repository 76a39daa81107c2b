import { fromdB } from "../decibel.js";
import { meanRadiatingTemperature_K } from "../physics.js";
import { expectAbove, expectAtLeast } from "./domain.js";

/** Temperature of the cosmic background in P.618's sky noise, K: ITU-R P.618-14, section 3. */
const cosmicBackground_K = 2.7;

/**
 * Mean radiating temperature from the surface temperature.
 *
 * ITU-R P.618-14, section 3: 37.34 + 0.81 T.
 */
export function meanRadiatingTemperatureOfSurface_K(surfaceTemperature_K: number): number {
  expectAbove("surfaceTemperature_K", surfaceTemperature_K, 0);
  return 37.34 + 0.81 * surfaceTemperature_K;
}

/**
 * Sky noise temperature at a ground station.
 *
 * ITU-R P.618-14, section 3: T_mr (1 - 10^(-A/10)) + 2.7 10^(-A/10).
 *
 * @param attenuation_dB  of the atmosphere without scintillation, from 0
 */
export function skyNoiseTemperature_K(
  attenuation_dB: number,
  radiating_K: number = meanRadiatingTemperature_K,
): number {
  expectAtLeast("attenuation_dB", attenuation_dB, 0);
  expectAbove("radiating_K", radiating_K, 0);
  const transmission = fromdB(-attenuation_dB);
  return radiating_K * (1 - transmission) + cosmicBackground_K * transmission;
}
