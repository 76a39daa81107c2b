import type { Spectrum } from "./spectrum.js";

/** A source of interference as plain data; ratios and levels in dB. */
export type InterferenceSource = { readonly name: string } & (
  | SatelliteSource
  | TerrestrialSource
  | CrossPolarSource
  | IntermodulationSource
  /** A signal given by its power at the receiver over the wanted carrier's: an adjacent channel, a jammer. */
  | {
      readonly kind: "adjacentChannel" | "jammer";
      readonly level_dB: number;
      readonly spectrum: Spectrum;
      /** Part of the time it is there; its mean power counts. */
      readonly dutyCycle: number;
    }
);

/** Other satellites over the terminal, downlink. */
export interface SatelliteSource {
  readonly kind: "satellites";
  /** Which: index into the constellations that the caller makes of the scenario. */
  readonly constellation: number;
  /** Towards the terminal, wherever it stands. */
  readonly eirp_dBW: number;
  readonly spectrum: Spectrum;
  /** Those below do not send to the terminal's neighbourhood. */
  readonly minimumElevation_deg: number;
  /** Probability that a satellite sends on the frequency; its mean power counts. */
  readonly activity: number;
}

/** A transmitter on the ground or in the air, at a fixed place in the terminal's sky, downlink. */
export interface TerrestrialSource {
  readonly kind: "terrestrial";
  readonly eirp_dBW: number;
  readonly azimuth_deg: number;
  readonly elevation_deg: number;
  /** Free space over the distance, or a loss that is given. */
  readonly path: { readonly distance_m: number } | { readonly loss_dB: number };
  readonly spectrum: Spectrum;
  readonly activity: number;
}

/** The same carrier in the other polarisation. */
export interface CrossPolarSource {
  readonly kind: "crossPolar";
  /** Its power over the wanted carrier's at the transmitter. */
  readonly level_dB: number;
  /** Discrimination of both antennas. */
  readonly satelliteXpd_dB: number;
  readonly terminalXpd_dB: number;
}

/** Intermodulation noise of the transmitter's amplifier. */
export interface IntermodulationSource {
  readonly kind: "intermodulation";
  /** Noise power ratio at output back-offs, rising; one point holds at all. */
  readonly points: readonly { readonly outputBackOff_dB: number; readonly npr_dB: number }[];
}
