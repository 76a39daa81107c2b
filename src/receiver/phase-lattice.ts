/** Steps of a walk are followed up to so many standard deviations. */
const reach = 4;

/**
 * A phase that walks from stretch to stretch over a lattice of equal steps, told by likelihoods of any shape: forward-backward
 * recursion (L. Bahl et al., IEEE Trans. Inf. Theory 20, 1974, on phases as in A. Barbieri, G. Colavolpe, IEEE Trans. Commun. 55,
 * 2007). Unlike a Kalman filter it weighs several phases between two pilots against each other until the next pilot.
 *
 * Owns its arrays; fill `likelihood` and `walk`, then `run`.
 */
export class PhaseLattice {
  /** Logarithms, `[stretch][step]`, row-major, of as many steps a row as `run` is told. */
  readonly likelihood: Float64Array;
  /** Variance of the walk from each stretch to the next, rad^2. */
  readonly walk: Float64Array;
  /** Of the phase over the lattice's middle, rad. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly #forward: Float64Array;
  readonly #backward: Float64Array;
  readonly #next: Float64Array;
  readonly #kernel: Float64Array;

  constructor(stretches: number, mostSteps: number) {
    this.likelihood = new Float64Array(stretches * mostSteps);
    this.walk = new Float64Array(stretches);
    this.mean = new Float64Array(stretches);
    this.variance = new Float64Array(stretches);
    this.#forward = new Float64Array(stretches * mostSteps);
    this.#backward = new Float64Array(mostSteps);
    this.#next = new Float64Array(mostSteps);
    this.#kernel = new Float64Array(mostSteps);
  }

  /** @param steps of a row, odd; @param width of a step, rad */
  run(steps: number, width: number): void {
    const { likelihood, walk, mean, variance } = this;
    const [forward, backward, next] = [this.#forward, this.#backward, this.#next];
    const stretches = walk.length;
    for (let s = 0; s < stretches; s++) {
      const row = s * steps;
      let most = -Infinity;
      for (let j = 0; j < steps; j++) most = Math.max(most, likelihood[row + j]);
      for (let j = 0; j < steps; j++) likelihood[row + j] = Math.exp(likelihood[row + j] - most);
    }
    backward.fill(1, 0, steps);
    for (let s = 0; s < stretches; s++) {
      const row = s * steps;
      let sum = 0;
      for (let j = 0; j < steps; j++) {
        forward[row + j] = backward[j] * likelihood[row + j];
        sum += forward[row + j];
      }
      for (let j = 0; j < steps; j++) forward[row + j] /= sum;
      this.#spread(forward, row, steps, walk[s] / width ** 2, backward);
    }
    next.fill(1, 0, steps);
    for (let s = stretches - 1; s >= 0; s--) {
      const row = s * steps;
      if (s < stretches - 1) this.#spread(backward, 0, steps, walk[s] / width ** 2, next);
      let [sum, first, second] = [0, 0, 0];
      let scale = 0;
      for (let j = 0; j < steps; j++) {
        const x = (j - (steps - 1) / 2) * width;
        const p = forward[row + j] * next[j];
        sum += p;
        first += p * x;
        second += p * x * x;
        backward[j] = next[j] * likelihood[row + j];
        scale += backward[j];
      }
      for (let j = 0; j < steps; j++) backward[j] /= scale;
      mean[s] = first / sum;
      variance[s] = second / sum - mean[s] ** 2 + width ** 2 / 12;
    }
  }

  /** Convolves a row with a Gaussian. @param square  its variance in steps squared */
  #spread(from: Float64Array, row: number, steps: number, square: number, to: Float64Array): void {
    const kernel = this.#kernel;
    const half = Math.min(steps - 1, Math.ceil(reach * Math.sqrt(square)));
    // A step of the lattice's own width is the least that lets a phase move over it.
    for (let k = 0; k <= half; k++) kernel[k] = Math.exp((-k * k) / (2 * Math.max(square, 0.05)));
    for (let j = 0; j < steps; j++) {
      let sum = kernel[0] * from[row + j];
      for (let k = 1; k <= half; k++) {
        const below = j >= k ? from[row + j - k] : 0;
        const above = j + k < steps ? from[row + j + k] : 0;
        sum += kernel[k] * (below + above);
      }
      to[j] = sum + 1e-30;
    }
  }
}
