import { logGamma, regularisedGammaP } from "./incomplete-gamma.js";

/**
 * Marcum's Q function of order 1: the probability that the envelope of a complex Gaussian variable of mean `a` and unit
 * variance in each part exceeds `b`.
 *
 * J. I. Marcum, "A statistical theory of target detection by pulsed radar", 1947. Summed as a Poisson mixture of gamma
 * tails, exp(-x) sum x^n / n! Q(n + 1, y), x = a^2 / 2, y = b^2 / 2 (noncentral chi-square distribution, DLMF 8.2);
 * relative error about 1e-11 for a and b up to 300, far tails included.
 *
 * @param a  0 to 1e4
 * @param b  0 to 1e4
 */
export function marcumQ(a: number, b: number): number {
  checkArguments("marcumQ", a, b);
  const [x, y] = [(a * a) / 2, (b * b) / 2];
  if (y === 0) return 1;
  if (x === 0) return Math.exp(-y);
  // Far in the tail the terms peak at the geometric mean, not at the mean of the Poisson weights.
  const peak = Math.max(x, Math.sqrt(x * y));
  const first = Math.max(0, Math.floor(x - reach(x)));
  const last = Math.ceil(peak + reach(peak));
  let tail = poissonCdf(first, y);
  let sum = 0;
  for (let n = first; n <= last; n++) {
    if (n > first) tail += poisson(n, y);
    sum += poisson(n, x) * tail;
  }
  return Math.min(1, sum);
}

/**
 * 1 - Q1(a, b) without cancellation: the probability that the envelope is at most `b`. About 1e-12.
 *
 * @param a  0 to 1e4
 * @param b  0 to 1e4
 */
export function marcumQComplement(a: number, b: number): number {
  checkArguments("marcumQComplement", a, b);
  const [x, y] = [(a * a) / 2, (b * b) / 2];
  if (y === 0) return 0;
  if (x === 0) return -Math.expm1(-y);
  let sum = 0;
  const peak = Math.min(x, Math.sqrt(x * y));
  for (let n = Math.max(0, Math.floor(peak - reach(peak))); n <= x + reach(x); n++) {
    sum += poisson(n, x) * regularisedGammaP(n + 1, y);
  }
  return Math.min(1, sum);
}

/** Terms further than this from the mean of a Poisson distribution do not matter. */
function reach(mean: number): number {
  return Math.ceil(10 * Math.sqrt(mean) + 40);
}

function poisson(n: number, mean: number): number {
  return Math.exp(n * Math.log(mean) - mean - logGamma(n + 1));
}

function poissonCdf(n: number, mean: number): number {
  if (n > mean + reach(mean)) return 1;
  let term = poisson(n, mean);
  let sum = term;
  for (let k = n; k > 0; k--) {
    term *= k / mean;
    sum += term;
    if (k < mean && term < 1e-18 * sum) break;
  }
  return Math.min(1, sum);
}

function checkArguments(name: string, a: number, b: number): void {
  if (!(a >= 0 && a <= 1e4)) throw new RangeError(`${name}: a: expected a number from 0 to 1e4, found ${a}`);
  if (!(b >= 0 && b <= 1e4)) throw new RangeError(`${name}: b: expected a number from 0 to 1e4, found ${b}`);
}
