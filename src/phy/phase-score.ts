import { type Constellation, checkConstellation } from "./constellation.js";

/** Cells a side of the table. */
const cells = 192;
/** Deviations of the noise beyond the outermost points that the table covers. */
const beyond = 4;
/** Points whose likelihood is below exp(-this) of the nearest one's are left out. */
const faint = 20;

/**
 * What symbols nobody knows say of the carrier's phase: with y = x exp(j phi) + n, the derivative of ln p(y | phi) at phi = 0
 * is (2 / N0) Im(y conj E(x | y)), and its mean square is the Fisher information of a symbol (J. Proakis, "Digital
 * Communications", 6.2, decision-feedback and non-data-aided estimates; the modified Cramer-Rao bound 2 Es/N0 is its limit
 * at high SNR).
 *
 * Holds E(x | y) on a grid of 192 by 192 cells up to 4 deviations of the noise beyond the points.
 */
export class PhaseScore {
  /** Es/N0, linear. */
  readonly snr: number;
  /** Fisher information on the phase in a symbol, 1 / rad^2. */
  readonly information: number;
  /** Half the table's width. */
  readonly #reach: number;
  readonly #re = new Float32Array(cells * cells);
  readonly #im = new Float32Array(cells * cells);
  /** ln p(y), but for what is the same for all y. */
  readonly #likelihood = new Float32Array(cells * cells);

  /** @param snr  Es/N0, linear, above 0 */
  constructor(constellation: Constellation, snr: number) {
    checkConstellation(constellation);
    if (!(snr > 0 && snr < Infinity)) throw new RangeError(`PhaseScore: snr: expected a number above 0, found ${snr}`);
    this.snr = snr;
    const { re, im } = constellation;
    let outermost = 0;
    for (let k = 0; k < re.length; k++) outermost = Math.max(outermost, Math.hypot(re[k], im[k]));
    const reach = outermost + beyond * Math.sqrt(1 / (2 * snr));
    this.#reach = reach;
    const width = (2 * reach) / cells;
    const distances = new Float64Array(re.length);
    let total = 0;
    let square = 0;
    for (let row = 0; row < cells; row++) {
      const y = (row + 0.5) * width - reach;
      for (let column = 0; column < cells; column++) {
        const x = (column + 0.5) * width - reach;
        let nearest = Infinity;
        for (let k = 0; k < re.length; k++) {
          const distance = (x - re[k]) ** 2 + (y - im[k]) ** 2;
          distances[k] = distance;
          if (distance < nearest) nearest = distance;
        }
        let [sum, sumRe, sumIm] = [0, 0, 0];
        for (let k = 0; k < re.length; k++) {
          const exponent = snr * (distances[k] - nearest);
          if (exponent > faint) continue;
          const weight = Math.exp(-exponent);
          sum += weight;
          sumRe += weight * re[k];
          sumIm += weight * im[k];
        }
        const at = row * cells + column;
        this.#re[at] = sumRe / sum;
        this.#im[at] = sumIm / sum;
        this.#likelihood[at] = Math.log(sum) - snr * nearest;
        const density = sum * Math.exp(-snr * nearest);
        const score = 2 * snr * (y * this.#re[at] - x * this.#im[at]);
        total += density;
        square += density * score * score;
      }
    }
    this.information = square / total;
  }

  /** Sum of the scores of `count` symbols from `first` on, of amplitude 1 and their phase taken out. */
  sum(re: Float32Array, im: Float32Array, first: number, count: number): number {
    const [softRe, softIm] = [this.#re, this.#im];
    const reach = this.#reach;
    const scale = cells / (2 * reach);
    let sum = 0;
    for (let n = first; n < first + count; n++) {
      const [x, y] = [re[n], im[n]];
      let column = ((x + reach) * scale) | 0;
      let row = ((y + reach) * scale) | 0;
      if (column < 0) column = 0;
      else if (column >= cells) column = cells - 1;
      if (row < 0) row = 0;
      else if (row >= cells) row = cells - 1;
      const at = row * cells + column;
      sum += y * softRe[at] - x * softIm[at];
    }
    return 2 * this.snr * sum;
  }

  /**
   * Adds to `out` the logarithms of the likelihoods of `count` symbols from `first` on, turned back by each of `steps` angles.
   *
   * @param angle  of the first, rad, and `width` from one to the next
   * @param scale  that brings the symbols to amplitude 1
   */
  likelihoods(
    re: Float32Array,
    im: Float32Array,
    first: number,
    count: number,
    angle: number,
    width: number,
    steps: number,
    scale: number,
    out: Float64Array,
    row: number,
  ): void {
    const likelihood = this.#likelihood;
    const grid = cells / (2 * this.#reach);
    const middle = cells / 2;
    const [startRe, startIm] = [grid * scale * Math.cos(angle), -grid * scale * Math.sin(angle)];
    const [stepRe, stepIm] = [Math.cos(width), -Math.sin(width)];
    for (let n = first; n < first + count; n++) {
      let x = re[n] * startRe - im[n] * startIm;
      let y = re[n] * startIm + im[n] * startRe;
      for (let j = 0; j < steps; j++) {
        let column = (x + middle) | 0;
        let line = (y + middle) | 0;
        if (column < 0) column = 0;
        else if (column >= cells) column = cells - 1;
        if (line < 0) line = 0;
        else if (line >= cells) line = cells - 1;
        out[row + j] += likelihood[line * cells + column];
        const next = x * stepRe - y * stepIm;
        y = x * stepIm + y * stepRe;
        x = next;
      }
    }
  }
}
