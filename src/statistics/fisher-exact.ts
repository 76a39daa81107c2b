/** How often something happened. */
export interface Count {
  readonly events: number;
  readonly trials: number;
}

/**
 * Fisher's exact test of two rates, two-sided: twice the smaller tail of the hypergeometric distribution, at most 1.
 *
 * R. A. Fisher, Statistical Methods for Research Workers, 1934, section 21.02. Terms by C. Loader's saddle-point
 * expansion ("Fast and accurate computation of binomial probabilities", 2000), so counts up to 1e12 keep their digits.
 *
 * @param a  whole numbers, 0 <= events <= trials
 */
export function fisherExact(a: Count, b: Count): number {
  for (const { events, trials } of [a, b]) {
    if (!(Number.isSafeInteger(events) && Number.isSafeInteger(trials) && events >= 0 && events <= trials)) {
      throw new RangeError(`fisherExact: expected whole numbers, 0 <= events <= trials, found ${events} of ${trials}`);
    }
  }
  // Only the tail that the counts stand in is summed: its terms fall.
  const isFirstLower = a.events * b.trials <= b.events * a.trials;
  return Math.min(1, 2 * (isFirstLower ? lowerTail(a, b) : lowerTail(b, a)));
}

/** Probability that the first has as few of the events, or fewer, where both have the same rate. */
export function lowerTail(a: Count, b: Count): number {
  const events = a.events + b.events;
  let term = probability(a.events, a, b);
  let sum = term;
  // P(k - 1) / P(k) = k (b.trials - events + k) / ((a.trials - k + 1) (events - k + 1))
  for (let k = a.events; k > 0; k--) {
    term *= (k / (a.trials - k + 1)) * ((b.trials - events + k) / (events - k + 1));
    sum += term;
    if (!(term > 1e-17 * sum)) {
      // Below the mode terms fall ever faster; above it they rise first.
      const isBelowMode = k * (a.trials + b.trials) <= a.trials * events;
      if (isBelowMode) break;
    }
  }
  return Math.min(1, sum);
}

/** P(k) = Bin(k; a.trials, r) Bin(events - k; b.trials, r) / Bin(events; all trials, r), r the common rate. */
function probability(k: number, a: Count, b: Count): number {
  const events = a.events + b.events;
  const trials = a.trials + b.trials;
  if (events === 0 || events === trials) return 1;
  const rate = events / trials;
  return Math.exp(
    logBinomial(k, a.trials, rate) + logBinomial(events - k, b.trials, rate) - logBinomial(events, trials, rate),
  );
}

function logBinomial(k: number, n: number, rate: number): number {
  if (n === 0) return 0;
  if (k === 0) return n * Math.log1p(-rate);
  if (k === n) return n * Math.log(rate);
  return (
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(n - k) -
    deviance(k, n * rate) -
    deviance(n - k, n * (1 - rate)) -
    0.5 * Math.log(2 * Math.PI * k * (1 - k / n))
  );
}

/** ln n! less Stirling's formula. */
function stirlingError(n: number): number {
  if (n < 16) {
    let factorial = 0;
    for (let k = 2; k <= n; k++) factorial += Math.log(k);
    return factorial - ((n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI));
  }
  const inverse2 = 1 / (n * n);
  return (1 / 12 - inverse2 * (1 / 360 - inverse2 * (1 / 1260 - inverse2 * (1 / 1680 - inverse2 / 1188)))) / n;
}

/** x ln(x / mean) + mean - x, without cancellation near the mean. */
function deviance(x: number, mean: number): number {
  const delta = x - mean;
  if (Math.abs(delta) >= 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = delta / (x + mean);
  let sum = delta * v;
  let power = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    power *= v * v;
    const next = sum + power / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
