import type { Interference, Polarisation, Station } from "../budget/station.js";
import type { FadingSpec } from "../channel/fading-spec.js";
import type { WalkerShellParameters } from "../geometry/walker-shell.js";
import type { MacConfig } from "../mac/mac-config.js";
import type { SlantPathClimate, SlantPathCondition, SlantPathModels } from "../propagation/slant-path-parameters.js";
import type { ClutterEnvironment } from "../propagation/tr38811.js";
import type { DvbReceiver } from "../receiver/dvb-frame-link.js";
import type { ModemImpairments } from "../rf/modem-impairments.js";
import type { Antennas, CoChannelSignal } from "./antennas.js";
import type { Beams } from "./beams.js";
import type { GsoProtection } from "./gso-protection.js";
import type { ScenarioInterference } from "./interference.js";
import type { NrReceiver } from "./nr-receiver.js";
import type { NrWaveform } from "./nr-waveform.js";
import type { SweepSpec } from "./sweep-spec.js";

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
  readonly waveform: Waveform;
  /** Of the waveform's kind. */
  readonly receiver: Receiver;
  /** Of modems and oscillators on the user link; none if left out. */
  readonly impairments?: ModemImpairments;
  readonly mac: MacConfig;
  readonly run: RunSettings;
  /** Sources of interference to the user link, beside the figures of `link.interference`. */
  readonly interference?: readonly ScenarioInterference[];
  /** Fading of the user link; none if left out. */
  readonly channel?: FadingSpec;
  /** Antenna branches of an NR link in bit-true runs; one at each end if left out. */
  readonly antennas?: Antennas;
  /** Other signals on the resource elements of an NR link. */
  readonly coChannel?: readonly CoChannelSignal[];
  /** A multi-beam satellite: its beams and users, beside the one link. */
  readonly beams?: Beams;
  /** A geostationary system to be protected. */
  readonly gsoProtection?: GsoProtection;
  /** What `leolink sweep` changes; a single run leaves it alone. */
  readonly sweep?: SweepSettings;
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
export interface ShellOrbit extends WalkerShellParameters {
  readonly kind: "shell";
}

/** A satellite that stands still in the sky; slant range over a sphere of 6371 km. */
export interface FixedOrbit {
  readonly kind: "fixed";
  readonly elevation_deg: number;
  readonly azimuth_deg: number;
  readonly altitude_m: number;
}

/** Longest run: more steps than any report can show. */
export const largestStepCount = 1_000_000;

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
  readonly climate: SlantPathClimate;
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

/** Which models stand for the atmosphere, and in which weather; the weather holds for the whole run. */
export interface Propagation extends SlantPathModels {
  /** TR 38.811 clutter loss of a terminal without line of sight. */
  readonly clutter: "none" | ClutterEnvironment;
  /** A fixed margin for shadow fading, as TR 38.821's budgets use. */
  readonly shadowing_dB: number;
  readonly condition: SlantPathCondition;
}

/** What is sent. */
export type Waveform = DvbS2xWaveform | NrWaveform;

/** What receives it, where it is sent bit by bit. */
export type Receiver = DvbS2xReceiver | NrReceiver;

export interface DvbS2xReceiver extends DvbReceiver {
  readonly kind: "dvbS2x";
}

export interface DvbS2xWaveform {
  readonly kind: "dvbS2x";
  readonly rollOff: number;
  readonly pilots: boolean;
  /** Names of the MODCODs that adaptation may use, in rising order of threshold. */
  readonly modcods: readonly string[];
  readonly implementationLoss_dB: number;
}

export interface SweepSettings extends Omit<SweepSpec, "seeds"> {
  /** Each point so many times, with seeds one after another. */
  readonly replications: number;
}

/** In rising order of what is simulated. */
export const fidelities = ["budget", "abstracted", "bit-true"] as const;
export type Fidelity = (typeof fidelities)[number];

export interface RunSettings {
  readonly fidelity: Fidelity;
  readonly seed: number;
  /** Independent replications of a run with packets: at least `minimum`, until the target is met, at most `maximum`. */
  readonly replications: {
    readonly minimum: number;
    readonly maximum: number;
    /** Half-width of the 95 % interval relative to the mean, of delivered throughput and of mean latency. */
    readonly relativeError: number;
  };
  readonly bitTrue: BitTrueSettings;
}

/** What of a bit-true run is sent for real: windows spread over the time in sight. */
export interface BitTrueSettings {
  /** In each replication. */
  readonly windows: number;
  /** Of each; the time of 2^20 symbols if left out. */
  readonly window_s?: number;
}
