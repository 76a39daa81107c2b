/** A figure with its confidence interval. A deterministic figure has `low = high = value`. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Of the interval, e.g. 0.95. */
  readonly confidence: number;
}
