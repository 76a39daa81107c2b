import type { ComplexMatrix } from "../complex-matrix.js";

/** Users that a satellite serves at once on the same resources, and what each receives of every one's signal. */
export interface ServedGroup {
  readonly drop: number;
  /** Counted through all drops. */
  readonly group: number;
  /** Indices of the users in their drop. */
  readonly users: readonly number[];
  readonly frequencies: number;
  /** `[frequency][user][signal]`: |gain|^2 is the SNR in the link's bandwidth of the signal meant for that user of the group. */
  readonly gainRe: Float64Array;
  readonly gainIm: Float64Array;
  /** `[user]`: interference from elsewhere over the noise. */
  readonly outside: Float64Array;
  /** The gains by what the transmitter knew of the channel when it chose what to send. */
  readonly known: { readonly gainRe: Float64Array; readonly gainIm: Float64Array };
  /** `[frequency]`: 0 where the users' channels depended on each other, so that nothing is sent. */
  readonly isServed: Uint8Array;
  readonly csiAge_s: number;
}

/** Writes what each user receives of every signal, H W, at one frequency. */
export function effectiveGains(
  h: ComplexMatrix,
  weights: ComplexMatrix,
  frequency: number,
  gainRe: Float64Array,
  gainIm: Float64Array,
): void {
  const { rows: users, columns: antennas } = h;
  let at = frequency * users * users;
  for (let k = 0; k < users; k++) {
    for (let j = 0; j < users; j++, at++) {
      let [re, im] = [0, 0];
      for (let n = 0, p = k * antennas, q = j; n < antennas; n++, p++, q += users) {
        re += h.re[p] * weights.re[q] - h.im[p] * weights.im[q];
        im += h.re[p] * weights.im[q] + h.im[p] * weights.re[q];
      }
      gainRe[at] = re;
      gainIm[at] = im;
    }
  }
}

/**
 * SINR of each user, that whose capacity is the mean over the frequencies; frequencies that are not served count as 0.
 *
 * @param scale  of all powers over the noise, e.g. the link's bandwidth over the occupied one
 */
export function groupSinr(
  { users, frequencies, outside, isServed }: ServedGroup,
  { gainRe, gainIm }: { readonly gainRe: Float64Array; readonly gainIm: Float64Array },
  scale = 1,
): Float64Array {
  const count = users.length;
  const sinr = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    let bits = 0;
    for (let f = 0; f < frequencies; f++) {
      if (isServed[f] === 0) continue;
      let [wanted, interference] = [0, 0];
      for (let j = 0, at = (f * count + k) * count; j < count; j++, at++) {
        const power = scale * (gainRe[at] ** 2 + gainIm[at] ** 2);
        if (j === k) wanted = power;
        else interference += power;
      }
      bits += Math.log2(1 + wanted / (interference + scale * outside[k] + 1)) / frequencies;
    }
    sinr[k] = 2 ** bits - 1;
  }
  return sinr;
}
