/**
 * Percentile of a sample by linear interpolation between order statistics, (n - 1) p + 1 (Hyndman and Fan, 1996, type 7).
 *
 * @param sorted rising, at least one value
 * @param p      0 to 1
 */
export function percentile(sorted: ArrayLike<number>, p: number): number {
  if (!(sorted.length >= 1)) throw new RangeError("percentile: expected at least one value, found none");
  if (!(p >= 0 && p <= 1)) throw new RangeError(`percentile: p: expected a number from 0 to 1, found ${p}`);
  const position = (sorted.length - 1) * p;
  const index = Math.min(Math.floor(position), sorted.length - 1);
  const next = Math.min(index + 1, sorted.length - 1);
  const here = sorted[index];
  return position === index ? here : here + (position - index) * (sorted[next] - here);
}
