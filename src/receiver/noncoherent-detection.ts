import { fromdB } from "../decibel.js";
import { marcumQ } from "../statistics/marcum-q.js";

/**
 * Probability that a non-coherent correlator, |sum|^2 against a threshold, finds a known sequence of unknown phase in
 * white Gaussian noise at its right place: Q1(sqrt(2 N Es/N0), sqrt(-2 ln Pfa)). A frequency offset takes
 * `correlationLoss_dB` from Es/N0.
 *
 * @param symbols     N, from 1
 * @param falseAlarm  probability that noise alone exceeds the threshold, above 0, at most 1
 * @param esn0_dB     of a symbol
 */
export function noncoherentDetectionProbability(symbols: number, falseAlarm: number, esn0_dB: number): number {
  const name = "noncoherentDetectionProbability";
  if (!(Number.isInteger(symbols) && symbols >= 1)) {
    throw new RangeError(`${name}: symbols: expected a whole number from 1, found ${symbols}`);
  }
  if (!(falseAlarm > 0 && falseAlarm <= 1)) {
    throw new RangeError(`${name}: falseAlarm: expected a probability above 0, found ${falseAlarm}`);
  }
  if (Number.isNaN(esn0_dB)) throw new RangeError(`${name}: esn0_dB: expected a number, found ${esn0_dB}`);
  const energy = symbols * fromdB(esn0_dB);
  // Beyond this nothing is missed: Q1 is 1 to the last digit for any threshold that falseAlarm may ask for.
  if (energy >= 4e6) return 1;
  return marcumQ(Math.sqrt(2 * energy), Math.sqrt(-2 * Math.log(falseAlarm)));
}
