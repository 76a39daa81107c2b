/**
 * Distribution function of the standard normal distribution.
 *
 * Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 (a series of positive terms) within 3 standard
 * deviations, 26.2.14 (a continued fraction) beyond, so that the lower tail keeps its relative accuracy (about 1e-13).
 */
export function normalCdf(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) <= 3) {
    // Phi(x) = 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + ...)
    let term = x;
    let sum = x;
    for (let n = 3; Math.abs(term) > 1e-18 * Math.abs(sum); n += 2) {
      term *= (x * x) / n;
      sum += term;
    }
    return 0.5 + density * sum;
  }
  // Q(z) = phi(z) / (z + 1/(z + 2/(z + 3/(z + ...))))
  const z = Math.abs(x);
  let fraction = z;
  for (let k = 120; k >= 1; k--) fraction = z + k / fraction;
  const tail = density / fraction;
  return x < 0 ? tail : 1 - tail;
}

/**
 * Quantile of the standard normal distribution, by Newton's method on `normalCdf` (absolute error below 1e-12).
 * @param p  probability, 0 < p < 1
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile: expected a probability between 0 and 1, found ${p}`);
  if (p > 0.5) return -normalQuantile(1 - p);
  // In the lower half the distribution function is convex: from the left of the root Newton's steps cannot overshoot.
  let x = -Math.sqrt(-2 * Math.log(p));
  for (let i = 0; i < 100; i++) {
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    // On log Phi, which is concave, the iteration also converges fast from far out in the tail.
    const value = normalCdf(x);
    const step = (Math.log(p / value) * value) / density;
    x += step;
    if (Math.abs(step) < 1e-14 * (1 + Math.abs(x))) break;
  }
  return x;
}
