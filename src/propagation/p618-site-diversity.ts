import { expectAbove, expectAtLeast, expectBetween } from "./domain.js";
import type { ModelRange } from "./model-range.js";

/** Validity of the diversity gain. */
export const p618SiteDiversityRange: ModelRange = { source: "ITU-R P.618-14, 2.2.4.2", frequency_GHz: [10, 30] };

/**
 * Gain of a pair of earth stations over one in rain: attenuation at the same percentage of time, less this.
 *
 * ITU-R P.618-14, section 2.2.4.2, steps 1 to 5. For separations up to 20 km.
 *
 * @param separation_km   between the two sites, from 0
 * @param attenuation_dB  of rain at a single site, from 0
 * @param frequency_GHz   above 0
 * @param elevation_deg   0 to 90
 * @param baseline_deg    angle of the path's azimuth to the line between the sites, 0 to 90
 */
export function siteDiversityGain_dB(
  separation_km: number,
  attenuation_dB: number,
  frequency_GHz: number,
  elevation_deg: number,
  baseline_deg: number,
): number {
  expectAtLeast("separation_km", separation_km, 0);
  expectAtLeast("attenuation_dB", attenuation_dB, 0);
  expectAbove("frequency_GHz", frequency_GHz, 0);
  expectBetween("elevation_deg", elevation_deg, 0, 90);
  expectBetween("baseline_deg", baseline_deg, 0, 90);
  const a = 0.78 * attenuation_dB - 1.94 * (1 - Math.exp(-0.11 * attenuation_dB));
  const b = 0.59 * (1 - Math.exp(-0.1 * attenuation_dB));
  const separationGain_dB = a * (1 - Math.exp(-b * separation_km));
  const frequencyFactor = Math.exp(-0.025 * frequency_GHz);
  return separationGain_dB * frequencyFactor * (1 + 0.006 * elevation_deg) * (1 + 0.002 * baseline_deg);
}
