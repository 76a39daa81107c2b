/** Variance of what nothing is known of. */
const diffuse = 1e6;

/**
 * Kalman filter forwards and Rauch-Tung-Striebel smoother backwards over a random walk that is measured here and there
 * (H. Rauch, F. Tung, C. Striebel, AIAA J. 3, 1965). Between measurements the mean is a straight line.
 *
 * Owns its arrays; fill `value`, `information` and `walk`, then `smooth`.
 */
export class RandomWalkSmoother {
  /** Measurements. */
  readonly value: Float64Array;
  /** 1 / their variance; 0 where there is none. */
  readonly information: Float64Array;
  /** Variance of the walk from each place to the next. */
  readonly walk: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;

  constructor(length: number) {
    this.value = new Float64Array(length);
    this.information = new Float64Array(length);
    this.walk = new Float64Array(length);
    this.mean = new Float64Array(length);
    this.variance = new Float64Array(length);
  }

  /**
   * @param isAngle  whether a measurement may be whole turns off
   * @param measure  if given, called with each place and what the filter expects there, and the variance of that, before the
   *                 place's measurement is read; `mean` and `variance` still hold there what they held before
   */
  smooth(isAngle: boolean, measure?: (place: number, expected: number, variance: number) => void): void {
    const { value, information, walk, mean, variance } = this;
    const { length } = value;
    let [m, p] = [0, diffuse];
    for (let i = 0; i < length; i++) {
      measure?.(i, m, p);
      if (information[i] > 0) {
        let innovation = value[i] - m;
        if (isAngle) innovation -= 2 * Math.PI * Math.round(innovation / (2 * Math.PI));
        const gain = (p * information[i]) / (1 + p * information[i]);
        m += gain * innovation;
        p *= 1 - gain;
      }
      mean[i] = m;
      variance[i] = p;
      p += walk[i];
    }
    for (let i = length - 2; i >= 0; i--) {
      const predicted = variance[i] + walk[i];
      const back = predicted > 0 ? variance[i] / predicted : 1;
      mean[i] += back * (mean[i + 1] - mean[i]);
      variance[i] += back * back * (variance[i + 1] - predicted);
    }
  }
}
