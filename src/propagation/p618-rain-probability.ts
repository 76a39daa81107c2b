import { normalQuantile } from "../statistics/normal-quantile.js";
import { expectAtLeast, expectElevation_deg, expectExceedance_pct } from "./domain.js";

/**
 * Probability of rain anywhere on a slant path, percent.
 *
 * ITU-R P.618-14, section 2.2.1.2, steps 1 to 5.
 *
 * @param rainProbability_pct  of rain at the station (ITU-R P.837), above 0 and below 100
 * @param slantPath_km         below the rain height (`rainAttenuation`), from 0
 * @param elevation_deg        above 0 up to 90
 */
export function rainAttenuationProbability_pct(
  rainProbability_pct: number,
  slantPath_km: number,
  elevation_deg: number,
): number {
  expectExceedance_pct(rainProbability_pct);
  expectAtLeast("slantPath_km", slantPath_km, 0);
  expectElevation_deg(elevation_deg);
  const p0 = rainProbability_pct / 100;
  // Step 2: Q(alpha) = P0
  const alpha = -normalQuantile(p0);
  // Step 3
  const distance_km = slantPath_km * Math.cos((elevation_deg * Math.PI) / 180);
  const correlation = 0.59 * Math.exp(-distance_km / 31) + 0.41 * Math.exp(-distance_km / 800);
  // Steps 4, 5
  const excess = jointExcess(alpha, correlation);
  return 100 * (1 - (1 - p0) * (excess / (p0 * (1 - p0))) ** p0);
}

/**
 * P(X > a, Y > a) - P(X > a)^2 of two standard normal variables, by the integral over the correlation
 * (1/2 pi) of exp(-a^2 / (1 + sin t)) from 0 to asin(rho) (Drezner and Wesolowsky, J. Stat. Comput. Simul. 35, 1990),
 * with Simpson's rule: the integrand is smooth, and the difference of probabilities loses no digits.
 */
function jointExcess(a: number, correlation: number): number {
  const intervals = 400;
  const step = Math.asin(Math.min(correlation, 1)) / intervals;
  let sum = 0;
  for (let i = 0; i <= intervals; i++) {
    const weight = i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp((-a * a) / (1 + Math.sin(i * step)));
  }
  return (sum * step) / 3 / (2 * Math.PI);
}
