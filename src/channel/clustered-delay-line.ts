import type { SumOfSinusoids } from "../../kernels/sum-of-sinusoids/sum-of-sinusoids.js";
import { sumOfSinusoidsSimd } from "../../kernels/sum-of-sinusoids/sum-of-sinusoids-simd.js";
import { fromdB } from "../decibel.js";
import { speedOfLight_ms } from "../physics.js";
import { expectAbove } from "../propagation/domain.js";
import type { RandomStream } from "../random/random-stream.js";
import type { Cluster, ClusterProfile } from "./cluster-profile.js";
import type { MultipathChannel, PathSeries, PathState } from "./multipath-channel.js";
import { rayOffsets } from "./ntn-cdl.data.js";
import { phasors } from "./phasor.js";
import { shuffle } from "./spatial-process.js";

/** Components along x, y and z of the user's frame. */
export type Vector = readonly [x: number, y: number, z: number];

/** Field of an element in one direction, along the unit vectors of growing zenith angle theta and azimuth phi; linear. */
export interface ElementField {
  readonly thetaRe: number;
  readonly thetaIm: number;
  readonly phiRe: number;
  readonly phiIm: number;
}

/** The elements of one end: places, and fields by direction in the frame that the profile's angles are in. */
export interface ElementArray {
  /** `[port]`, metres from the phase centre. */
  readonly positions_m: readonly Vector[];
  readonly field: (port: number, theta_rad: number, phi_rad: number) => ElementField;
}

/** One element that takes theta-polarised waves alike from everywhere. */
export const isotropicElement: ElementArray = {
  positions_m: [[0, 0, 0]],
  field: () => ({ thetaRe: 1, thetaIm: 0, phiRe: 0, phiIm: 0 }),
};

export interface ClusteredDelayLineSettings {
  readonly profile: Pick<ClusterProfile, "name" | "clusters" | "xpr_dB" | "elevation_deg">;
  readonly carrier_Hz: number;
  /** Of the user; [0, 0, 0] where the geometry's range rate holds the user's motion already. */
  readonly velocity_ms: Vector;
  /** The user's end. */
  readonly receive: ElementArray;
  /** The satellite's end. */
  readonly transmit: ElementArray;
}

const radian = Math.PI / 180;

/**
 * A clustered delay line: every cluster is 20 rays of equal power, each with its directions, its four random phases by
 * polarisation and the Doppler shift of the user's motion along its direction of arrival; a line of sight is one ray.
 *
 * 3GPP TR 38.811, 6.9.1, with the steps of TR 38.901, 7.7.1: rays are coupled at random within a cluster (7.5, step 8), the
 * coefficients are eq. (7.5-22) and, for the line of sight, (7.5-29) without its own delay's phase. The Doppler shift
 * of the satellite's motion is common to all rays and stands in the delay of the line of sight. Each cluster is a path, the line of sight the first.
 *
 * The mean power of a pair of ports is 1 for elements of unit field in theta; other fields and the cross-polarisation
 * scale it. For the uplink take the transpose of each path's matrix.
 */
export class ClusteredDelayLine implements MultipathChannel {
  readonly pathCount: number;
  readonly receivePorts: number;
  readonly transmitPorts: number;
  readonly maximumDoppler_Hz: number;
  readonly #settings: ClusteredDelayLineSettings;
  readonly #delay_s: Float64Array;
  /** `[ray]`: path, Doppler shift, phasor of the moment. */
  readonly #path: Int32Array;
  readonly #doppler_Hz: Float64Array;
  readonly #start: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  /** `[ray][receivePort][transmitPort]`: coefficients at time 0. */
  readonly #gainRe: Float64Array;
  readonly #gainIm: Float64Array;
  #sums?: SumOfSinusoids;

  /** @param stream  draws the coupling of the rays and their phases; one name and number is one realisation */
  constructor(settings: ClusteredDelayLineSettings, stream: RandomStream) {
    const { profile, carrier_Hz, velocity_ms, receive, transmit } = settings;
    expectAbove("carrier_Hz", carrier_Hz, 0);
    expectVector("velocity_ms", velocity_ms);
    expectElements("receive", receive);
    expectElements("transmit", transmit);
    const rays = profile.clusters.flatMap((cluster, path) =>
      coupledRays(cluster, path, fromdB(-profile.xpr_dB), stream),
    );
    this.#settings = settings;
    this.pathCount = profile.clusters.length;
    this.#delay_s = Float64Array.from(profile.clusters, ({ delay_s }) => delay_s);
    this.receivePorts = receive.positions_m.length;
    this.transmitPorts = transmit.positions_m.length;
    this.#path = Int32Array.from(rays, ({ path }) => path);
    const perWavelength = carrier_Hz / speedOfLight_ms;
    this.#doppler_Hz = Float64Array.from(rays, ({ zoa, aoa }) => perWavelength * dot(direction(zoa, aoa), velocity_ms));
    this.maximumDoppler_Hz = this.#doppler_Hz.reduce((most, doppler_Hz) => Math.max(most, Math.abs(doppler_Hz)), 0);
    this.#start = new Float64Array(rays.length);
    this.#re = new Float64Array(rays.length);
    this.#im = new Float64Array(rays.length);
    const pairs = this.receivePorts * this.transmitPorts;
    this.#gainRe = new Float64Array(rays.length * pairs);
    this.#gainIm = new Float64Array(rays.length * pairs);
    rays.forEach((ray, index) => {
      for (let i = 0; i < pairs; i++) {
        const [re, im] = rayCoefficient(ray, settings, Math.floor(i / this.transmitPorts), i % this.transmitPorts);
        this.#gainRe[index * pairs + i] = re;
        this.#gainIm[index * pairs + i] = im;
      }
    });
  }

  at(time_s: number, out: PathState): void {
    const { excessDelay_s, gainRe, gainIm } = out;
    const re = this.#re;
    const im = this.#im;
    const path = this.#path;
    const [rayRe, rayIm] = [this.#gainRe, this.#gainIm];
    const pairs = this.receivePorts * this.transmitPorts;
    excessDelay_s.set(this.#delay_s);
    gainRe.fill(0, 0, this.pathCount * pairs);
    gainIm.fill(0, 0, this.pathCount * pairs);
    phasors(time_s, this.#doppler_Hz, this.#start, 0, re.length, re, im);
    for (let ray = 0, i = 0; ray < re.length; ray++) {
      const [cRe, cIm] = [re[ray], im[ray]];
      for (let pair = 0, to = path[ray] * pairs; pair < pairs; pair++, i++, to++) {
        gainRe[to] += rayRe[i] * cRe - rayIm[i] * cIm;
        gainIm[to] += rayRe[i] * cIm + rayIm[i] * cRe;
      }
    }
  }

  series(time_s: Float64Array, out: PathSeries): void {
    const { length } = out;
    const sums = this.#sinusoids(length);
    sums.time_s.set(time_s);
    sums.apply();
    for (let path = 0; path < this.pathCount; path++) {
      out.excessDelay_s.fill(this.#delay_s[path], path * length, (path + 1) * length);
    }
    out.gainRe.set(sums.sumRe);
    out.gainIm.set(sums.sumIm);
  }

  toString(): string {
    const { profile, velocity_ms } = this.#settings;
    return `ClusteredDelayLine(${profile.name}, ${this.pathCount} paths, ${this.#path.length} rays, ${this.receivePorts} x ${this.transmitPorts} ports, elevation ${profile.elevation_deg} deg, user at ${velocity_ms.join(", ")} m/s)`;
  }

  /** The rays of every path and pair of ports as sinusoids; paths of fewer rays are filled with some of amplitude 0. */
  #sinusoids(times: number): SumOfSinusoids {
    if (this.#sums?.time_s.length === times) return this.#sums;
    const pairs = this.receivePorts * this.transmitPorts;
    const sums = sumOfSinusoidsSimd({ paths: this.pathCount * pairs, sinusoids: rayOffsets.length, times });
    const filled = new Int32Array(this.pathCount);
    this.#path.forEach((path, ray) => {
      for (let pair = 0; pair < pairs; pair++) {
        const [re, im] = [this.#gainRe[ray * pairs + pair], this.#gainIm[ray * pairs + pair]];
        const at = (path * pairs + pair) * rayOffsets.length + filled[path];
        sums.frequency_Hz[at] = this.#doppler_Hz[ray];
        sums.phase_turns[at] = Math.atan2(im, re) / (2 * Math.PI);
        sums.amplitude[at] = Math.hypot(re, im);
      }
      filled[path]++;
    });
    this.#sums = sums;
    return sums;
  }
}

/** The ends of a link: its elements and the carrier by whose wavelength their places count. */
export type LinkEnds = Pick<ClusteredDelayLineSettings, "carrier_Hz" | "receive" | "transmit">;

/** A line of sight of unit power between the user and a satellite in this direction of arrival. */
export function lineOfSightRay(zenith_rad: number, azimuth_rad: number): Ray {
  return {
    path: 0,
    amplitude: 1,
    aod: azimuth_rad + Math.PI,
    aoa: azimuth_rad,
    zod: Math.PI - zenith_rad,
    zoa: zenith_rad,
    polarisation: lineOfSightPolarisation({ amplitude: 0, phase_rad: 0 }),
  };
}

/** F_r^T P F_t of a ray with the phases of the elements' places: TR 38.901, eq. (7.5-22), (7.5-29). */
export function rayCoefficient(
  ray: Ray,
  { carrier_Hz, receive, transmit }: LinkEnds,
  receivePort: number,
  transmitPort: number,
): readonly [number, number] {
  const arrival = receive.field(receivePort, ray.zoa, ray.aoa);
  const departure = transmit.field(transmitPort, ray.zod, ray.aod);
  const places_m =
    dot(direction(ray.zoa, ray.aoa), receive.positions_m[receivePort]) +
    dot(direction(ray.zod, ray.aod), transmit.positions_m[transmitPort]);
  const rotation = (2 * Math.PI * carrier_Hz * places_m) / speedOfLight_ms;
  const { thetaTheta, thetaPhi, phiTheta, phiPhi } = ray.polarisation;
  let re = 0;
  let im = 0;
  const add = ({ amplitude, phase_rad }: Transfer, aRe: number, aIm: number, dRe: number, dIm: number): void => {
    const c = amplitude * ray.amplitude * Math.cos(phase_rad + rotation);
    const s = amplitude * ray.amplitude * Math.sin(phase_rad + rotation);
    const productRe = aRe * dRe - aIm * dIm;
    const productIm = aRe * dIm + aIm * dRe;
    re += c * productRe - s * productIm;
    im += c * productIm + s * productRe;
  };
  add(thetaTheta, arrival.thetaRe, arrival.thetaIm, departure.thetaRe, departure.thetaIm);
  add(thetaPhi, arrival.thetaRe, arrival.thetaIm, departure.phiRe, departure.phiIm);
  add(phiTheta, arrival.phiRe, arrival.phiIm, departure.thetaRe, departure.thetaIm);
  add(phiPhi, arrival.phiRe, arrival.phiIm, departure.phiRe, departure.phiIm);
  return [re, im];
}

/** What becomes of a component of the field on the way. */
interface Transfer {
  readonly amplitude: number;
  readonly phase_rad: number;
}

/** Angles in radians. */
export interface Ray {
  readonly path: number;
  readonly amplitude: number;
  readonly aod: number;
  readonly aoa: number;
  readonly zod: number;
  readonly zoa: number;
  /** First the component that arrives, then the one that departs. */
  readonly polarisation: Readonly<Record<"thetaTheta" | "thetaPhi" | "phiTheta" | "phiPhi", Transfer>>;
}

/** The rays of a cluster: azimuths of departure with those of arrival, zeniths likewise, and azimuths with zeniths at random. */
function coupledRays(cluster: Cluster, path: number, inverseXpr: number, stream: RandomStream): readonly Ray[] {
  const count = cluster.aoa_deg.length;
  if (cluster.isLineOfSight) {
    const polarisation = lineOfSightPolarisation({ amplitude: 0, phase_rad: 0 });
    return [{ ...rayAt(cluster, 0, 0, 0, 0), path, amplitude: Math.sqrt(cluster.power), polarisation }];
  }
  const [aod, zod, zoa] = [0, 1, 2].map(() => {
    const order = Float64Array.from({ length: count }, (_, ray) => ray);
    shuffle(order, stream);
    return order;
  });
  const cross = Math.sqrt(inverseXpr);
  return Array.from({ length: count }, (_, ray) => {
    const phase = (amplitude: number): Transfer => ({ amplitude, phase_rad: 2 * Math.PI * stream.uniform() });
    const polarisation = {
      thetaTheta: phase(1),
      thetaPhi: phase(cross),
      phiTheta: phase(cross),
      phiPhi: phase(1),
    };
    return {
      ...rayAt(cluster, aod[ray], ray, zod[ray], zoa[ray]),
      path,
      amplitude: Math.sqrt(cluster.power / count),
      polarisation,
    };
  });
}

function lineOfSightPolarisation(none: Transfer): Ray["polarisation"] {
  return {
    thetaTheta: { amplitude: 1, phase_rad: 0 },
    thetaPhi: none,
    phiTheta: none,
    phiPhi: { amplitude: -1, phase_rad: 0 },
  };
}

function rayAt(cluster: Cluster, aod: number, aoa: number, zod: number, zoa: number) {
  return {
    aod: cluster.aod_deg[aod] * radian,
    aoa: cluster.aoa_deg[aoa] * radian,
    zod: cluster.zod_deg[zod] * radian,
    zoa: cluster.zoa_deg[zoa] * radian,
  };
}

/** Unit vector of a zenith angle and an azimuth. */
function direction(zenith_rad: number, azimuth_rad: number): Vector {
  const sine = Math.sin(zenith_rad);
  return [sine * Math.cos(azimuth_rad), sine * Math.sin(azimuth_rad), Math.cos(zenith_rad)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function expectVector(name: string, vector: Vector): void {
  if (!vector.every(Number.isFinite)) throw new RangeError(`${name}: expected finite components, found ${vector}`);
}

function expectElements(name: string, { positions_m }: ElementArray): void {
  if (positions_m.length === 0) throw new RangeError(`${name}.positions_m: expected at least one element, found none`);
  positions_m.forEach((position, port) => {
    expectVector(`${name}.positions_m[${port}]`, position);
  });
}
