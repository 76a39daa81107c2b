import type { Interference, Polarisation, Station } from "../budget/station.js";
import type { MacConfig } from "../mac/mac-config.js";

/**
 * A scenario after parsing: units resolved to SI (decibels where the field speaks decibels), defaults filled in.
 * What a user may write, with units, ranges and defaults, is documented in `schema.ts`.
 */
export interface Scenario {
  readonly title: string;
  readonly orbit: Orbit;
  readonly time: TimeSpan;
  readonly site: Site;
  readonly link: Link;
  readonly satellite: Station;
  readonly terminal: Station;
  readonly propagation: Propagation;
  readonly waveform: DvbS2xWaveform;
  readonly mac: MacConfig;
  readonly run: RunSettings;
}

export type Orbit = TleOrbit | ShellOrbit | FixedOrbit;

/** A real satellite from a two-line element set. */
export interface TleOrbit {
  readonly kind: "tle";
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
}

/** A Walker shell of circular orbits over a spherical Earth; one plane with one satellite is a single circular orbit. */
export interface ShellOrbit {
  readonly kind: "shell";
  readonly pattern: "delta" | "star";
  readonly altitude_m: number;
  readonly inclination_deg: number;
  readonly planes: number;
  readonly satellitesPerPlane: number;
  /** Walker phasing F, 0 to planes - 1. */
  readonly phasing: number;
  /** Right ascension of the first plane's ascending node at `epoch_ms`. */
  readonly raan_deg: number;
  /** Argument of latitude of the first plane's first satellite at `epoch_ms`. */
  readonly argumentOfLatitude_deg: number;
  /** Unix time in milliseconds, UTC. */
  readonly epoch_ms: number;
}

/** A satellite that stands still in the sky; slant range over a sphere of 6371 km. */
export interface FixedOrbit {
  readonly kind: "fixed";
  readonly elevation_deg: number;
  readonly azimuth_deg: number;
  readonly altitude_m: number;
}

export interface TimeSpan {
  /** Unix time in milliseconds, UTC. */
  readonly start_ms: number;
  /** `nextPass`: from rise to set (above `minimumElevation_deg`) of the first pass that rises after the start. */
  readonly duration_s: number | "nextPass";
  readonly step_s: number;
}

export interface Site {
  readonly name: string;
  readonly latitude_deg: number;
  readonly longitude_deg: number;
  readonly altitude_m: number;
  readonly minimumElevation_deg: number;
  readonly climate: Climate;
}

/** What the ITU-R models ask of a place; `undefined` where the scenario does not say (an error if a model needs it). */
export interface Climate {
  /** Rain rate exceeded 0.01 % of an average year. */
  readonly rainRate001_mmh?: number;
  readonly rainHeight_km?: number;
  /** Mean surface values. */
  readonly temperature_K: number;
  readonly pressure_hPa: number;
  /** Surface water-vapour density used for gas: for P.618-14's total, the value exceeded 5 % of the year. */
  readonly vapourDensity_gm3: number;
  /** Columnar cloud liquid water exceeded 5 % of the year (P.618-14 holds cloud at 5 % for rarer events). */
  readonly cloudLiquidWater_kgm2?: number;
  /** Median wet term of the surface refractivity, N-units. */
  readonly wetRefractivity?: number;
}

export interface Link {
  readonly direction: "downlink" | "uplink";
  readonly carrier_Hz: number;
  readonly bandwidth_Hz: number;
  readonly polarisation: Polarisation;
  readonly payload: Payload;
  readonly interference: Interference;
}

export type Payload = { readonly kind: "regenerative" } | TransparentPayload;

/** A bent pipe: the feeder hop is a link of its own between the gateway and the satellite's feeder antenna. */
export interface TransparentPayload {
  readonly kind: "transparent";
  readonly feeder: {
    readonly carrier_Hz: number;
    readonly polarisation: Polarisation;
    readonly interference: Interference;
    readonly gatewaySite: Site;
    readonly gateway: Station;
    readonly satellite: Station;
  };
}

export interface Propagation {
  readonly gas: "p676Annex1" | "p676Annex2" | "tr38811" | "none";
  readonly rain: "p618" | "none";
  readonly cloud: "p840" | "none";
  readonly scintillation: "p618" | "tr38811" | "none";
  /** TR 38.811 clutter loss of a terminal without line of sight. */
  readonly clutter: "none" | "denseUrban" | "urban" | "suburbanRural";
  /** A fixed margin for shadow fading, as TR 38.821's budgets use. */
  readonly shadowing_dB: number;
  readonly condition: Condition;
}

export type Condition =
  /** Attenuation exceeded for 100 - availability percent of an average year, held for the whole run. */
  | { readonly kind: "availability"; readonly availability_pct: number }
  /** Gas only: no rain, cloud or scintillation. */
  | { readonly kind: "clearSky" }
  /** Gas plus a fixed slant-path attenuation, which also raises the sky noise. */
  | { readonly kind: "excessAttenuation"; readonly attenuation_dB: number };

export interface DvbS2xWaveform {
  readonly kind: "dvbS2x";
  readonly rollOff: number;
  readonly pilots: boolean;
  /** Names of the MODCODs that adaptation may use, in rising order of threshold. */
  readonly modcods: readonly string[];
  readonly implementationLoss_dB: number;
}

export type Fidelity = "budget" | "abstracted";

export interface RunSettings {
  readonly fidelity: Fidelity;
  readonly seed: number;
  /** Independent replications of the abstracted run: at least `minimum`, until the target is met, at most `maximum`. */
  readonly replications: {
    readonly minimum: number;
    readonly maximum: number;
    /** Half-width of the 95 % interval relative to the mean, of delivered throughput and of mean latency. */
    readonly relativeError: number;
  };
}
