/**
 * P values adjusted so that rejecting those at or below alpha keeps the chance of any false rejection at or below
 * alpha, however the tests depend on each other.
 *
 * S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 *
 * @param p  of each test, 0 to 1
 */
export function holmAdjusted(p: readonly number[]): number[] {
  const order = p.map((_, index) => index).sort((i, j) => p[i] - p[j]);
  const adjusted = new Array<number>(p.length);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (p.length - rank) * p[index]));
    adjusted[index] = largest;
  });
  return adjusted;
}
