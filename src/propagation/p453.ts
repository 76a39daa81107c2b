import { expectAbove, expectAtLeast, expectBetween } from "./domain.js";

/**
 * Saturation vapour pressure over liquid water.
 *
 * ITU-R P.453-14, section 1, eq. (9), coefficients for water (valid between -40 and +50 degrees Celsius).
 *
 * @param temperature_C  degrees Celsius
 * @param pressure_hPa   total air pressure
 */
export function saturationVapourPressure_hPa(temperature_C: number, pressure_hPa: number): number {
  expectAbove("temperature_C", temperature_C, -257.14);
  expectAtLeast("pressure_hPa", pressure_hPa, 0);
  const enhancement = 1 + 1e-4 * (7.2 + pressure_hPa * (0.032 + 5.9e-6 * temperature_C * temperature_C));
  return enhancement * 6.1121 * Math.exp(((18.678 - temperature_C / 234.5) * temperature_C) / (temperature_C + 257.14));
}

/**
 * Vapour pressure from relative humidity.
 *
 * ITU-R P.453-14, section 1, eq. (8).
 */
export function vapourPressure_hPa(temperature_C: number, relativeHumidity_pct: number, pressure_hPa: number): number {
  expectBetween("relativeHumidity_pct", relativeHumidity_pct, 0, 100);
  return (relativeHumidity_pct / 100) * saturationVapourPressure_hPa(temperature_C, pressure_hPa);
}

/**
 * Vapour pressure from vapour density.
 *
 * ITU-R P.453-14, section 1, eq. (10): e = rho T / 216.7.
 */
export function vapourPressureOfDensity_hPa(vapourDensity_gm3: number, temperature_K: number): number {
  return (vapourDensity_gm3 * temperature_K) / 216.7;
}

/**
 * Wet term of the radio refractivity, in N-units.
 *
 * ITU-R P.453-14, section 1, eq. (4): 72 e/T + 3.75e5 e/T^2.
 */
export function wetRefractivity(vapourPressure_hPa: number, temperature_K: number): number {
  return (72 * vapourPressure_hPa) / temperature_K + (3.75e5 * vapourPressure_hPa) / (temperature_K * temperature_K);
}

/**
 * Radio refractive index of air.
 *
 * ITU-R P.453-14, section 1, eq. (1) and (2): n = 1 + 1e-6 (77.6 Pd/T + wet term).
 */
export function refractiveIndex(dryPressure_hPa: number, vapourPressure_hPa: number, temperature_K: number): number {
  return 1 + 1e-6 * ((77.6 * dryPressure_hPa) / temperature_K + wetRefractivity(vapourPressure_hPa, temperature_K));
}
