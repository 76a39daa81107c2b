import { type AdaptiveFilter, checkTaps } from "./nlms-filter.js";

/**
 * Recursive least squares with exponential forgetting: the weights that minimise the sum of lambda^(n - i) |e(i)|^2.
 *
 * Haykin, Adaptive Filter Theory. The inverse correlation P starts as that of a little
 * white noise, and its Hermitian half alone is computed, which keeps rounding from making it indefinite. O(taps^2) a
 * sample.
 */
export class RlsFilter implements AdaptiveFilter {
  readonly taps: number;
  readonly weightsRe: Float64Array;
  readonly weightsIm: Float64Array;
  readonly #forgetting: number;
  readonly #startPower: number;
  /** P, the lower triangle of `[tap][tap]`. */
  readonly #inverseRe: Float64Array;
  readonly #inverseIm: Float64Array;
  /** P u*, then the gain. */
  readonly #gainRe: Float64Array;
  readonly #gainIm: Float64Array;

  /**
   * @param forgetting  lambda, above 0.9 to 1
   * @param startPower  delta, what the correlation matrix starts with on its diagonal: small against the power of the
   *                    known signal times the samples until convergence; above 0
   */
  constructor(taps: number, forgetting: number, startPower = 1e-3) {
    checkTaps(taps);
    if (!(forgetting > 0.9 && forgetting <= 1)) {
      throw new RangeError(`RlsFilter: forgetting: expected a number above 0.9, at most 1, found ${forgetting}`);
    }
    if (!(startPower > 0 && startPower < Infinity)) {
      throw new RangeError(`RlsFilter: startPower: expected a finite number above 0, found ${startPower}`);
    }
    this.taps = taps;
    this.#forgetting = forgetting;
    this.#startPower = startPower;
    this.weightsRe = new Float64Array(taps);
    this.weightsIm = new Float64Array(taps);
    this.#inverseRe = new Float64Array(taps * taps);
    this.#inverseIm = new Float64Array(taps * taps);
    this.#gainRe = new Float64Array(taps);
    this.#gainIm = new Float64Array(taps);
    this.reset();
  }

  run(
    knownRe: Float64Array,
    knownIm: Float64Array,
    receivedRe: Float32Array,
    receivedIm: Float32Array,
    count: number,
    outRe: Float32Array,
    outIm: Float32Array,
  ): void {
    const { taps, weightsRe, weightsIm } = this;
    for (let n = 0, newest = taps - 1; n < count; n++, newest++) {
      let errorRe = receivedRe[n];
      let errorIm = receivedIm[n];
      for (let k = 0, at = newest; k < taps; k++, at--) {
        errorRe -= weightsRe[k] * knownRe[at] - weightsIm[k] * knownIm[at];
        errorIm -= weightsRe[k] * knownIm[at] + weightsIm[k] * knownRe[at];
      }
      outRe[n] = errorRe;
      outIm[n] = errorIm;
      this.#gain(knownRe, knownIm, newest);
      const [gainRe, gainIm] = [this.#gainRe, this.#gainIm];
      for (let k = 0; k < taps; k++) {
        weightsRe[k] += errorRe * gainRe[k] - errorIm * gainIm[k];
        weightsIm[k] += errorRe * gainIm[k] + errorIm * gainRe[k];
      }
    }
  }

  reset(): void {
    this.weightsRe.fill(0);
    this.weightsIm.fill(0);
    this.#inverseRe.fill(0);
    this.#inverseIm.fill(0);
    for (let k = 0; k < this.taps; k++) this.#inverseRe[k * this.taps + k] = 1 / this.#startPower;
  }

  toString(): string {
    return `RLS(${this.taps} taps, forgetting ${this.#forgetting})`;
  }

  /** The gain P u* / (lambda + u^T P u*) of the newest samples, and P = (P - gain (P u*)^H) / lambda. */
  #gain(knownRe: Float64Array, knownIm: Float64Array, newest: number): void {
    const { taps } = this;
    const [inverseRe, inverseIm] = [this.#inverseRe, this.#inverseIm];
    const [gainRe, gainIm] = [this.#gainRe, this.#gainIm];
    let power = this.#forgetting;
    for (let i = 0; i < taps; i++) {
      let re = 0;
      let im = 0;
      for (let j = 0; j < taps; j++) {
        // u* at j; P_ij is the conjugate of P_ji.
        const [uRe, uIm] = [knownRe[newest - j], -knownIm[newest - j]];
        const at = i >= j ? i * taps + j : j * taps + i;
        const pRe = inverseRe[at];
        const pIm = i >= j ? inverseIm[at] : -inverseIm[at];
        re += pRe * uRe - pIm * uIm;
        im += pRe * uIm + pIm * uRe;
      }
      gainRe[i] = re;
      gainIm[i] = im;
      power += knownRe[newest - i] * re - knownIm[newest - i] * im;
    }
    const kept = 1 / this.#forgetting;
    for (let i = 0; i < taps; i++) {
      const [aRe, aIm] = [gainRe[i] / power, gainIm[i] / power];
      for (let j = 0; j <= i; j++) {
        const at = i * taps + j;
        inverseRe[at] = kept * (inverseRe[at] - (aRe * gainRe[j] + aIm * gainIm[j]));
        inverseIm[at] = i === j ? 0 : kept * (inverseIm[at] - (aIm * gainRe[j] - aRe * gainIm[j]));
      }
    }
    for (let i = 0; i < taps; i++) {
      gainRe[i] /= power;
      gainIm[i] /= power;
    }
  }
}
