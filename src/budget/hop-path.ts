import type { Warning } from "../leolink-error.js";

/** What the atmosphere takes at an elevation, and which models say so. */
export interface AttenuationModel {
  at(elevation_deg: number): Attenuation;
  readonly sources: {
    readonly gas: string;
    readonly cloud: string;
    readonly rain: string;
    readonly scintillation: string;
    readonly total: string;
    readonly totalFormula: string;
    readonly condition: string;
  };
}

export interface Attenuation {
  readonly gas_dB: number;
  readonly cloud_dB: number;
  readonly rain_dB: number;
  readonly scintillation_dB: number;
  /** Given by the scenario beside gas; 0 where none is. */
  readonly excess_dB: number;
  readonly total_dB: number;
  /** The part that raises the sky's noise above its clear-sky value. */
  readonly noiseAttenuation_dB: number;
  readonly warnings: readonly Warning[];
}

/** Where the two ends see each other. */
export interface HopGeometry {
  readonly elevation_deg: number;
  readonly azimuth_deg: number;
  readonly slantRange_m: number;
  /** Angle at the satellite between its nadir and the ground station. */
  readonly nadirAngle_deg: number;
}
