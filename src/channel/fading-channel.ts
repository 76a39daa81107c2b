import { freeSpaceLoss_dB } from "../propagation/free-space.js";
import { RandomStream } from "../random/random-stream.js";
import { type ClusterScaling, hasLineOfSightRay, ntnClusterProfile } from "./cluster-profile.js";
import { ClusteredDelayLine, isotropicElement } from "./clustered-delay-line.js";
import type { FadingSpec, LargeScaleSpec, SpreadSource } from "./fading-spec.js";
import { type FlatAmplitudes, FlatChannel } from "./flat-channel.js";
import { LargeScaleChannel, type Realisation } from "./large-scale-channel.js";
import { lmsAmplitudes } from "./lms-two-state.js";
import { looAmplitudes } from "./loo.js";
import { largeScaleBand, type MedianLargeScale, medianLargeScale } from "./median-large-scale.js";
import type { MultipathChannel } from "./multipath-channel.js";
import type { PortCorrelation } from "./port-correlation.js";
import { RecordedChannel } from "./recorded-profile.js";
import { ricianAmplitudes } from "./rician.js";
import { shadowedRicianAmplitudes } from "./shadowed-rician.js";
import { scaledTaps } from "./tap-profile.js";
import { ntnConformanceProfiles, ntnTdlProfiles } from "./tapped-delay-line.data.js";
import { TappedDelayLine } from "./tapped-delay-line.js";
import type { CorrelationDistancesByState } from "./tr38811-correlations.data.js";
import { largeScaleOrder } from "./tr38811-large-scale.data.js";
import { lineOfSightDoppler_Hz, maximumDoppler_Hz, type UserMotion } from "./user-motion.js";
import { type SkyTrack, UserTrack } from "./user-track.js";

/**
 * A realisation of a fading channel; undefined for AWGN between single ports, whose gain is 1.
 *
 * @param realisation  seed, and number of the replication or user: the same channel on any machine and at any step
 * @param sky          the satellite in the user's sky from time 0 on; `largeScale` and a recorded path loss need it
 * @param ports        of both ends, single ones if left out; for tapped delay lines and flat channels
 * @throws RangeError for ports of a channel that has single ones
 */
export function fadingChannel(
  spec: FadingSpec,
  carrier_Hz: number,
  realisation: Realisation,
  sky?: SkyTrack,
  ports?: PortCorrelation,
): MultipathChannel | undefined {
  if (ports && !hasPorts(spec)) throw new RangeError(`fadingChannel: expected single ports, which ${spec.kind} has`);
  const withPorts = ports && { ports };
  const stream = (name: string) => new RandomStream(realisation.seed, `channel.${name}`, realisation.number);
  switch (spec.kind) {
    case "awgn":
      return ports && flat({ speed_ms: 0, angleToSatellite_deg: 90 }, "line of sight", lineOfSightAmplitudes);
    case "tappedDelayLine": {
      const { motion } = spec;
      const profile = ntnTdlProfiles[spec.profile];
      const { delaySpread_s, kFactor_dB } = spreads(spec.spread, profile.hasLineOfSight, carrier_Hz);
      const scaling = { delaySpread_s, kFactor_dB: spec.kFactor_dB ?? kFactor_dB };
      return new TappedDelayLine(
        { taps: scaledTaps(profile, scaling), ...dopplers(motion, carrier_Hz), ...withPorts },
        stream("taps"),
      );
    }
    case "clusteredDelayLine": {
      const { speed_ms, bearing_deg } = spec;
      const profile = ntnClusterProfile(spec.profile, clusterScaling(spec, carrier_Hz));
      const bearing = (bearing_deg * Math.PI) / 180;
      const velocity_ms = [speed_ms * Math.cos(bearing), speed_ms * Math.sin(bearing), 0] as const;
      return new ClusteredDelayLine(
        { profile, carrier_Hz, velocity_ms, receive: isotropicElement, transmit: isotropicElement },
        stream("rays"),
      );
    }
    case "conformance": {
      const { profile, maximumDoppler_Hz: doppler_Hz } = ntnConformanceProfiles[spec.profile];
      return new TappedDelayLine(
        { taps: scaledTaps(profile, {}), maximumDoppler_Hz: doppler_Hz, lineOfSightDoppler_Hz: 0, ...withPorts },
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
      if (!spec.profile.pathLoss_dB) return new RecordedChannel(spec.profile);
      return new RecordedChannel(spec.profile, freeSpaceAlong(sky, carrier_Hz));
    case "largeScale":
      if (!sky)
        throw new RangeError("fadingChannel: expected the satellite's track, which a TR 38.811 channel follows");
      return largeScaleChannel(spec, carrier_Hz, realisation, sky);
  }

  function flat(motion: UserMotion, name: string, amplitudes: FlatAmplitudes): FlatChannel {
    return new FlatChannel({ name, ...dopplers(motion, carrier_Hz), ...withPorts }, amplitudes, stream("scattered"));
  }
}

/** Whether a channel of this kind may have several ports. */
export function hasPorts({ kind }: FadingSpec): boolean {
  return kind !== "clusteredDelayLine" && kind !== "recorded" && kind !== "largeScale";
}

const lineOfSightAmplitudes: FlatAmplitudes = (_time_s, parts) => {
  parts.lineOfSight = 1;
  parts.scattered = 0;
};

/** What scales the clusters of a scenario; the satellite stands in the direction of x. */
export function clusterScaling(
  spec: Extract<FadingSpec, { readonly kind: "clusteredDelayLine" }>,
  carrier_Hz: number,
): ClusterScaling {
  const { delaySpread_s, kFactor_dB, asa_deg, zsa_deg } = spreads(
    spec.spread,
    hasLineOfSightRay(spec.profile),
    carrier_Hz,
  );
  return {
    delaySpread_s,
    elevation_deg: spec.elevation_deg,
    azimuth_deg: 0,
    kFactor_dB: spec.kFactor_dB ?? kFactor_dB,
    asa_deg: spec.asa_deg ?? asa_deg,
    zsa_deg: spec.zsa_deg ?? zsa_deg,
  };
}

function largeScaleChannel(
  spec: LargeScaleSpec,
  carrier_Hz: number,
  realisation: Realisation,
  sky: SkyTrack,
): LargeScaleChannel {
  const { environment, losCorrelationDistance_m, turnDecorrelation_deg, correlationDistance_m } = spec;
  return new LargeScaleChannel(
    {
      surroundings: {
        environment,
        band: largeScaleBand(carrier_Hz),
        losCorrelationDistance_m,
        xprCorrelationDistance_m: losCorrelationDistance_m,
        turnDecorrelation_deg,
        ...(correlationDistance_m !== undefined && { correlationDistances_m: sameDistances(correlationDistance_m) }),
      },
      carrier_Hz,
      track: new UserTrack(sky, spec.speed_ms, spec.heading_deg),
    },
    realisation,
  );
}

function sameDistances(distance_m: number): CorrelationDistancesByState {
  const [SF, K, DS, ASD, ASA, ZSD, ZSA] = largeScaleOrder.map(() => distance_m);
  return { lineOfSight: { SF, K, DS, ASD, ASA, ZSD, ZSA }, noLineOfSight: { SF, DS, ASD, ASA, ZSD, ZSA } };
}

/** What scales a delay line: the delay spread that was asked for and nothing else, or the medians of surroundings. */
function spreads(
  source: SpreadSource,
  hasLineOfSight: boolean,
  carrier_Hz: number,
): Partial<MedianLargeScale> & { delaySpread_s: number } {
  if ("delaySpread_s" in source) return { delaySpread_s: source.delaySpread_s };
  return medianLargeScale(source.surroundings, largeScaleBand(carrier_Hz), hasLineOfSight, source.elevation_deg);
}

function dopplers(motion: UserMotion, carrier_Hz: number) {
  return {
    maximumDoppler_Hz: maximumDoppler_Hz(motion, carrier_Hz),
    lineOfSightDoppler_Hz: lineOfSightDoppler_Hz(motion, carrier_Hz),
  };
}

/** Free-space loss of the satellite's track, its range linear between the steps, held before the first and after the last. */
function freeSpaceAlong(sky: SkyTrack | undefined, carrier_Hz: number): (time_s: number) => number {
  if (!sky?.slantRange_m) {
    throw new RangeError("fadingChannel: expected the slant ranges of the track over which a path loss was recorded");
  }
  const { slantRange_m, step_s } = sky;
  const last = slantRange_m.length - 1;
  return (time_s) => {
    const position = Math.max(0, Math.min(last, time_s / step_s));
    const index = Math.floor(position);
    const next = Math.min(index + 1, last);
    const range_m = slantRange_m[index] + (position - index) * (slantRange_m[next] - slantRange_m[index]);
    return freeSpaceLoss_dB(range_m, carrier_Hz);
  };
}

/** Distance moved over a length, as a function of time. */
function coordinate({ speed_ms }: UserMotion, length_m: number): (time_s: number) => number {
  return (time_s) => (speed_ms * time_s) / length_m;
}
