import type { ComplexMatrix } from "../complex-matrix.js";
import { type GroundView, type SatelliteFrame, type UnitVector, viewPlace } from "../geometry/satellite-frame.js";
import { earthGm_m3s2, speedOfLight_ms, sphericalEarthRadius_m } from "../physics.js";
import type { TransmitAperture } from "./transmit-aperture.js";

/** A satellite that sends to the users, on a circular orbit along the u axis of its frame. */
export interface SendingSatellite {
  readonly aperture: TransmitAperture;
  /** Angle at the Earth's centre by which it is ahead of the frame in which the places are given, along the orbit. */
  readonly ahead_rad: number;
  /** Angle by which it stands beside it, towards the v axis. */
  readonly beside_rad: number;
  /** Error of its carrier's phase against the other satellites', radians. */
  readonly phaseError_rad: number;
  /** Error of its timing against the other satellites', seconds. */
  readonly timingError_s: number;
}

export interface MultiUserParameters {
  readonly frame: SatelliteFrame;
  readonly carrier_Hz: number;
  readonly satellites: readonly SendingSatellite[];
  /** Where the users stand at time 0, in the frame. */
  readonly places: readonly UnitVector[];
  /** SNR of a user on the axis of a nominal beam, by slant range and elevation. */
  readonly peakSnr: (slantRange_m: number, elevation_deg: number) => number;
  /** Delay and Doppler shift of this place are compensated on board: each satellite sends so that its wave meets it in phase. */
  readonly reference: UnitVector;
  /** Gain of a user's own multipath at a time and an offset from the carrier; the same for all antennas of a satellite. */
  readonly fading?: (user: number, time_s: number, offset_Hz: number, gain: { re: number; im: number }) => void;
}

/**
 * The channel matrix of K users and the N antennas of one or more satellites as a function of time and frequency.
 *
 * h_kn = sqrt(SNR_k) f_k exp(-j 2 pi f (d_k - d_0) / c) a_n(u_k, v_k), with the range d_k to the user, that to the reference
 * place d_0, the antenna's response a_n and the user's multipath f_k. The antennas of a satellite lie within a few wavelengths
 * of each other, so that they share range and multipath. The satellites keep nadir; the Earth does not turn.
 *
 * A pure function of time: nothing accumulates from call to call.
 */
export class MultiUserChannel {
  readonly users: number;
  readonly antennas: number;
  readonly #parameters: MultiUserParameters;
  /** Of the satellite's motion around the Earth's centre. */
  readonly #rate_rads: number;
  readonly #view: GroundView = { u: 0, v: 0, w: 1, slantRange_m: 0, sinElevation: 1 };
  readonly #gain = { re: 1, im: 0 };

  constructor(parameters: MultiUserParameters) {
    const { places, satellites, frame } = parameters;
    this.#parameters = parameters;
    this.users = places.length;
    this.antennas = satellites.reduce((sum, { aperture }) => sum + aperture.antennas, 0);
    this.#rate_rads = Math.sqrt(earthGm_m3s2 / (sphericalEarthRadius_m + frame.altitude_m) ** 3);
  }

  /**
   * @param time_s    from the moment at which the places are given
   * @param offset_Hz from the carrier
   * @param h         receives `[user][antenna]`, in units of each user's noise amplitude
   */
  at(time_s: number, offset_Hz: number, h: ComplexMatrix): void {
    const { satellites, places, reference, carrier_Hz, peakSnr, fading, frame } = this.#parameters;
    const view = this.#view;
    const gain = this.#gain;
    const frequency_Hz = carrier_Hz + offset_Hz;
    let from = 0;
    for (const satellite of satellites) {
      const { aperture, phaseError_rad, timingError_s } = satellite;
      viewPlace(frame, this.#seenFrom(satellite, reference, time_s), view);
      const reference_m = view.slantRange_m;
      for (const [user, place] of places.entries()) {
        viewPlace(frame, this.#seenFrom(satellite, place, time_s), view);
        const at = user * this.antennas + from;
        aperture.response(view.u, view.v, view.w, frequency_Hz / carrier_Hz, h.re, h.im, at);
        fading?.(user, time_s, offset_Hz, gain);
        const elevation_deg = (Math.asin(view.sinElevation) * 180) / Math.PI;
        const amplitude = Math.sqrt(peakSnr(view.slantRange_m, elevation_deg));
        const phase =
          -2 *
            Math.PI *
            (frequency_Hz * ((view.slantRange_m - reference_m) / speedOfLight_ms) + offset_Hz * timingError_s) +
          phaseError_rad;
        const re = amplitude * (gain.re * Math.cos(phase) - gain.im * Math.sin(phase));
        const im = amplitude * (gain.re * Math.sin(phase) + gain.im * Math.cos(phase));
        turn(h, at, aperture.antennas, re, im);
      }
      from += aperture.antennas;
    }
  }

  /** Longest way from a satellite to a user at time 0 and back, seconds. */
  roundTrip_s(): number {
    const { satellites, places, frame } = this.#parameters;
    let longest_m = 0;
    for (const satellite of satellites) {
      for (const place of places) {
        viewPlace(frame, this.#seenFrom(satellite, place, 0), this.#view);
        longest_m = Math.max(longest_m, this.#view.slantRange_m);
      }
    }
    return (2 * longest_m) / speedOfLight_ms;
  }

  /** A place in the frame of a satellite that has moved on: what stands ahead of it comes nearer to nadir. */
  #seenFrom({ ahead_rad, beside_rad }: SendingSatellite, [x, y, z]: UnitVector, time_s: number): UnitVector {
    const along = ahead_rad + this.#rate_rads * time_s;
    const [c, s] = [Math.cos(along), Math.sin(along)];
    const [x1, z1] = [x * c - z * s, x * s + z * c];
    const [cb, sb] = [Math.cos(beside_rad), Math.sin(beside_rad)];
    return [x1, y * cb - z1 * sb, y * sb + z1 * cb];
  }

  toString(): string {
    return `channel of ${this.users} users and ${this.antennas} antennas`;
  }
}

/** Multiplies a row's part by a complex number. */
function turn({ re, im }: ComplexMatrix, from: number, count: number, factorRe: number, factorIm: number): void {
  for (let p = from; p < from + count; p++) {
    const old = re[p];
    re[p] = old * factorRe - im[p] * factorIm;
    im[p] = old * factorIm + im[p] * factorRe;
  }
}
