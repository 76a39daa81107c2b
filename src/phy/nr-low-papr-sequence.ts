import { nrShortBasePhases } from "./nr-low-papr-sequence.data.js";

/**
 * Base sequence of low peak-to-average power, v = 0: TS 38.211, 5.2.2.1 (36 elements or more) and 5.2.2.2 (fewer).
 *
 * @param group   u, 0 to 29
 * @param length  M_ZC, a multiple of 6
 */
export function nrLowPaprSequence(group: number, length: number): { re: Float64Array; im: Float64Array } {
  if (!(Number.isInteger(group) && group >= 0 && group < 30)) {
    throw new RangeError(`nrLowPaprSequence: group: expected a whole number from 0 to 29, found ${group}`);
  }
  if (!(Number.isInteger(length) && length >= 6 && length % 6 === 0)) {
    throw new RangeError(`nrLowPaprSequence: length: expected a multiple of 6, found ${length}`);
  }
  const re = new Float64Array(length);
  const im = new Float64Array(length);
  if (length < 30) {
    const phases = nrShortBasePhases[length].trim().split("\n")[group].split(" ").map(Number);
    fill(re, im, (n) => -phases[n], 4);
  } else if (length === 30) {
    fill(re, im, (n) => ((group + 1) * (n + 1) * (n + 2)) % (2 * 31), 31);
  } else {
    const prime = largestPrimeBelow(length);
    const root = zadoffChuRoot(group, prime);
    fill(
      re,
      im,
      (n) => {
        const m = n % prime;
        return (root * m * (m + 1)) % (2 * prime);
      },
      prime,
    );
  }
  return { re, im };
}

/** exp(-j pi turns(n) / divisor). */
function fill(re: Float64Array, im: Float64Array, turns: (n: number) => number, divisor: number): void {
  for (let n = 0; n < re.length; n++) {
    const phase = (-Math.PI * turns(n)) / divisor;
    re[n] = Math.cos(phase);
    im[n] = Math.sin(phase);
  }
}

/** q of TS 38.211, 5.2.2.1, with v = 0. */
function zadoffChuRoot(group: number, prime: number): number {
  return Math.floor((prime * (group + 1)) / 31 + 0.5);
}

/** N_ZC: the largest prime number below the length. */
function largestPrimeBelow(length: number): number {
  for (let candidate = length - 1; ; candidate--) {
    let isPrime = candidate > 1;
    for (let divisor = 2; divisor * divisor <= candidate && isPrime; divisor++) isPrime = candidate % divisor !== 0;
    if (isPrime) return candidate;
  }
}
