import { grayLevel, graySquareSpacing } from "../../kernels/demap/gray-square.js";
import { type Constellation, checkConstellation } from "../phy/constellation.js";

/**
 * Hard decisions on symbols, and how wrong they are to be expected: the nearest point x', and E|x - x'|^2 over all points
 * with the probabilities that the received value leaves them. Square QAM costs O(2^(bitsPerSymbol / 2)), others
 * O(2^bitsPerSymbol).
 */
export class SymbolSlicer {
  /** Of the last `slice`. */
  re = 0;
  im = 0;
  variance = 0;
  readonly #levels: Float64Array | undefined;
  readonly #pointsRe: Float64Array;
  readonly #pointsIm: Float64Array;
  #level = 0;
  #error = 0;

  constructor(constellation: Constellation) {
    checkConstellation(constellation);
    const { bitsPerSymbol, re, im } = constellation;
    this.#pointsRe = re;
    this.#pointsIm = im;
    const spacing = graySquareSpacing({ bitsPerSymbol, pointsRe: re, pointsIm: im, symbols: 0 });
    if (spacing !== undefined) {
      const bits = bitsPerSymbol / 2;
      this.#levels = Float64Array.from({ length: 2 ** bits }, (_, label) => spacing * grayLevel(label, bits));
    }
  }

  /** @param sinr  1 / N0 of the value: point plus noise of variance N0; 0 where nothing is known */
  slice(re: number, im: number, sinr: number): void {
    if (this.#levels) {
      this.#part(this.#levels, re, sinr);
      this.re = this.#level;
      this.variance = this.#error;
      this.#part(this.#levels, im, sinr);
      this.im = this.#level;
      this.variance += this.#error;
      return;
    }
    const [pointsRe, pointsIm] = [this.#pointsRe, this.#pointsIm];
    let nearest = Infinity;
    for (let p = 0; p < pointsRe.length; p++) {
      const distance = (re - pointsRe[p]) ** 2 + (im - pointsIm[p]) ** 2;
      if (distance < nearest) {
        nearest = distance;
        this.re = pointsRe[p];
        this.im = pointsIm[p];
      }
    }
    let sum = 0;
    let error = 0;
    for (let p = 0; p < pointsRe.length; p++) {
      const distance = (re - pointsRe[p]) ** 2 + (im - pointsIm[p]) ** 2;
      const chance = Math.exp(sinr * (nearest - distance));
      sum += chance;
      error += chance * ((pointsRe[p] - this.re) ** 2 + (pointsIm[p] - this.im) ** 2);
    }
    this.variance = error / sum;
  }

  #part(levels: Float64Array, value: number, sinr: number): void {
    let nearest = Infinity;
    for (let l = 0; l < levels.length; l++) {
      const distance = (value - levels[l]) ** 2;
      if (distance < nearest) {
        nearest = distance;
        this.#level = levels[l];
      }
    }
    let sum = 0;
    let error = 0;
    for (let l = 0; l < levels.length; l++) {
      const chance = Math.exp(sinr * (nearest - (value - levels[l]) ** 2));
      sum += chance;
      error += chance * (levels[l] - this.#level) ** 2;
    }
    this.#error = error / sum;
  }
}
