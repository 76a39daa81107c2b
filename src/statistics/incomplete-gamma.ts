/** Relative accuracy of the series and the fraction. */
const epsilon = 1e-15;
const mostTerms = 10_000;

/**
 * Regularised lower incomplete gamma function P(a, x): the probability that a gamma variable of shape `a` and scale 1 is at
 * most x. Series below a + 1, Lentz's continued fraction above (NIST DLMF 8.11.4 and 8.9.2); about 1e-13.
 *
 * @param a above 0
 * @param x from 0
 */
export function regularisedGammaP(a: number, x: number): number {
  if (!(a > 0 && a < Infinity)) throw new RangeError(`regularisedGammaP: a: expected a number above 0, found ${a}`);
  if (!(x >= 0)) throw new RangeError(`regularisedGammaP: x: expected a number from 0, found ${x}`);
  if (x === 0) return 0;
  if (x === Infinity) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? scale * lowerSeries(a, x) : 1 - scale * upperFraction(a, x);
}

/** x at which P(a, x) is p: bisection on the logarithm, so that small quantiles of small shapes are found too; about 1e-12. */
export function gammaQuantile(a: number, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`gammaQuantile: p: expected a number from 0 to 1, found ${p}`);
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  let low = -700;
  let high = Math.log(a + 40 * Math.sqrt(a) + 800);
  while (high - low > 1e-13 * Math.max(1, Math.abs(low))) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (regularisedGammaP(a, Math.exp(middle)) < p) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/** ln Gamma(x) for x above 0: Stirling's series from 16 on (NIST DLMF 5.11.1), recurrence below; about 1e-14. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 16; z++) shift += Math.log(z);
  const r = 1 / (z * z);
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188))))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < mostTerms; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * epsilon) break;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < mostTerms; n++) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / notZero(factor * d + b, tiny);
    c = notZero(b + factor / c, tiny);
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < epsilon) break;
  }
  return fraction;
}

function notZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
