import { expectAbove, expectBetween, expectElevation_deg } from "./domain.js";
import type { ModelRange } from "./model-range.js";
import {
  tr38811Clutter,
  tr38811Elevations_deg,
  tr38811TroposphericTable_dB,
  tr38811ZenithGas,
} from "./tr38811.data.js";

/** Validity of the losses of TR 38.811 6.6; the tables by elevation start at 10 degrees. */
export const tr38811Range: ModelRange = {
  source: "3GPP TR 38.811, 6.6",
  frequency_GHz: [0.5, 100],
  elevation_deg: [10, 90],
};

/** Kinds of surroundings with a clutter table. */
export type ClutterEnvironment = keyof typeof tr38811Clutter;

/** Below this frequency scintillation is ionospheric, from it on tropospheric: TR 38.811, 6.6.6. */
const ionosphericLimit_GHz = 6;

/** Ionospheric scintillation is for sites up to this latitude north and south: TR 38.811, 6.6.6.1. */
export const ionosphericLatitude_deg = 20;

/**
 * Clutter tables exist for S band (2 GHz) and Ka band (20 and 30 GHz); what lies below this frequency takes the S-band
 * one, by the choice of the ns-3 project, since the TR is silent about the bands between.
 */
const kaBandFrom_GHz = 13;

/**
 * Attenuation by gases at the zenith, dB, linear between the whole gigahertz of the table.
 *
 * 3GPP TR 38.811, 6.6.4 (figure of ITU-R P.676).
 *
 * @param frequency_GHz  0 to 100
 */
export function tr38811ZenithGas_dB(frequency_GHz: number): number {
  expectBetween("frequency_GHz", frequency_GHz, 0, 100);
  const below = Math.min(Math.floor(frequency_GHz), 99);
  const low_dB = tr38811ZenithGas[below];
  return low_dB + (frequency_GHz - below) * (tr38811ZenithGas[below + 1] - low_dB);
}

/**
 * Attenuation by gases on the slant path, as TR 38.811 counts it: from 10 GHz at every elevation, and above 1 GHz at
 * elevations below 10 degrees; 0 elsewhere.
 *
 * 3GPP TR 38.811, 6.6.4, eq. (6.6-8): zenith attenuation over sin(elevation).
 *
 * @param frequency_GHz  0 to 100
 * @param elevation_deg  above 0 up to 90
 */
export function tr38811GasAttenuation_dB(frequency_GHz: number, elevation_deg: number): number {
  expectElevation_deg(elevation_deg);
  const zenith_dB = tr38811ZenithGas_dB(frequency_GHz);
  const counts = frequency_GHz >= 10 || (frequency_GHz > 1 && elevation_deg < 10);
  return counts ? zenith_dB / Math.sin((elevation_deg * Math.PI) / 180) : 0;
}

/**
 * Tropospheric scintillation, dB, at the nearest elevation of the table (20 GHz, 99 %, Toulouse).
 *
 * 3GPP TR 38.811, 6.6.6.2, Table 6.6.6.2.1-1.
 *
 * @param elevation_deg  above 0 up to 90; below 10 the table's first value
 */
export function tr38811TroposphericScintillation_dB(elevation_deg: number): number {
  return tr38811TroposphericTable_dB[nearestElevation(elevation_deg)];
}

/**
 * Ionospheric scintillation, dB: the peak-to-peak fluctuation of 1.1 dB at 4 GHz, scaled by f^-1.5, over sqrt(2).
 *
 * 3GPP TR 38.811, 6.6.6.1. For latitudes up to 20 degrees and frequencies below 6 GHz.
 *
 * @param frequency_GHz  above 0
 */
export function tr38811IonosphericScintillation_dB(frequency_GHz: number): number {
  expectAbove("frequency_GHz", frequency_GHz, 0);
  return (1.1 * (frequency_GHz / 4) ** -1.5) / Math.SQRT2;
}

/**
 * Scintillation loss: ionospheric below 6 GHz (only at latitudes up to 20 degrees), tropospheric from 6 GHz on.
 *
 * 3GPP TR 38.811, 6.6.6.
 *
 * @param latitude_deg  of the site; 0 where none is given
 */
export function tr38811Scintillation_dB(frequency_GHz: number, elevation_deg: number, latitude_deg = 0): number {
  expectAbove("frequency_GHz", frequency_GHz, 0);
  expectBetween("latitude_deg", latitude_deg, -90, 90);
  if (!isIonospheric(frequency_GHz)) return tr38811TroposphericScintillation_dB(elevation_deg);
  expectElevation_deg(elevation_deg);
  return Math.abs(latitude_deg) <= ionosphericLatitude_deg ? tr38811IonosphericScintillation_dB(frequency_GHz) : 0;
}

/** Whether the ionosphere, not the troposphere, makes the scintillation at a frequency. */
export function isIonospheric(frequency_GHz: number): boolean {
  return frequency_GHz < ionosphericLimit_GHz;
}

/**
 * Clutter loss of a terminal without line of sight, at the nearest elevation of the table.
 *
 * 3GPP TR 38.811, 6.6.2, Tables 6.6.2-1 to 6.6.2-3.
 *
 * @param frequency_GHz  above 0; S-band table below 13 GHz, Ka-band table from there
 * @param elevation_deg  above 0 up to 90; below 10 the table's first value
 */
export function tr38811ClutterLoss_dB(
  environment: ClutterEnvironment,
  frequency_GHz: number,
  elevation_deg: number,
): number {
  expectAbove("frequency_GHz", frequency_GHz, 0);
  const { sBand_dB, kaBand_dB } = tr38811Clutter[environment];
  return (frequency_GHz < kaBandFrom_GHz ? sBand_dB : kaBand_dB)[nearestElevation(elevation_deg)];
}

/** Index into the tables by elevation; half-way between two rows the higher one. */
function nearestElevation(elevation_deg: number): number {
  expectElevation_deg(elevation_deg);
  return Math.max(0, Math.min(tr38811Elevations_deg.length, Math.round(elevation_deg / 10)) - 1);
}
