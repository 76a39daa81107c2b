import type { ntnCdlProfiles } from "./clustered-delay-line.data.js";
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
      readonly delaySpread_s: number;
      /** The profile's own if left out. */
      readonly kFactor_dB?: number;
    }
  | {
      readonly kind: "clusteredDelayLine";
      readonly profile: keyof typeof ntnCdlProfiles;
      readonly delaySpread_s: number;
      /** The profile's own if left out. */
      readonly kFactor_dB?: number;
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
  | { readonly kind: "recorded"; readonly profile: RecordedProfile };
