import type { Estimate } from "./estimate.js";

/** Two measurements taken one after the other, so that what disturbs one disturbs both. */
export interface Pair {
  readonly before: number;
  readonly after: number;
}

/** Where uniform numbers in (0, 1) come from, e.g. a `RandomStream`. */
export interface UniformSource {
  uniform(): number;
}

/**
 * Median over the pairs of after / before, with the percentile interval of a bootstrap that draws whole pairs (Efron and
 * Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3).
 *
 * A ratio within each pair does not see a machine that grows slower over all pairs; the ratio of two medians would.
 * With few pairs the interval is too narrow: it cannot reach beyond what was measured.
 *
 * @param pairs       at least one; finite numbers above 0
 * @param confidence  of the two-sided interval, between 0 and 1
 * @param resamples   draws of the bootstrap, 1000 or more for an interval of 99 %
 */
export function medianRatio(
  pairs: readonly Pair[],
  confidence: number,
  resamples: number,
  random: UniformSource,
): Estimate {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`medianRatio: expected a confidence between 0 and 1, found ${confidence}`);
  }
  if (!(pairs.length >= 1)) throw new RangeError("medianRatio: expected at least one pair, found none");
  const wrong = pairs.find(({ before, after }) => !(before > 0 && before < Infinity && after > 0 && after < Infinity));
  if (wrong) {
    throw new RangeError(`medianRatio: expected finite numbers above 0, found ${wrong.before} and ${wrong.after}`);
  }
  const ratios = Float64Array.from(pairs, ({ before, after }) => after / before);
  const drawn = new Float64Array(ratios.length);
  const medians = Float64Array.from({ length: resamples }, () => {
    for (let i = 0; i < drawn.length; i++) drawn[i] = ratios[Math.floor(random.uniform() * ratios.length)];
    return median(drawn);
  }).sort();
  const tail = Math.floor(((1 - confidence) / 2) * resamples);
  return { value: median(ratios), low: medians[tail], high: medians[resamples - 1 - tail], confidence };
}

/** The middle value, or the mean of the two middle ones; NaN of none. */
export function median(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
