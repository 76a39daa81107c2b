/**
 * Which hypotheses of a family are rejected so that the probability of any false rejection is at most `level`, however
 * they depend on each other (Holm, Scandinavian Journal of Statistics 6, 1979).
 *
 * @param pValues  one a hypothesis, each valid by itself
 * @param level    of the family, between 0 and 1
 */
export function holmRejections(pValues: readonly number[], level: number): boolean[] {
  if (!(level > 0 && level < 1)) throw new RangeError(`holmRejections: expected a level in (0, 1), found ${level}`);
  const byValue = pValues.map((_, index) => index).sort((a, b) => pValues[a] - pValues[b]);
  const kept = byValue.findIndex((index, rank) => !(pValues[index] <= level / (pValues.length - rank)));
  const rejected = new Set(kept < 0 ? byValue : byValue.slice(0, kept));
  return pValues.map((_, index) => rejected.has(index));
}
