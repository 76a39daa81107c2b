import { type ComplexMatrix, choleskyInPlace, complexMatrix } from "../complex-matrix.js";
import type { GroupCovariances } from "./interference-whitening.js";

/**
 * The Cholesky factor of one covariance for a whole band, and its inverse, applied over the receive branches: channel estimation
 * against coloured interference is done between the two, where the noise is white.
 */
export class BranchTransform {
  readonly #factor: ComplexMatrix;
  readonly #inverse: ComplexMatrix;
  readonly #receive: number;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  constructor(receive: number) {
    this.#receive = receive;
    this.#factor = complexMatrix(receive, receive);
    this.#inverse = complexMatrix(receive, receive);
    this.#re = new Float64Array(receive);
    this.#im = new Float64Array(receive);
  }

  /**
   * Takes the mean of the groups' covariances.
   * @returns the trace of its inverse
   * @throws RangeError where it is not positive definite
   */
  set({ groups, re, im }: GroupCovariances): number {
    const receive = this.#receive;
    const size = receive * receive;
    const { re: lRe, im: lIm } = this.#factor;
    lRe.fill(0);
    lIm.fill(0);
    for (let i = 0; i < groups * size; i++) {
      lRe[i % size] += re[i] / groups;
      lIm[i % size] += im[i] / groups;
    }
    if (!choleskyInPlace(this.#factor)) {
      throw new RangeError("BranchTransform: expected a covariance that is positive definite");
    }
    let trace = 0;
    const { re: wRe, im: wIm } = this.#inverse;
    for (let column = 0; column < receive; column++) {
      for (let row = 0; row < receive; row++) {
        let [x, y] = [row === column ? 1 : 0, 0];
        for (let k = column; k < row; k++) {
          const [a, b] = [row * receive + k, k * receive + column];
          x -= lRe[a] * wRe[b] - lIm[a] * wIm[b];
          y -= lRe[a] * wIm[b] + lIm[a] * wRe[b];
        }
        const pivot = lRe[row * receive + row];
        wRe[row * receive + column] = row < column ? 0 : x / pivot;
        wIm[row * receive + column] = row < column ? 0 : y / pivot;
        trace += wRe[row * receive + column] ** 2 + wIm[row * receive + column] ** 2;
      }
    }
    return trace;
  }

  /** Multiplies vectors over the branches, `stride` apart, by the inverse of the factor: from index `first` on, in place. */
  whiten(re: Float32Array, im: Float32Array, stride: number, first: number, count: number): void {
    this.#apply(this.#inverse, re, im, stride, first, count);
  }

  /** Undoes `whiten`. */
  colour(re: Float32Array, im: Float32Array, stride: number, first: number, count: number): void {
    this.#apply(this.#factor, re, im, stride, first, count);
  }

  /** Lower triangular. */
  #apply(m: ComplexMatrix, re: Float32Array, im: Float32Array, stride: number, first: number, count: number): void {
    const receive = this.#receive;
    const [vRe, vIm] = [this.#re, this.#im];
    for (let i = first; i < first + count; i++) {
      for (let r = 0; r < receive; r++) {
        vRe[r] = re[i + r * stride];
        vIm[r] = im[i + r * stride];
      }
      for (let row = 0; row < receive; row++) {
        let [x, y] = [0, 0];
        for (let k = 0, w = row * receive; k <= row; k++, w++) {
          x += m.re[w] * vRe[k] - m.im[w] * vIm[k];
          y += m.re[w] * vIm[k] + m.im[w] * vRe[k];
        }
        re[i + row * stride] = x;
        im[i + row * stride] = y;
      }
    }
  }
}
