import { fromdB } from "../decibel.js";
import { logGamma, regularisedGammaP } from "../statistics/incomplete-gamma.js";
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
 * Probability that the power of a Rician channel of unit mean is at most `power`: 1 - Q1(sqrt(2 K), sqrt(2 (K + 1) power)),
 * Marcum's Q function by its series of gamma distributions with Poisson weights. About 1e-12, K up to 40 dB.
 */
export function ricianPowerCdf(k_dB: number, power: number): number {
  const k = fromdB(k_dB);
  if (!(k >= 0 && k < Infinity)) throw new RangeError(`ricianPowerCdf: expected a K-factor in dB, found ${k_dB}`);
  if (!(power > 0)) return 0;
  const y = (k + 1) * power;
  if (k === 0) return -Math.expm1(-y);
  // Terms matter within some standard deviations of the Poisson distribution's mean.
  const reach = Math.ceil(10 * Math.sqrt(k) + 40);
  let sum = 0;
  for (let n = Math.max(0, Math.floor(k) - reach); n <= k + reach; n++) {
    sum += Math.exp(n * Math.log(k) - k - logGamma(n + 1)) * regularisedGammaP(n + 1, y);
  }
  return Math.min(1, sum);
}
