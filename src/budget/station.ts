import type { AntennaPattern } from "../antenna/antenna-pattern.js";
import type { LineUpStage } from "../rf/line-up.js";

/** One end of a hop. A transmitting end needs a transmitter, a receiving end a receiver. */
export interface Station {
  readonly antenna: Antenna;
  readonly transmitter?: Transmitter;
  readonly receiver?: Receiver;
}

export interface Antenna {
  readonly pattern: AntennaPattern;
  /** Where boresight (an array's broadside) points: at the other end, straight down or up, or fixed. */
  readonly mount: Mount;
  readonly pointingError_deg: number;
  readonly polarisation: "circular" | "linear" | "matched";
  /** Axial ratio of a circularly polarised antenna, 0 dB is perfect. */
  readonly axialRatio_dB: number;
}

export type Mount =
  | { readonly kind: "tracking" }
  | { readonly kind: "nadir" }
  | { readonly kind: "zenith" }
  | { readonly kind: "fixed"; readonly azimuth_deg: number; readonly elevation_deg: number };

/** Either the EIRP at beam centre, or the amplifier's power. */
export type Transmitter =
  | { readonly kind: "eirp"; readonly eirp_dBW: number }
  | {
      readonly kind: "amplifier";
      /** Saturated output power. */
      readonly saturatedPower_dBW: number;
      readonly outputBackOff_dB: number;
      /** Between amplifier and antenna. */
      readonly feederLoss_dB: number;
    };

/** Either a G/T at beam centre under clear sky, a noise figure, or a line-up of stages. */
export type Receiver =
  | { readonly kind: "gOverT"; readonly gOverT_dBK: number }
  | {
      readonly kind: "noiseFigure";
      readonly noiseFigure_dB: number;
      readonly antennaTemperature_K: number;
      readonly feederLoss_dB: number;
      readonly ambientTemperature_K: number;
    }
  | {
      readonly kind: "lineUp";
      readonly stages: readonly LineUpStage[];
      readonly antennaTemperature_K: number;
      readonly feederLoss_dB: number;
      readonly ambientTemperature_K: number;
    };

export interface Polarisation {
  readonly kind: "rhcp" | "lhcp" | "linear";
  /** Tilt from the horizontal; 45 for circular, as P.618 and P.838 ask. */
  readonly tilt_deg: number;
}

/** Carrier-to-interference ratios in the link bandwidth; Infinity where there is none. */
export interface Interference {
  readonly coChannel_dB: number;
  readonly adjacentChannel_dB: number;
  readonly crossPolar_dB: number;
  readonly intermodulation_dB: number;
}
