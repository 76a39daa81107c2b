import { fromdB } from "../decibel.js";
import type { TapProfile } from "./tapped-delay-line.data.js";

/** Taps in seconds and powers whose sum is 1. */
export interface ScaledTaps {
  readonly delay_s: Float64Array;
  readonly power: Float64Array;
  readonly hasLineOfSight: boolean;
}

/** What a scenario asks of a profile. */
export interface TapScaling {
  /** Wanted rms delay spread; needed where the profile's delays are without unit, not allowed elsewhere. */
  readonly delaySpread_s?: number;
  /** Wanted power of the line of sight over all other taps; the profile's own if left out. */
  readonly kFactor_dB?: number;
}

/**
 * A profile scaled to a wanted delay spread and K-factor, its powers normalised to a sum of 1.
 *
 * 3GPP TR 38.901, 7.7.3 (delays x wanted delay spread) and 7.7.6 (all taps but the line of sight moved by the difference of
 * the K-factors, then the delays scaled anew to the wanted delay spread).
 *
 * @throws RangeError where a delay spread is missing or not asked for, or a K-factor is asked of a profile without line of sight
 */
export function scaledTaps(profile: TapProfile, { delaySpread_s, kFactor_dB }: TapScaling): ScaledTaps {
  const isScaled = profile.delayUnit === "delaySpread";
  if (isScaled && !(delaySpread_s !== undefined && delaySpread_s >= 0 && delaySpread_s < Infinity)) {
    throw new RangeError(`scaledTaps: expected a delay spread from 0 s, found ${delaySpread_s}`);
  }
  if (!isScaled && delaySpread_s !== undefined) {
    throw new RangeError("scaledTaps: expected no delay spread: the profile's delays are in seconds");
  }
  const power = Float64Array.from(profile.power_dB, fromdB);
  if (kFactor_dB !== undefined) shiftKFactor(profile, power, kFactor_dB);
  normalise(power);
  const delay_s = Float64Array.from(profile.delay, (delay) => delay * (isScaled ? (delaySpread_s as number) : 1));
  const spread_s = rmsDelaySpread_s(delay_s, power);
  if (isScaled && kFactor_dB !== undefined && spread_s > 0) {
    for (let tap = 0; tap < delay_s.length; tap++) delay_s[tap] *= (delaySpread_s as number) / spread_s;
  }
  return { delay_s, power, hasLineOfSight: profile.hasLineOfSight };
}

/** Power of the line of sight over that of all other taps, linear; 0 without line of sight. */
export function kFactor({ power, hasLineOfSight }: Pick<ScaledTaps, "power" | "hasLineOfSight">): number {
  return hasLineOfSight ? power[0] / (sum(power) - power[0]) : 0;
}

/** Root of the power-weighted variance of the delays. */
export function rmsDelaySpread_s(delay_s: ArrayLike<number>, power: ArrayLike<number>): number {
  let total = 0;
  let mean = 0;
  let square = 0;
  for (let tap = 0; tap < delay_s.length; tap++) {
    total += power[tap];
    mean += power[tap] * delay_s[tap];
    square += power[tap] * delay_s[tap] ** 2;
  }
  return Math.sqrt(Math.max(0, square / total - (mean / total) ** 2));
}

function shiftKFactor({ hasLineOfSight }: TapProfile, power: Float64Array, kFactor_dB: number): void {
  if (!hasLineOfSight) throw new RangeError("scaledTaps: expected no K-factor: the profile has no line of sight");
  if (!Number.isFinite(kFactor_dB)) throw new RangeError(`scaledTaps: expected a K-factor in dB, found ${kFactor_dB}`);
  const factor = kFactor({ power, hasLineOfSight }) / fromdB(kFactor_dB);
  for (let tap = 1; tap < power.length; tap++) power[tap] *= factor;
}

function normalise(power: Float64Array): void {
  const total = sum(power);
  for (let tap = 0; tap < power.length; tap++) power[tap] /= total;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
