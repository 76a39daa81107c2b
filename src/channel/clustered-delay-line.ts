import { speedOfLight_ms } from "../physics.js";
import type { RandomStream } from "../random/random-stream.js";
import { type ClusterProfile, ntnCdlElevation_deg, rayOffsets } from "./clustered-delay-line.data.js";
import type { MultipathChannel, PathSeries, PathState } from "./multipath-channel.js";
import { SinusoidProcesses } from "./sinusoid-processes.js";
import { scaledTaps } from "./tap-profile.js";

const radian = Math.PI / 180;

/** A port's place in wavelengths at the carrier: x towards azimuth 0, y towards 90 deg, z up. */
export type PortPlace = readonly [x: number, y: number, z: number];

export interface ClusteredDelayLineParameters {
  readonly profile: ClusterProfile;
  readonly carrier_Hz: number;
  /** Wanted rms delay spread. */
  readonly delaySpread_s: number;
  /** Of the line of sight over all clusters; the profile's own if left out. */
  readonly kFactor_dB?: number;
  /** Of the satellite over the user: all zeniths of arrival move by what it differs from the tables' 50 deg. */
  readonly elevation_deg: number;
  /** Of the user, horizontal; the bearing counts from the satellite's azimuth. */
  readonly speed_ms: number;
  readonly bearing_deg: number;
  /** One port in the origin at each end if left out. */
  readonly receivePlaces?: readonly PortPlace[];
  readonly transmitPlaces?: readonly PortPlace[];
}

/**
 * A clustered delay line of 3GPP TR 38.811, 6.9.1: each cluster is 20 rays of equal power and random phase from directions
 * around the cluster's (TR 38.901, 7.7.1, steps 1 to 4: offsets of Table 7.5-3, azimuths and zeniths paired at random), each with
 * the Doppler shift that the user's motion gives it, and the phases that the ports' places do. The line of sight is one ray.
 *
 * Ports are vertically polarised and receive alike from all directions, so that the cross-polar rays of the tables' XPR do not
 * enter. Delays are scaled as TR 38.901, 7.7.3, and the angles of arrival translated in zenith (7.7.5.1 with a spread as it
 * is). A function of time: the same at whatever steps it is sampled.
 */
export class ClusteredDelayLine implements MultipathChannel {
  readonly pathCount: number;
  readonly receivePorts: number;
  readonly transmitPorts: number;
  readonly maximumDoppler_Hz: number;
  readonly #delay_s: Float64Array;
  readonly #amplitude: Float64Array;
  readonly #hasLineOfSight: boolean;
  /** Processes `[cluster][receivePort][transmitPort]`. */
  readonly #rays: SinusoidProcesses;
  readonly #lineOfSightDoppler_Hz: number;
  /** In turns, `[receivePort][transmitPort]`. */
  readonly #lineOfSightPhase: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  /** @param stream of the realisation */
  constructor(parameters: ClusteredDelayLineParameters, stream: RandomStream) {
    const { profile, carrier_Hz, elevation_deg, speed_ms, bearing_deg, delaySpread_s, kFactor_dB } = parameters;
    const { receivePlaces = [[0, 0, 0]], transmitPlaces = [[0, 0, 0]] } = parameters;
    if (!(elevation_deg >= 0 && elevation_deg <= 90)) {
      throw new RangeError(`ClusteredDelayLine: expected an elevation from 0 to 90 deg, found ${elevation_deg}`);
    }
    const { delay, power_dB, hasLineOfSight, source } = profile;
    const taps = scaledTaps(
      { delayUnit: "delaySpread", delay, power_dB, hasLineOfSight, source },
      { delaySpread_s, kFactor_dB },
    );
    this.pathCount = delay.length;
    this.receivePorts = receivePlaces.length;
    this.transmitPorts = transmitPlaces.length;
    this.maximumDoppler_Hz = (speed_ms / speedOfLight_ms) * carrier_Hz;
    this.#delay_s = taps.delay_s;
    this.#amplitude = taps.power.map(Math.sqrt);
    this.#hasLineOfSight = hasLineOfSight;
    const shift_deg = ntnCdlElevation_deg - elevation_deg;
    // The tables' satellite stands at azimuth 180 deg of arrival.
    const motion = direction(90, 180 + bearing_deg);
    const doppler_Hz = (arrival: PortPlace) => this.maximumDoppler_Hz * dot(arrival, motion);
    const first = hasLineOfSight ? 1 : 0;
    const pairs = this.receivePorts * this.transmitPorts;
    const clusters = this.pathCount - first;
    const rays = rayOffsets.length;
    const frequencies_Hz = new Float64Array(clusters * pairs * rays);
    const phases = new Float64Array(frequencies_Hz.length);
    for (let cluster = 0; cluster < clusters; cluster++) {
      const entry = cluster + first;
      const zeniths = shuffled(rays, stream);
      const departure = direction(profile.zenithOfDeparture_deg[entry], profile.azimuthOfDeparture_deg[entry]);
      for (let ray = 0; ray < rays; ray++) {
        const arrival = direction(
          profile.zenithOfArrival_deg[entry] + shift_deg + profile.clusterZenithSpread_deg * rayOffsets[zeniths[ray]],
          profile.azimuthOfArrival_deg[entry] + profile.clusterAzimuthSpread_deg * rayOffsets[ray],
        );
        const phase = stream.uniform();
        for (let r = 0; r < this.receivePorts; r++) {
          for (let t = 0; t < this.transmitPorts; t++) {
            const at = ((cluster * this.receivePorts + r) * this.transmitPorts + t) * rays + ray;
            frequencies_Hz[at] = doppler_Hz(arrival);
            phases[at] = phase + dot(arrival, receivePlaces[r]) + dot(departure, transmitPlaces[t]);
          }
        }
      }
    }
    this.#rays = new SinusoidProcesses(clusters * pairs, frequencies_Hz, phases);
    const sight = direction(90 - elevation_deg, 180);
    const sent = direction(profile.zenithOfDeparture_deg[0], profile.azimuthOfDeparture_deg[0]);
    const start = stream.uniform();
    this.#lineOfSightDoppler_Hz = doppler_Hz(sight);
    this.#lineOfSightPhase = Float64Array.from({ length: pairs }, (_, pair) => {
      const [r, t] = [Math.floor(pair / this.transmitPorts), pair % this.transmitPorts];
      return start + dot(sight, receivePlaces[r]) + dot(sent, transmitPlaces[t]);
    });
    this.#re = new Float64Array(this.#rays.count);
    this.#im = new Float64Array(this.#rays.count);
  }

  at(time_s: number, out: PathState): void {
    const pairs = this.receivePorts * this.transmitPorts;
    const first = this.#hasLineOfSight ? pairs : 0;
    this.#rays.at(time_s, this.#re, this.#im);
    out.excessDelay_s.set(this.#delay_s);
    for (let pair = 0; pair < first; pair++) {
      const angle = this.#lineOfSightAngle(time_s, pair);
      out.gainRe[pair] = this.#amplitude[0] * Math.cos(angle);
      out.gainIm[pair] = this.#amplitude[0] * Math.sin(angle);
    }
    for (let gain = first; gain < this.pathCount * pairs; gain++) {
      const amplitude = this.#amplitude[Math.floor(gain / pairs)];
      out.gainRe[gain] = amplitude * this.#re[gain - first];
      out.gainIm[gain] = amplitude * this.#im[gain - first];
    }
  }

  series(time_s: Float64Array, out: PathSeries): void {
    const { length } = out;
    const pairs = this.receivePorts * this.transmitPorts;
    const first = this.#hasLineOfSight ? pairs : 0;
    const { re, im } = this.#rays.series(time_s);
    for (let path = 0; path < this.pathCount; path++) {
      out.excessDelay_s.fill(this.#delay_s[path], path * length, (path + 1) * length);
    }
    for (let pair = 0; pair < first; pair++) {
      for (let n = 0; n < length; n++) {
        const angle = this.#lineOfSightAngle(time_s[n], pair);
        out.gainRe[pair * length + n] = this.#amplitude[0] * Math.cos(angle);
        out.gainIm[pair * length + n] = this.#amplitude[0] * Math.sin(angle);
      }
    }
    for (let gain = first; gain < this.pathCount * pairs; gain++) {
      const amplitude = this.#amplitude[Math.floor(gain / pairs)];
      for (let n = 0, at = gain * length, from = (gain - first) * length; n < length; n++, at++, from++) {
        out.gainRe[at] = amplitude * re[from];
        out.gainIm[at] = amplitude * im[from];
      }
    }
  }

  #lineOfSightAngle(time_s: number, pair: number): number {
    const turns = this.#lineOfSightDoppler_Hz * time_s + this.#lineOfSightPhase[pair];
    return 2 * Math.PI * (turns - Math.floor(turns));
  }

  toString(): string {
    return `clustered delay line, ${this.pathCount} paths, ${this.receivePorts}x${this.transmitPorts} ports`;
  }
}

/** Unit vector of a zenith and azimuth angle; a zenith beyond 0 or 180 deg comes down on the other side. */
function direction(zenith_deg: number, azimuth_deg: number): PortPlace {
  const across = Math.sin(zenith_deg * radian);
  return [
    across * Math.cos(azimuth_deg * radian),
    across * Math.sin(azimuth_deg * radian),
    Math.cos(zenith_deg * radian),
  ];
}

function dot([a, b, c]: PortPlace, [x, y, z]: PortPlace): number {
  return a * x + b * y + c * z;
}

/** 0 to length - 1 in random order (Fisher and Yates). */
function shuffled(length: number, stream: RandomStream): number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = Math.floor(stream.uniform() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
