import type { Estimate } from "./estimate.js";
import { normalQuantile } from "./normal-quantile.js";

/**
 * A rate with Wilson's score interval: right for few events too, and for none.
 *
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 *
 * @param successes   0 to `trials`
 * @param trials      at least 1
 * @param confidence  of the two-sided interval, 0 to 1
 */
export function wilsonEstimate(successes: number, trials: number, confidence = 0.95): Estimate {
  if (!(trials >= 1 && successes >= 0 && successes <= trials)) {
    throw new RangeError(
      `wilsonEstimate: expected 0 <= successes <= trials and trials >= 1, found ${successes} of ${trials}`,
    );
  }
  const z = normalQuantile((1 + confidence) / 2);
  const rate = successes / trials;
  const z2n = (z * z) / trials;
  const centre = (rate + z2n / 2) / (1 + z2n);
  const halfWidth = (z / (1 + z2n)) * Math.sqrt((rate * (1 - rate)) / trials + z2n / (4 * trials));
  return {
    value: rate,
    low: successes === 0 ? 0 : centre - halfWidth,
    high: successes === trials ? 1 : centre + halfWidth,
    confidence,
  };
}
