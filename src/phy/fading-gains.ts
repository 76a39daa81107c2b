import type { GaussianSource } from "../../kernels/gaussian/gaussian.js";
import { type StreamKey, streamKey } from "../random/stream-key.js";

/**
 * Gains of unit mean power that stay for a block of symbols: h = sqrt(K / (K + 1)) + sqrt(1 / (K + 1)) g, g complex
 * Gaussian of variance 1 (Rice; K = 0 is Rayleigh). The line of sight has phase 0, which coherent detection takes out.
 */
export class FadingGains {
  readonly #lineOfSight: number;
  readonly #deviation: number;
  readonly #blockSymbols: number;
  readonly #blocksRe: Float32Array;
  readonly #blocksIm: Float32Array;
  readonly #keyRe: StreamKey;
  readonly #keyIm: StreamKey;
  readonly #source: GaussianSource;

  /**
   * @param k             power of the line of sight over that of the rest, linear, from 0
   * @param blockSymbols  symbols that share a gain, from 1
   */
  constructor(k: number, blockSymbols: number, symbols: number, seed: number, source: GaussianSource) {
    if (!(k >= 0 && k < Infinity)) throw new RangeError(`SymbolLink: channel.k_dB: expected a number, found K = ${k}`);
    if (!(Number.isSafeInteger(blockSymbols) && blockSymbols >= 1)) {
      throw new RangeError(`SymbolLink: channel.blockSymbols: expected a whole number from 1, found ${blockSymbols}`);
    }
    this.#lineOfSight = Math.sqrt(k / (k + 1));
    this.#deviation = Math.sqrt(0.5 / (k + 1));
    this.#blockSymbols = blockSymbols;
    const blocks = Math.ceil(symbols / blockSymbols);
    this.#blocksRe = new Float32Array(blocks);
    this.#blocksIm = new Float32Array(blocks);
    this.#keyRe = streamKey(seed, "symbol-link.gain-re");
    this.#keyIm = streamKey(seed, "symbol-link.gain-im");
    this.#source = source;
  }

  /** The gains of frame `frame`, one a symbol. */
  fill(re: Float32Array, im: Float32Array, frame: number): void {
    const blockSymbols = this.#blockSymbols;
    const [blocksRe, blocksIm] = [this.#blocksRe, this.#blocksIm];
    this.#source.fill(blocksRe, this.#keyRe.key0, this.#keyRe.key1, frame, 0, this.#deviation);
    this.#source.fill(blocksIm, this.#keyIm.key0, this.#keyIm.key1, frame, 0, this.#deviation);
    for (let block = 0, first = 0; block < blocksRe.length; block++, first += blockSymbols) {
      const gainRe = this.#lineOfSight + blocksRe[block];
      const gainIm = blocksIm[block];
      const end = Math.min(re.length, first + blockSymbols);
      for (let symbol = first; symbol < end; symbol++) {
        re[symbol] = gainRe;
        im[symbol] = gainIm;
      }
    }
  }
}
