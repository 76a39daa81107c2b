/** Linear combination of a known signal's samples that follows what is received; owns its weights. */
export interface AdaptiveFilter {
  readonly taps: number;
  /** `[tap]`: gain of the known signal delayed by so many samples. */
  readonly weightsRe: Float64Array;
  readonly weightsIm: Float64Array;
  /**
   * Filters and adapts, sample by sample: out(n) = received(n) - sum over k of w_k known(n - k), with the weights from
   * before the sample.
   *
   * @param knownRe  `taps - 1` samples from before, then the block's
   * @param count    samples of the block
   */
  run(
    knownRe: Float64Array,
    knownIm: Float64Array,
    receivedRe: Float32Array,
    receivedIm: Float32Array,
    count: number,
    outRe: Float32Array,
    outIm: Float32Array,
  ): void;
  reset(): void;
}

/**
 * Normalised least mean squares: w += mu e u* / |u|^2, u the `taps` newest samples.
 *
 * Haykin, Adaptive Filter Theory. O(taps) a sample.
 */
export class NlmsFilter implements AdaptiveFilter {
  readonly taps: number;
  readonly weightsRe: Float64Array;
  readonly weightsIm: Float64Array;
  readonly #stepSize: number;

  /** @param stepSize  mu, above 0 and below 2 */
  constructor(taps: number, stepSize: number) {
    checkTaps(taps);
    if (!(stepSize > 0 && stepSize < 2)) {
      throw new RangeError(`NlmsFilter: stepSize: expected a number above 0 and below 2, found ${stepSize}`);
    }
    this.taps = taps;
    this.#stepSize = stepSize;
    this.weightsRe = new Float64Array(taps);
    this.weightsIm = new Float64Array(taps);
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
      let power = 0;
      for (let k = 0, at = newest; k < taps; k++, at--) {
        const [re, im] = [knownRe[at], knownIm[at]];
        errorRe -= weightsRe[k] * re - weightsIm[k] * im;
        errorIm -= weightsRe[k] * im + weightsIm[k] * re;
        power += re * re + im * im;
      }
      outRe[n] = errorRe;
      outIm[n] = errorIm;
      if (!(power > 0)) continue;
      const gain = this.#stepSize / power;
      for (let k = 0, at = newest; k < taps; k++, at--) {
        const [re, im] = [knownRe[at], knownIm[at]];
        weightsRe[k] += gain * (errorRe * re + errorIm * im);
        weightsIm[k] += gain * (errorIm * re - errorRe * im);
      }
    }
  }

  reset(): void {
    this.weightsRe.fill(0);
    this.weightsIm.fill(0);
  }

  toString(): string {
    return `NLMS(${this.taps} taps, step ${this.#stepSize})`;
  }
}

/** @throws RangeError unless there are 1 to 1024 */
export function checkTaps(taps: number): void {
  if (!(Number.isInteger(taps) && taps >= 1 && taps <= 1024)) {
    throw new RangeError(`AdaptiveFilter: taps: expected a whole number from 1 to 1024, found ${taps}`);
  }
}
