import { grayLevel, graySquareSpacing } from "../../kernels/demap/gray-square.js";
import { type Constellation, checkConstellation } from "../phy/constellation.js";

/**
 * Mean and variance of symbols whose bits are known by LLRs, the bits independent: E[x] and E|x - E[x]|^2.
 *
 * Square QAM with Gray labels costs O(2^(bitsPerSymbol / 2)) a symbol, other constellations O(2^bitsPerSymbol). Owns
 * its work buffers.
 */
export class SoftMapper {
  readonly bitsPerSymbol: number;
  /** Levels of a part of square QAM by its bits. */
  readonly #levels: Float64Array | undefined;
  readonly #pointsRe: Float64Array;
  readonly #pointsIm: Float64Array;
  /** `[label]`, built bit by bit. */
  readonly #chances: Float64Array;
  #mean = 0;
  #square = 0;

  constructor(constellation: Constellation) {
    checkConstellation(constellation);
    const { bitsPerSymbol, re, im } = constellation;
    this.bitsPerSymbol = bitsPerSymbol;
    this.#pointsRe = re;
    this.#pointsIm = im;
    this.#chances = new Float64Array(2 ** bitsPerSymbol);
    const spacing = graySquareSpacing({ bitsPerSymbol, pointsRe: re, pointsIm: im, symbols: 0 });
    if (spacing !== undefined) {
      const bits = bitsPerSymbol / 2;
      this.#levels = Float64Array.from({ length: 2 ** bits }, (_, label) => spacing * grayLevel(label, bits));
    }
  }

  /**
   * One layer of a word: symbols `symbolStep` apart in the LLRs go to consecutive places from `first` on.
   *
   * @param llrs        `[symbol][bit]`
   * @param firstSymbol the layer's first symbol in `llrs`
   * @param symbolStep  from one of its symbols to the next: layers of the word
   * @param re          receives the means from `first` on
   * @param variance    receives the variances, from `first` on too
   */
  map(
    llrs: Float32Array,
    firstSymbol: number,
    symbolStep: number,
    count: number,
    re: Float32Array,
    im: Float32Array,
    variance: Float32Array,
    first: number,
  ): void {
    const bits = this.bitsPerSymbol;
    const step = symbolStep * bits;
    const levels = this.#levels;
    for (let n = 0, at = firstSymbol * bits; n < count; n++, at += step) {
      if (levels) {
        this.#part(llrs, at, levels);
        re[first + n] = this.#mean;
        const rest = this.#square - this.#mean * this.#mean;
        this.#part(llrs, at + 1, levels);
        im[first + n] = this.#mean;
        variance[first + n] = Math.max(0, rest + this.#square - this.#mean * this.#mean);
      } else {
        this.#point(llrs, at, re, im, variance, first + n);
      }
    }
  }

  /** Moments of one part of a square QAM symbol, of every other bit from `at` on. */
  #part(llrs: Float32Array, at: number, levels: Float64Array): void {
    this.#expand(llrs, at, 2, levels.length);
    const chances = this.#chances;
    let mean = 0;
    let square = 0;
    for (let label = 0; label < levels.length; label++) {
      const weighted = chances[label] * levels[label];
      mean += weighted;
      square += weighted * levels[label];
    }
    this.#mean = mean;
    this.#square = square;
  }

  #point(
    llrs: Float32Array,
    at: number,
    re: Float32Array,
    im: Float32Array,
    variance: Float32Array,
    place: number,
  ): void {
    const chances = this.#chances;
    const [pointsRe, pointsIm] = [this.#pointsRe, this.#pointsIm];
    this.#expand(llrs, at, 1, pointsRe.length);
    let meanRe = 0;
    let meanIm = 0;
    let power = 0;
    for (let label = 0; label < pointsRe.length; label++) {
      meanRe += chances[label] * pointsRe[label];
      meanIm += chances[label] * pointsIm[label];
      power += chances[label] * (pointsRe[label] ** 2 + pointsIm[label] ** 2);
    }
    re[place] = meanRe;
    im[place] = meanIm;
    variance[place] = Math.max(0, power - meanRe * meanRe - meanIm * meanIm);
  }

  /** Probabilities of all labels of the bits at `at`, `at + step` ..., the first the most significant. */
  #expand(llrs: Float32Array, at: number, step: number, labels: number): void {
    const chances = this.#chances;
    chances[0] = 1;
    for (let known = 1, next = at; known < labels; known *= 2, next += step) {
      const zero = 1 / (1 + Math.exp(-llrs[next]));
      for (let label = known - 1; label >= 0; label--) {
        const chance = chances[label];
        chances[2 * label] = chance * zero;
        chances[2 * label + 1] = chance * (1 - zero);
      }
    }
  }
}
