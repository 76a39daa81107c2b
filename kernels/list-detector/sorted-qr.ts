/**
 * Q R = H P of one element by the modified Gram-Schmidt process, and Q^H y, in float64; columns in the order of the least
 * that is left of them, so that the last, which a search starts with, is strong (Wübben et al. 2001).
 *
 * |y - H x|^2 is |Q^H y - R x|^2 plus a constant. With y as one more column the process is as good as Householder's
 * (Björck, BIT 7 (1967), 1), also for columns that are dependent: their part of R is next to 0.
 */
export class SortedQr {
  readonly layers: number;
  readonly receive: number;
  /** `[column][branch]`, the last column y; taken as input, overwritten. */
  readonly columnsRe: Float64Array;
  readonly columnsIm: Float64Array;
  /** `[row][column]`, above the diagonal and on it. */
  readonly rRe: Float64Array;
  readonly rIm: Float64Array;
  /** Q^H y: `[row]`. */
  readonly yRe: Float64Array;
  readonly yIm: Float64Array;
  /** Layer of each column. */
  readonly order: Int32Array;

  constructor(receive: number, layers: number) {
    this.receive = receive;
    this.layers = layers;
    this.columnsRe = new Float64Array((layers + 1) * receive);
    this.columnsIm = new Float64Array((layers + 1) * receive);
    this.rRe = new Float64Array(layers * layers);
    this.rIm = new Float64Array(layers * layers);
    this.yRe = new Float64Array(layers);
    this.yIm = new Float64Array(layers);
    this.order = new Int32Array(layers);
  }

  decompose(): void {
    const { layers, order, rRe, rIm } = this;
    for (let column = 0; column < layers; column++) order[column] = column;
    for (let k = 0; k < layers; k++) {
      this.#exchange(k, this.#weakest(k));
      const length = Math.sqrt(this.#power(order[k]));
      rRe[k * layers + k] = length;
      rIm[k * layers + k] = 0;
      for (let column = k + 1; column <= layers; column++) {
        this.#project(k, column, length > 0 ? 1 / length : 0);
      }
    }
  }

  #weakest(from: number): number {
    let weakest = from;
    for (let column = from + 1; column < this.layers; column++) {
      if (this.#power(this.order[column]) < this.#power(this.order[weakest])) weakest = column;
    }
    return weakest;
  }

  #exchange(a: number, b: number): void {
    const { order, layers } = this;
    [order[a], order[b]] = [order[b], order[a]];
    for (const r of [this.rRe, this.rIm]) {
      for (let row = 0; row < a; row++) {
        [r[row * layers + a], r[row * layers + b]] = [r[row * layers + b], r[row * layers + a]];
      }
    }
  }

  #power(column: number): number {
    let sum = 0;
    for (let at = column * this.receive; at < (column + 1) * this.receive; at++) {
      sum += this.columnsRe[at] ** 2 + this.columnsIm[at] ** 2;
    }
    return sum;
  }

  /** Takes the direction of column k out of another column. */
  #project(k: number, column: number, scale: number): void {
    const { layers, receive, columnsRe, columnsIm, order } = this;
    const own = order[k] * receive;
    const other = (column < layers ? order[column] : layers) * receive;
    let re = 0;
    let im = 0;
    for (let a = own, b = other; a < own + receive; a++, b++) {
      re += columnsRe[a] * columnsRe[b] + columnsIm[a] * columnsIm[b];
      im += columnsRe[a] * columnsIm[b] - columnsIm[a] * columnsRe[b];
    }
    re *= scale;
    im *= scale;
    for (let a = own, b = other; a < own + receive; a++, b++) {
      columnsRe[b] -= scale * (re * columnsRe[a] - im * columnsIm[a]);
      columnsIm[b] -= scale * (re * columnsIm[a] + im * columnsRe[a]);
    }
    if (column < layers) {
      this.rRe[k * layers + column] = re;
      this.rIm[k * layers + column] = im;
    } else {
      this.yRe[k] = re;
      this.yIm[k] = im;
    }
  }
}
