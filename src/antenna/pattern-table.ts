import { fromdB } from "../decibel.js";
import { folded } from "./array-direction.js";

/** Stands for a field of zero, whose decibels no interpolation can use. */
export const noField_dBi = -400;

/** What a table gives in a direction. */
export interface TableGain {
  readonly co_dBi: number;
  /** -Infinity where the table knows no cross-polar gain. */
  readonly cross_dBi: number;
  /** Phase of the co-polar field; 0 where the table knows none. */
  readonly phase_deg: number;
}

/** Samples of a pattern, [theta][phi], row-major. */
export interface PatternSamples {
  /** Rising, from 0 to at most 180. */
  readonly theta_deg: Float64Array;
  /** Rising, from 0 to below 360. One alone: the pattern is the same all around. */
  readonly phi_deg: Float64Array;
  readonly co_dBi: Float64Array;
  readonly cross_dBi?: Float64Array;
  readonly phase_deg?: Float64Array;
}

/**
 * A pattern by samples on a grid of theta and phi. Gains are interpolated in decibels, first along theta, then around phi;
 * phases along the shorter way. Beyond the largest theta there is no radiation.
 *
 * The samples stay inside: a manifest shows the size of the table and its peak, not thousands of numbers.
 */
export class PatternTable {
  readonly thetaCount: number;
  readonly phiCount: number;
  readonly largestTheta_deg: number;
  /** Between neighbouring samples of theta; 180 where there is one alone. */
  readonly smallestStep_deg: number;
  readonly peakGain_dBi: number;
  readonly hasPhase: boolean;
  readonly hasCrossPolar: boolean;
  readonly #samples: PatternSamples;
  readonly #shift_dB: number;

  /** @param peakGain_dBi  to what the highest co-polar gain is scaled; as in the samples if left out */
  constructor(samples: PatternSamples, peakGain_dBi?: number) {
    const { theta_deg, phi_deg, co_dBi, cross_dBi, phase_deg } = samples;
    const size = theta_deg.length * phi_deg.length;
    for (const values of [co_dBi, cross_dBi, phase_deg]) {
      if (values && values.length !== size) {
        throw new RangeError(`PatternTable: expected ${size} samples, found ${values.length}`);
      }
    }
    if (!(size > 0 && theta_deg[0] === 0 && isRising(theta_deg) && theta_deg[theta_deg.length - 1] <= 180)) {
      throw new RangeError("PatternTable: expected theta to rise from 0 to at most 180 deg");
    }
    if (!(phi_deg[0] >= 0 && isRising(phi_deg) && phi_deg[phi_deg.length - 1] < 360)) {
      throw new RangeError("PatternTable: expected phi to rise from 0 to below 360 deg");
    }
    const highest_dBi = co_dBi.reduce((a, b) => Math.max(a, b));
    this.#samples = samples;
    this.#shift_dB = peakGain_dBi === undefined ? 0 : peakGain_dBi - highest_dBi;
    this.thetaCount = theta_deg.length;
    this.phiCount = phi_deg.length;
    this.largestTheta_deg = theta_deg[theta_deg.length - 1];
    this.smallestStep_deg = theta_deg.reduce(
      (smallest, theta, index) => (index === 0 ? smallest : Math.min(smallest, theta - theta_deg[index - 1])),
      180,
    );
    this.peakGain_dBi = highest_dBi + this.#shift_dB;
    this.hasPhase = phase_deg !== undefined;
    this.hasCrossPolar = cross_dBi !== undefined;
  }

  /** @param theta_deg of any sign */
  at(theta_deg: number, phi_deg: number): TableGain {
    const direction = folded(theta_deg, phi_deg);
    if (!(direction.theta_deg <= this.largestTheta_deg)) {
      if (Number.isNaN(direction.theta_deg)) throw new RangeError("PatternTable: expected an angle, found NaN");
      return { co_dBi: Number.NEGATIVE_INFINITY, cross_dBi: Number.NEGATIVE_INFINITY, phase_deg: 0 };
    }
    const { theta_deg: thetas, phi_deg: phis, co_dBi, cross_dBi, phase_deg } = this.#samples;
    const theta = place(thetas, direction.theta_deg);
    const phi = placeAround(phis, direction.phi_deg);
    const count = phis.length;
    const corners = [
      theta.low * count + phi.low,
      theta.high * count + phi.low,
      theta.low * count + phi.high,
      theta.high * count + phi.high,
    ] as const;
    const between = (values: Float64Array) => {
      const [a, b, c, d] = corners;
      const near = values[a] + (values[b] - values[a]) * theta.share;
      const far = values[c] + (values[d] - values[c]) * theta.share;
      return near + (far - near) * phi.share;
    };
    return {
      co_dBi: between(co_dBi) + this.#shift_dB,
      cross_dBi: cross_dBi ? between(cross_dBi) + this.#shift_dB : Number.NEGATIVE_INFINITY,
      phase_deg: phase_deg ? phaseBetween(phase_deg, corners, theta.share, phi.share) : 0,
    };
  }

  toString(): string {
    return `PatternTable(${this.thetaCount} theta to ${this.largestTheta_deg} deg by ${this.phiCount} phi, peak ${this.peakGain_dBi.toFixed(2)} dBi)`;
  }
}

/** Gain of both polarisations together; dBi. */
export function totalGain_dBi({ co_dBi, cross_dBi }: Pick<TableGain, "co_dBi" | "cross_dBi">): number {
  if (cross_dBi === Number.NEGATIVE_INFINITY) return co_dBi;
  return 10 * Math.log10(fromdB(co_dBi) + fromdB(cross_dBi));
}

function isRising(values: Float64Array): boolean {
  return values.every((value, index) => index === 0 || value > values[index - 1]);
}

interface Place {
  readonly low: number;
  readonly high: number;
  readonly share: number;
}

function place(values: Float64Array, value: number): Place {
  let low = 0;
  let high = values.length - 1;
  if (high === 0) return { low, high: low, share: 0 };
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= value) low = middle;
    else high = middle;
  }
  return { low, high, share: (value - values[low]) / (values[high] - values[low]) };
}

function placeAround(values: Float64Array, angle_deg: number): Place {
  const last = values.length - 1;
  if (last === 0) return { low: 0, high: 0, share: 0 };
  const angle = angle_deg - 360 * Math.floor(angle_deg / 360);
  if (angle >= values[0] && angle <= values[last]) return place(values, angle);
  const gap = values[0] + 360 - values[last];
  const beyond = angle > values[last] ? angle - values[last] : angle + 360 - values[last];
  return { low: last, high: 0, share: beyond / gap };
}

function phaseBetween(
  values: Float64Array,
  [a, b, c, d]: readonly [number, number, number, number],
  thetaShare: number,
  phiShare: number,
): number {
  const along = (from: number, to: number, share: number) => {
    const turn = to - from;
    return from + (turn - 360 * Math.round(turn / 360)) * share;
  };
  return along(along(values[a], values[b], thetaShare), along(values[c], values[d], thetaShare), phiShare);
}
