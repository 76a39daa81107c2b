import { RandomStream } from "../random/random-stream.js";
import { ntnCdlProfiles } from "./clustered-delay-line.data.js";
import { ClusteredDelayLine } from "./clustered-delay-line.js";
import type { FadingSpec } from "./fading-spec.js";
import { type FlatAmplitudes, FlatChannel } from "./flat-channel.js";
import { lmsAmplitudes } from "./lms-two-state.js";
import { looAmplitudes } from "./loo.js";
import type { MultipathChannel } from "./multipath-channel.js";
import { RecordedChannel } from "./recorded-profile.js";
import { ricianAmplitudes } from "./rician.js";
import { shadowedRicianAmplitudes } from "./shadowed-rician.js";
import { scaledTaps } from "./tap-profile.js";
import { ntnConformanceProfiles, ntnTdlProfiles } from "./tapped-delay-line.data.js";
import { TappedDelayLine } from "./tapped-delay-line.js";
import { lineOfSightDoppler_Hz, maximumDoppler_Hz, type UserMotion } from "./user-motion.js";

/** Which realisation: the same seed and number give the same channel on any machine and at any step. */
export interface Realisation {
  readonly seed: number;
  /** Replication, or user. */
  readonly number: number;
}

/** A realisation of a fading channel between single ports; undefined for AWGN, whose gain is 1. */
export function fadingChannel(
  spec: FadingSpec,
  carrier_Hz: number,
  realisation: Realisation,
): MultipathChannel | undefined {
  const stream = (name: string) => new RandomStream(realisation.seed, `channel.${name}`, realisation.number);
  switch (spec.kind) {
    case "awgn":
      return undefined;
    case "tappedDelayLine": {
      const { profile, delaySpread_s, kFactor_dB, motion } = spec;
      return new TappedDelayLine(
        { taps: scaledTaps(ntnTdlProfiles[profile], { delaySpread_s, kFactor_dB }), ...dopplers(motion, carrier_Hz) },
        stream("taps"),
      );
    }
    case "clusteredDelayLine": {
      const { kind: _, profile, ...rest } = spec;
      return new ClusteredDelayLine({ ...rest, profile: ntnCdlProfiles[profile], carrier_Hz }, stream("rays"));
    }
    case "conformance": {
      const { profile, maximumDoppler_Hz: doppler_Hz } = ntnConformanceProfiles[spec.profile];
      return new TappedDelayLine(
        { taps: scaledTaps(profile, {}), maximumDoppler_Hz: doppler_Hz, lineOfSightDoppler_Hz: 0 },
        stream("taps"),
      );
    }
    case "rician":
      return flat(spec.motion, "Rician channel", ricianAmplitudes(spec.k_dB));
    case "shadowedRician": {
      const way = coordinate(spec.motion, spec.correlation_m);
      return flat(spec.motion, "shadowed-Rician channel", shadowedRicianAmplitudes(spec.set, way, stream("shadowing")));
    }
    case "loo": {
      const way = coordinate(spec.motion, spec.correlation_m);
      return flat(spec.motion, "Loo channel", looAmplitudes(spec.triplet, way, stream("shadowing")));
    }
    case "lmsTwoState": {
      const amplitudes = lmsAmplitudes(spec.states, coordinate(spec.motion, 1), stream("states"), stream("shadowing"));
      return flat(spec.motion, "two-state land-mobile-satellite channel", amplitudes);
    }
    case "recorded":
      return new RecordedChannel(spec.profile);
  }

  function flat(motion: UserMotion, name: string, amplitudes: FlatAmplitudes): FlatChannel {
    return new FlatChannel({ name, ...dopplers(motion, carrier_Hz) }, amplitudes, stream("scattered"));
  }
}

function dopplers(motion: UserMotion, carrier_Hz: number) {
  return {
    maximumDoppler_Hz: maximumDoppler_Hz(motion, carrier_Hz),
    lineOfSightDoppler_Hz: lineOfSightDoppler_Hz(motion, carrier_Hz),
  };
}

/** Distance moved over a length, as a function of time. */
function coordinate({ speed_ms }: UserMotion, length_m: number): (time_s: number) => number {
  return (time_s) => (speed_ms * time_s) / length_m;
}
