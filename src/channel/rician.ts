import { fromdB } from "../decibel.js";
import { marcumQComplement } from "../statistics/marcum-q.js";
import type { FlatAmplitudes } from "./flat-channel.js";

/** Rice: a line of sight of K / (K + 1) of the power, the rest scattered. @param k_dB -Infinity is Rayleigh */
export function ricianAmplitudes(k_dB: number): FlatAmplitudes {
  const k = fromdB(k_dB);
  if (!(k >= 0 && k < Infinity)) throw new RangeError(`ricianAmplitudes: expected a K-factor in dB, found ${k_dB}`);
  const lineOfSight = Math.sqrt(k / (k + 1));
  const scattered = Math.sqrt(1 / (k + 1));
  return (_time_s, parts) => {
    parts.lineOfSight = lineOfSight;
    parts.scattered = scattered;
  };
}

/**
 * Probability that the power of a Rician channel of unit mean is at most `power`: 1 - Q1(sqrt(2 K), sqrt(2 (K + 1) power)).
 * About 1e-12, K up to 40 dB.
 */
export function ricianPowerCdf(k_dB: number, power: number): number {
  const k = fromdB(k_dB);
  if (!(k >= 0 && k < Infinity)) throw new RangeError(`ricianPowerCdf: expected a K-factor in dB, found ${k_dB}`);
  return power > 0 ? marcumQComplement(Math.sqrt(2 * k), Math.sqrt(2 * (k + 1) * power)) : 0;
}
