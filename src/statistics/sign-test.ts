/**
 * Probability that at least so many of the trials of a fair coin show heads: the p-value of the exact sign test, with no
 * assumption on the distribution.
 *
 * @param heads   whole number from 0 to `trials`
 * @param trials  whole number from 0 to 1000, so that 2^-trials is a number
 */
export function signTestTail(heads: number, trials: number): number {
  if (!(Number.isInteger(trials) && trials >= 0 && trials <= 1000)) {
    throw new RangeError(`signTestTail: expected 0 to 1000 trials, found ${trials}`);
  }
  if (!(Number.isInteger(heads) && heads >= 0 && heads <= trials)) {
    throw new RangeError(`signTestTail: expected 0 to ${trials} heads, found ${heads}`);
  }
  // From the far end, so that the small terms are summed first.
  let term = 2 ** -trials;
  let sum = 0;
  for (let k = trials; k >= heads; k--) {
    sum += term;
    term *= k / (trials - k + 1);
  }
  return Math.min(1, sum);
}
