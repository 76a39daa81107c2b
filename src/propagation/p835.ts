import { expectAtLeast, expectBetween } from "./domain.js";

/** Vapour density at sea level of the mean annual global atmosphere, g/m3: ITU-R P.835-6, Annex 1, eq. (7). */
const meanAnnualVapourDensity_gm3 = 7.5;

/** Scale height of the vapour density, km: ITU-R P.835-6, Annex 1, eq. (6). */
const vapourScaleHeight_km = 2;

/** Above the height where it falls to this, e/P stays constant: ITU-R P.835-6, Annex 1, section 1.2. */
const minimumMixingRatio = 2e-6;

/** The atmosphere is defined from sea level to here. */
export const topOfAtmosphere_km = 100;

/**
 * Temperature of the mean annual global reference atmosphere.
 *
 * ITU-R P.835-6, Annex 1, eq. (2a) to (2g), (4a), (4b).
 *
 * @param height_km  geometric height, -1 to 100 (below sea level the first layer is continued)
 */
export function referenceTemperature_K(height_km: number): number {
  expectBetween("height_km", height_km, -1, topOfAtmosphere_km);
  if (height_km >= 86) {
    return height_km <= 91 ? 186.8673 : 263.1905 - 76.3232 * Math.sqrt(1 - ((height_km - 91) / 19.9429) ** 2);
  }
  const h = geopotentialHeight_km(height_km);
  if (h <= 11) return 288.15 - 6.5 * h;
  if (h <= 20) return 216.65;
  if (h <= 32) return 216.65 + (h - 20);
  if (h <= 47) return 228.65 + 2.8 * (h - 32);
  if (h <= 51) return 270.65;
  if (h <= 71) return 270.65 - 2.8 * (h - 51);
  return 214.65 - 2 * (h - 71);
}

/**
 * Total pressure of the mean annual global reference atmosphere.
 *
 * ITU-R P.835-6, Annex 1, eq. (3a) to (3g), (5).
 *
 * @param height_km  geometric height, -1 to 100 (below sea level the first layer is continued)
 */
export function referencePressure_hPa(height_km: number): number {
  expectBetween("height_km", height_km, -1, topOfAtmosphere_km);
  if (height_km >= 86) {
    const z = height_km;
    return Math.exp(95.571899 + z * (-4.011801 + z * (6.424731e-2 + z * (-4.78966e-4 + z * 1.340543e-6))));
  }
  const h = geopotentialHeight_km(height_km);
  if (h <= 11) return 1013.25 * (288.15 / (288.15 - 6.5 * h)) ** (-34.1632 / 6.5);
  if (h <= 20) return 226.3226 * Math.exp((-34.1632 * (h - 11)) / 216.65);
  if (h <= 32) return 54.7498 * (216.65 / (216.65 + (h - 20))) ** 34.1632;
  if (h <= 47) return 8.680422 * (228.65 / (228.65 + 2.8 * (h - 32))) ** (34.1632 / 2.8);
  if (h <= 51) return 1.109106 * Math.exp((-34.1632 * (h - 47)) / 270.65);
  if (h <= 71) return 0.6694167 * (270.65 / (270.65 - 2.8 * (h - 51))) ** (-34.1632 / 2.8);
  return 0.03956649 * (214.65 / (214.65 - 2 * (h - 71))) ** (-34.1632 / 2);
}

/**
 * Vapour density above a site, falling by e every 2 km until the mixing ratio e/P is 2e-6 and with constant mixing
 * ratio above.
 *
 * ITU-R P.835-6, Annex 1, section 1.2, eq. (6) to (8).
 *
 * @param height_km             geometric height, up to 100
 * @param surfaceDensity_gm3    at the site, from 0; the least mixing ratio holds for it too
 * @param surfaceHeight_km      of the site
 */
export function referenceVapourDensity_gm3(
  height_km: number,
  surfaceDensity_gm3: number = meanAnnualVapourDensity_gm3,
  surfaceHeight_km = 0,
): number {
  expectAtLeast("surfaceDensity_gm3", surfaceDensity_gm3, 0);
  const decaying = surfaceDensity_gm3 * Math.exp(-(height_km - surfaceHeight_km) / vapourScaleHeight_km);
  // e/P = (rho T / 216.7) / P
  const floor = (minimumMixingRatio * referencePressure_hPa(height_km) * 216.7) / referenceTemperature_K(height_km);
  return Math.max(decaying, floor);
}

/** ITU-R P.835-6, Annex 1, eq. (1a). */
function geopotentialHeight_km(height_km: number): number {
  return (6356.766 * height_km) / (6356.766 + height_km);
}
