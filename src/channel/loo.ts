import { fromdB } from "../decibel.js";
import type { RandomStream } from "../random/random-stream.js";
import type { FlatAmplitudes } from "./flat-channel.js";
import { ricianPowerCdf } from "./rician.js";
import { SlowProcess } from "./slow-process.js";

/** Loo's triplet, decibels over an unobstructed line of sight. */
export interface LooTriplet {
  /** Mean and standard deviation of the line of sight's level, which is Gaussian in decibels. */
  readonly mean_dB: number;
  readonly deviation_dB: number;
  /** Mean power of the multipath. */
  readonly multipath_dB: number;
}

/**
 * Loo's channel: a lognormal line of sight over Rayleigh multipath of constant mean power.
 * C. Loo, "A statistical model for a land mobile satellite link", IEEE Trans. Veh. Technol. 34 (1985).
 *
 * @param coordinate of the shadowing process: distance over correlation distance
 */
export function looAmplitudes(
  { mean_dB, deviation_dB, multipath_dB }: LooTriplet,
  coordinate: (time_s: number) => number,
  stream: RandomStream,
): FlatAmplitudes {
  const shadowing = new SlowProcess(stream);
  const scattered = Math.sqrt(fromdB(multipath_dB));
  return (time_s, parts) => {
    parts.lineOfSight = 10 ** ((mean_dB + deviation_dB * shadowing.at(coordinate(time_s))) / 20);
    parts.scattered = scattered;
  };
}

/** Mean power: that of the lognormal line of sight and of the multipath. */
export function looMeanPower({ mean_dB, deviation_dB, multipath_dB }: LooTriplet): number {
  const neper = Math.LN10 / 10;
  return Math.exp(neper * mean_dB + (neper * deviation_dB) ** 2 / 2) + fromdB(multipath_dB);
}

/** Step and reach, in standard deviations, of the trapezoidal rule over the Gaussian, which is exact to 1e-9 for smooth terms. */
const step = 0.05;
const reach = 7;

/** Probability that the power is at most `power`: the Rician distribution averaged over the line of sight's level; about 1e-8. */
export function looPowerCdf({ mean_dB, deviation_dB, multipath_dB }: LooTriplet, power: number): number {
  const scattered = fromdB(multipath_dB);
  const given = (level_dB: number) => ricianPowerCdf(level_dB - multipath_dB, power / (scattered + fromdB(level_dB)));
  if (deviation_dB === 0) return given(mean_dB);
  let sum = 0;
  let weights = 0;
  for (let z = -reach; z <= reach; z += step) {
    const weight = Math.exp((-z * z) / 2);
    weights += weight;
    sum += weight * given(mean_dB + deviation_dB * z);
  }
  return sum / weights;
}
