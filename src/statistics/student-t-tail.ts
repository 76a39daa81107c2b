import { incompleteBeta } from "./incomplete-beta.js";

/** More make no difference that a double could hold: the distribution is normal. */
const mostFreedom = 1e6;

/**
 * Probability that |T| > t for Student's distribution with any number of degrees of freedom, whole or not (Abramowitz
 * and Stegun, Handbook of Mathematical Functions, 26.7.1), accurate far out in the tail.
 *
 * @param t                 t >= 0
 * @param degreesOfFreedom  above 0; from 1e6 on as 1e6
 */
export function studentTTail(t: number, degreesOfFreedom: number): number {
  if (!(t >= 0)) throw new RangeError(`studentTTail: expected t >= 0, found ${t}`);
  if (!(degreesOfFreedom > 0)) {
    throw new RangeError(`studentTTail: expected degrees of freedom above 0, found ${degreesOfFreedom}`);
  }
  if (t === Infinity) return 0;
  const nu = Math.min(degreesOfFreedom, mostFreedom);
  return incompleteBeta(nu / (nu + t * t), nu / 2, 0.5);
}

/**
 * The t that |T| exceeds with probability `p`, by bisection on `studentTTail`.
 *
 * @param p                 0 < p < 1
 * @param degreesOfFreedom  above 0
 */
export function studentTCritical(p: number, degreesOfFreedom: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`studentTCritical: expected a probability between 0 and 1, found ${p}`);
  let low = 0;
  let high = 1;
  while (studentTTail(high, degreesOfFreedom) > p) {
    low = high;
    high *= 2;
    if (high === Infinity) return high;
  }
  while (high - low > 1e-10 * high) {
    const middle = (low + high) / 2;
    if (studentTTail(middle, degreesOfFreedom) > p) low = middle;
    else high = middle;
  }
  return high;
}
