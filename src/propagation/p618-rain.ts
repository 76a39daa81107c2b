import { expectAtLeast, expectBetween, expectElevation_deg, expectExceedance_pct } from "./domain.js";
import type { ModelRange } from "./model-range.js";
import { type RainCoefficients, rainCoefficients, rainPowerLaw, rainSpecificAttenuation_dBkm } from "./p838.js";

/** Validity of the rain attenuation. */
export const p618RainRange: ModelRange = {
  source: "ITU-R P.618-14, 2.2.1.1",
  frequency_GHz: [1, 55],
  exceedance_pct: [0.001, 5],
};

/** Effective radius of the Earth, km: ITU-R P.618-14, section 2.2.1.1. */
const effectiveEarthRadius_km = 8500;

/** Where it rains, and how hard. */
export interface RainSite {
  /** -90 to 90. */
  readonly latitude_deg: number;
  /** Above mean sea level. */
  readonly altitude_km: number;
  /** Mean annual, above mean sea level (ITU-R P.839). */
  readonly rainHeight_km: number;
  /** Exceeded 0.01 % of an average year (ITU-R P.837). */
  readonly rainRate001_mmh: number;
}

/** A slant path from the ground. */
export interface RainPath {
  readonly frequency_GHz: number;
  /** Above 0 up to 90. */
  readonly elevation_deg: number;
  /** Of the polarisation from the horizontal; 45 for circular. */
  readonly tilt_deg: number;
}

/** Rain attenuation and the steps that led to it. */
export interface RainAttenuation {
  /** Length of the path below the rain height, 0 when the site is above it. */
  readonly slantPath_km: number;
  /** Exceeded 0.01 % of an average year. */
  readonly attenuation001_dB: number;
  readonly attenuation_dB: number;
}

/**
 * Rain attenuation exceeded for p % of an average year on a slant path.
 *
 * ITU-R P.618-14, section 2.2.1.1, steps 1 to 10. Valid up to 55 GHz and for 0.001 to 5 %.
 *
 * @param coefficients  of ITU-R P.838 at the path's frequency, where they are known already
 */
export function rainAttenuation(
  { latitude_deg, altitude_km, rainHeight_km, rainRate001_mmh }: RainSite,
  { frequency_GHz, elevation_deg, tilt_deg }: RainPath,
  exceedance_pct: number,
  coefficients: RainCoefficients = rainCoefficients(frequency_GHz),
): RainAttenuation {
  expectBetween("latitude_deg", latitude_deg, -90, 90);
  expectAtLeast("rainRate001_mmh", rainRate001_mmh, 0);
  expectElevation_deg(elevation_deg);
  expectExceedance_pct(exceedance_pct);
  const height_km = rainHeight_km - altitude_km;
  if (!Number.isFinite(height_km)) {
    throw new RangeError(`expected a rain height and a site altitude, found ${rainHeight_km} and ${altitude_km} km`);
  }
  const slantPath_km = slantPathBelowRain_km(height_km, elevation_deg);
  if (height_km <= 0 || rainRate001_mmh === 0) return { slantPath_km, attenuation001_dB: 0, attenuation_dB: 0 };

  const sine = Math.sin((elevation_deg * Math.PI) / 180);
  const cosine = Math.cos((elevation_deg * Math.PI) / 180);
  const f = frequency_GHz;
  const latitude = Math.abs(latitude_deg);
  // Steps 3 to 5
  const horizontal_km = slantPath_km * cosine;
  const gamma_dBkm = rainSpecificAttenuation_dBkm(rainPowerLaw(coefficients, elevation_deg, tilt_deg), rainRate001_mmh);
  // Step 6: horizontal reduction
  const reduction =
    1 / (1 + 0.78 * Math.sqrt((horizontal_km * gamma_dBkm) / f) - 0.38 * (1 - Math.exp(-2 * horizontal_km)));
  // Step 7: vertical adjustment
  const zeta_deg = (Math.atan2(height_km, horizontal_km * reduction) * 180) / Math.PI;
  const rainPath_km = zeta_deg > elevation_deg ? (horizontal_km * reduction) / cosine : height_km / sine;
  const chi_deg = latitude < 36 ? 36 - latitude : 0;
  const bracket =
    (31 * (1 - Math.exp(-elevation_deg / (1 + chi_deg))) * Math.sqrt(rainPath_km * gamma_dBkm)) / (f * f) - 0.45;
  const adjustment = 1 / (1 + Math.sqrt(sine) * bracket);
  // Steps 8, 9
  const attenuation001_dB = gamma_dBkm * rainPath_km * adjustment;
  // Step 10
  const p = exceedance_pct;
  const exponent =
    0.655 +
    0.033 * Math.log(p) -
    0.045 * Math.log(attenuation001_dB) -
    latitudeTerm(p, latitude, elevation_deg, sine) * (1 - p) * sine;
  return { slantPath_km, attenuation001_dB, attenuation_dB: attenuation001_dB * (p / 0.01) ** -exponent };
}

/** Step 2; 0 when the site is above the rain. */
function slantPathBelowRain_km(height_km: number, elevation_deg: number): number {
  if (height_km <= 0) return 0;
  const sine = Math.sin((elevation_deg * Math.PI) / 180);
  if (elevation_deg >= 5) return height_km / sine;
  return (2 * height_km) / (Math.sqrt(sine * sine + (2 * height_km) / effectiveEarthRadius_km) + sine);
}

/** beta of step 10. */
function latitudeTerm(p: number, latitude: number, elevation_deg: number, sine: number): number {
  if (p >= 1 || latitude >= 36) return 0;
  const beta = -0.005 * (latitude - 36);
  return elevation_deg >= 25 ? beta : beta + 1.8 - 4.25 * sine;
}
