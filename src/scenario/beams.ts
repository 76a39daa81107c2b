import type { BeamReuse } from "../antenna/beam-lattice.js";
import type { PrecoderSettings } from "../receiver/precoding/linear-precoder.js";

/** The beams of a multi-beam satellite and the users under them. */
export interface Beams {
  /** Rings of beams whose users count: 2 are 19 beams. */
  readonly innerTiers: number;
  /** Rings around them that only interfere. */
  readonly outerTiers: number;
  /** Of neighbouring beams in direction cosines; `halfPower`: their 3 dB contours meet, TR 38.821. */
  readonly spacing: number | "halfPower";
  /**
   * `satelliteFixed`: the lattice stands still around a direction at the satellite, given by the elevation of the place it
   * looks at (90 deg: nadir). `earthFixed`: the beams are steered to cells on the ground around the site, as they lie when the
   * satellite stands over it.
   */
  readonly cells: { readonly kind: "satelliteFixed"; readonly elevation_deg: number } | { readonly kind: "earthFixed" };
  readonly reuse: BeamReuse;
  /** Of beams of the same frequency in the other polarisation; Infinity for none of their power. */
  readonly crossPolarIsolation_dB: number;
  /** Beams (0 the central one, then ring by ring) whose power is not the nominal one. */
  readonly powerOffsets: readonly BeamPowerOffset[];
  readonly users: { readonly perBeam: number; readonly drops: number };
  readonly precoding?: Precoding;
  /** Slots that each group of users is sent in a bit-true run of an NR waveform. */
  readonly slotsPerGroup: number;
}

export interface BeamPowerOffset {
  readonly beam: number;
  readonly offset_dB: number;
}

/** One user a beam at a time, served by all feeds or elements together. */
export interface Precoding extends PrecoderSettings {
  readonly grouping:
    | { readonly kind: "random" }
    /** In direction cosines. */
    | { readonly kind: "geographic"; readonly separation: number }
    /** Largest normalised product of two users' channels. */
    | { readonly kind: "semiOrthogonal"; readonly threshold: number };
  readonly csi: {
    /** Age of the channel state when it is used: given, or the way to the farthest user and back, and a processing delay. */
    readonly age:
      | { readonly kind: "fixed"; readonly age_s: number }
      | { readonly kind: "roundTrip"; readonly processing_s: number };
    /** Mean square of the estimation error over that of the user's channel; none if left out. */
    readonly normalisedError_dB?: number;
    readonly amplitudeBits?: number;
    readonly phaseBits?: number;
    /** `orbit`: the satellite's motion since the report is taken out, which leaves the users' own fading. */
    readonly prediction: "none" | "orbit";
  };
  /** Groups of users that are drawn in each drop. */
  readonly groups: number;
  /** Frequencies over the bandwidth at which the channel is looked at, each with a precoder of its own. */
  readonly frequencies: number;
  /** A second satellite that sends the same symbols. */
  readonly secondSatellite?: {
    readonly ahead_deg: number;
    readonly beside_deg: number;
    readonly phaseError_deg: number;
    readonly timingError_s: number;
  };
}
