import type { SlantPathAttenuation } from "../propagation/slant-path.js";

/** What the atmosphere takes at an elevation, and which models say so. */
export interface AttenuationModel {
  at(elevation_deg: number): SlantPathAttenuation;
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

/** Where the two ends see each other. */
export interface HopGeometry {
  readonly elevation_deg: number;
  readonly azimuth_deg: number;
  readonly slantRange_m: number;
  /** Angle at the satellite between its nadir and the ground station. */
  readonly nadirAngle_deg: number;
}
