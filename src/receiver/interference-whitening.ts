import { type ComplexMatrix, choleskyInPlace, complexMatrix } from "../complex-matrix.js";
import type { ReceivedBlock } from "./received-block.js";

/** Covariances over the receive branches by groups of elements, planar `[group][receive][receive]`. */
export interface GroupCovariances {
  readonly groups: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * Makes coloured noise white: multiplies y and every column of H by L^-1, R = L L^H the covariance of the element's group; the
 * noise variance is 1 then, and any detector for white noise is the one that rejects interference (MMSE-IRC).
 *
 * Of a covariance that is estimated from n samples, `loading` adds (receive / n) times the harmonic mean of its eigenvalues to the
 * diagonal: a part of the noise's floor that leaves strong interference alone and vanishes as n grows. The SINR that an
 * estimated covariance of K branches promises is too high: E R^-1 is n / (n - K) times too large, and the filter loses
 * (n + 1) / (n + 2 - K) on the mean (Reed, Mallett and Brennan, IEEE Trans. Aerosp. Electron. Syst. 10, 1974); both go into
 * the noise variance. Needs n of at least 2 K.
 */
export class InterferenceWhitening {
  readonly #receive: number;
  readonly #groupOfElement: Int32Array;
  readonly #matrix: ComplexMatrix;
  readonly #inverseRe: Float64Array;
  readonly #inverseIm: Float64Array;
  readonly #groups: number;
  readonly #isLoaded: boolean;

  /**
   * @param groupOfElement  `[element]`
   * @param options         `isLoaded`: loads the diagonal of estimated covariances; on if left out
   */
  constructor(
    receive: number,
    groups: number,
    groupOfElement: Int32Array,
    { isLoaded = true }: { readonly isLoaded?: boolean } = {},
  ) {
    this.#isLoaded = isLoaded;
    this.#receive = receive;
    this.#groups = groups;
    this.#groupOfElement = groupOfElement;
    this.#matrix = complexMatrix(receive, receive);
    this.#inverseRe = new Float64Array(groups * receive * receive);
    this.#inverseIm = new Float64Array(groups * receive * receive);
  }

  /**
   * Whitens a block in place.
   *
   * @param samples  `[group]` behind an estimated covariance; undefined for one that is known
   * @param errors   `[layer]`: mean-square error of the channel where the noise is white already
   */
  whiten(
    covariance: GroupCovariances,
    samples: Float64Array | undefined,
    block: ReceivedBlock,
    errors: Float64Array,
  ): void {
    const receive = this.#receive;
    for (let group = 0; group < this.#groups; group++) this.#invert(covariance, group, samples?.[group]);
    const { layers, elements } = block;
    this.#multiply(block.yRe, block.yIm, elements, 0, elements);
    for (let layer = 0; layer < layers; layer++) {
      this.#multiply(block.hRe, block.hIm, layers * elements, layer * elements, elements);
      block.errorVariance[layer] = errors[layer];
    }
    block.noiseVariance = samples ? estimationFactor(samples, receive) : 1;
  }

  /** Inverse of the Cholesky factor of a group's covariance. */
  #invert({ re, im }: GroupCovariances, group: number, samples: number | undefined): void {
    const receive = this.#receive;
    const size = receive * receive;
    const matrix = this.#matrix;
    const load = (diagonal: number) => {
      for (let i = 0; i < size; i++) {
        matrix.re[i] = re[group * size + i];
        matrix.im[i] = im[group * size + i];
      }
      for (let r = 0; r < receive; r++) matrix.re[r * receive + r] += diagonal;
    };
    load(0);
    if (!choleskyInPlace(matrix)) {
      throw new RangeError("InterferenceWhitening: expected a covariance that is positive definite");
    }
    const trace = this.#invertFactor(group);
    if (samples !== undefined && this.#isLoaded) {
      load((receive / samples) * (receive / trace));
      choleskyInPlace(matrix);
      this.#invertFactor(group);
    }
  }

  /** Returns the trace of the covariance's inverse. */
  #invertFactor(group: number): number {
    const receive = this.#receive;
    const { re: lRe, im: lIm } = this.#matrix;
    const at = group * receive * receive;
    const [re, im] = [this.#inverseRe, this.#inverseIm];
    let trace = 0;
    for (let column = 0; column < receive; column++) {
      for (let row = 0; row < receive; row++) {
        let [x, y] = [row === column ? 1 : 0, 0];
        for (let k = column; k < row; k++) {
          const [aRe, aIm] = [lRe[row * receive + k], lIm[row * receive + k]];
          const [bRe, bIm] = [re[at + k * receive + column], im[at + k * receive + column]];
          x -= aRe * bRe - aIm * bIm;
          y -= aRe * bIm + aIm * bRe;
        }
        const pivot = lRe[row * receive + row];
        re[at + row * receive + column] = row < column ? 0 : x / pivot;
        im[at + row * receive + column] = row < column ? 0 : y / pivot;
        if (row >= column) trace += (x * x + y * y) / (pivot * pivot);
      }
    }
    return trace;
  }

  /** Multiplies vectors over the branches, `stride` apart, by the lower triangular inverse, in place. */
  #multiply(re: Float32Array, im: Float32Array, stride: number, first: number, count: number): void {
    const receive = this.#receive;
    const [wRe, wIm] = [this.#inverseRe, this.#inverseIm];
    for (let element = 0; element < count; element++) {
      const weights = this.#groupOfElement[element] * receive * receive;
      // From the last row up: each needs the branches before it as they were.
      for (let row = receive - 1; row >= 0; row--) {
        let [x, y] = [0, 0];
        for (let k = 0, at = first + element; k <= row; k++, at += stride) {
          const w = weights + row * receive + k;
          x += wRe[w] * re[at] - wIm[w] * im[at];
          y += wRe[w] * im[at] + wIm[w] * re[at];
        }
        re[first + element + row * stride] = x;
        im[first + element + row * stride] = y;
      }
    }
  }
}

/** Noise variance behind whitening by estimated covariances, the mean over the groups. */
function estimationFactor(samples: Float64Array, receive: number): number {
  let sum = 0;
  for (const n of samples) sum += ((n / (n - receive)) * (n + 1)) / (n + 2 - receive) / samples.length;
  return sum;
}
