import type { FftForm } from "../../kernels/fft/fft.js";
import { fftSimd } from "../../kernels/fft/fft-simd.js";
import { NrSettingError } from "./nr-setting-error.js";

/**
 * Transform precoding of PUSCH, DFT-s-OFDM: TS 38.211, 6.3.1.4. Owns the transforms of all symbols of a slot.
 *
 * y(k) = 1 / sqrt(M) sum over i of x(i) exp(-j 2 pi i k / M), so that power stays; M = 12 blocks.
 */
export class NrTransformPrecoder {
  /** M. */
  readonly size: number;
  readonly #fft: ReturnType<FftForm>;
  readonly #scale: number;

  /**
   * @param blocks   2^a 3^b 5^c resource blocks
   * @param symbols  most symbols of a call
   * @throws NrSettingError naming `allocation.blocks`
   */
  constructor(blocks: number, symbols: number, form: FftForm = fftSimd) {
    checkNrTransformBlocks(blocks);
    this.size = 12 * blocks;
    this.#fft = form({ size: this.size, batch: symbols });
    this.#scale = 1 / Math.sqrt(this.size);
  }

  /** Precodes whole symbols, `[symbol][M]`, in place. */
  precode(re: Float32Array, im: Float32Array): void {
    this.#fft.re.set(re);
    this.#fft.im.set(im);
    this.#fft.forward(this.#symbolsOf(re, im));
    this.#copyScaled(re, im, this.#scale);
  }

  /** Undoes `precode`. */
  undo(re: Float32Array, im: Float32Array): void {
    this.#fft.re.set(re);
    this.#fft.im.set(im);
    this.#fft.inverse(this.#symbolsOf(re, im));
    this.#copyScaled(re, im, this.size * this.#scale);
  }

  #symbolsOf(re: Float32Array, im: Float32Array): number {
    const symbols = re.length / this.size;
    if (!(Number.isInteger(symbols) && symbols <= this.#fft.batch && im.length === re.length)) {
      throw new RangeError(
        `NrTransformPrecoder: re, im: expected up to ${this.#fft.batch} symbols of ${this.size}, found ${re.length} and ${im.length} numbers`,
      );
    }
    return symbols;
  }

  #copyScaled(re: Float32Array, im: Float32Array, scale: number): void {
    const { re: fromRe, im: fromIm } = this.#fft;
    for (let i = 0; i < re.length; i++) {
      re[i] = scale * fromRe[i];
      im[i] = scale * fromIm[i];
    }
  }
}

/** @throws NrSettingError unless the blocks are 2^a 3^b 5^c: TS 38.211, 6.3.1.4 */
export function checkNrTransformBlocks(blocks: number): void {
  const isAllowed = (count: number) => {
    let rest = count;
    for (const factor of [2, 3, 5]) while (rest % factor === 0) rest /= factor;
    return rest === 1;
  };
  if (isAllowed(blocks)) return;
  let below = blocks;
  while (!isAllowed(below)) below--;
  let above = blocks;
  while (!isAllowed(above)) above++;
  throw new NrSettingError(
    "allocation.blocks",
    `expected 2^a 3^b 5^c with transform precoding, found ${blocks}; the next ones are ${below} and ${above}`,
  );
}
