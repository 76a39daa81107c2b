import type { NtnCdlName } from "./cluster-profile.js";
import type { LargeScaleEnvironment } from "./large-scale-parameters.js";
import type { LmsTwoState } from "./lms-two-state.js";
import type { LooTriplet } from "./loo.js";
import type { RecordedProfile } from "./recorded-profile.js";
import type { ShadowedRician } from "./shadowed-rician.js";
import type { ntnConformanceProfiles, ntnTdlProfiles } from "./tapped-delay-line.data.js";
import type { UserMotion } from "./user-motion.js";

/** A fading channel as plain data, so that every worker makes its own realisations. */
export type FadingSpec =
  | { readonly kind: "awgn" }
  | { readonly kind: "rician"; readonly motion: UserMotion; readonly k_dB: number }
  | {
      readonly kind: "tappedDelayLine";
      readonly motion: UserMotion;
      readonly profile: keyof typeof ntnTdlProfiles;
      readonly spread: SpreadSource;
      /** The profile's own, or that of the surroundings, if left out. */
      readonly kFactor_dB?: number;
    }
  | {
      readonly kind: "clusteredDelayLine";
      readonly profile: NtnCdlName;
      readonly spread: SpreadSource;
      /** The profile's own, or those of the surroundings, if left out. */
      readonly kFactor_dB?: number;
      readonly asa_deg?: number;
      readonly zsa_deg?: number;
      readonly elevation_deg: number;
      readonly speed_ms: number;
      readonly bearing_deg: number;
    }
  /** A conformance profile, whose Doppler shift is given with it. */
  | { readonly kind: "conformance"; readonly profile: keyof typeof ntnConformanceProfiles }
  | {
      readonly kind: "shadowedRician";
      readonly motion: UserMotion;
      readonly set: ShadowedRician;
      readonly correlation_m: number;
    }
  | { readonly kind: "loo"; readonly motion: UserMotion; readonly triplet: LooTriplet; readonly correlation_m: number }
  | { readonly kind: "lmsTwoState"; readonly motion: UserMotion; readonly states: LmsTwoState }
  | { readonly kind: "recorded"; readonly profile: RecordedProfile }
  | LargeScaleSpec;

/** A wanted delay spread, or the medians of surroundings at an elevation. */
export type SpreadSource =
  | { readonly delaySpread_s: number }
  | { readonly surroundings: LargeScaleEnvironment; readonly elevation_deg: number };

/** Everything of TR 38.811, 6.7, along the pass. */
export interface LargeScaleSpec {
  readonly kind: "largeScale";
  readonly environment: LargeScaleEnvironment;
  readonly speed_ms: number;
  /** From north over east. */
  readonly heading_deg: number;
  readonly losCorrelationDistance_m: number;
  readonly turnDecorrelation_deg: number;
  /** Of every parameter, in place of the tables' own. */
  readonly correlationDistance_m?: number;
}
