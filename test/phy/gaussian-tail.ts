/** Probability that a Gaussian sample of variance 1 lies above x: series of erf below 2.5, a continued fraction above. */
export function gaussianTail(x: number): number {
  if (x < 0) return 1 - gaussianTail(-x);
  if (x > 2.5) {
    let fraction = x;
    for (let k = 200; k >= 1; k--) fraction = x + k / fraction;
    return Math.exp(-x * x * 0.5) / (fraction * Math.sqrt(2 * Math.PI));
  }
  let term = x;
  let sum = x;
  for (let k = 1; k < 100; k++) {
    term *= (x * x) / (2 * k + 1);
    sum += term;
  }
  return 0.5 - (sum * Math.exp(-x * x * 0.5)) / Math.sqrt(2 * Math.PI);
}
