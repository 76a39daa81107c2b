import FFT from "fft.js";

/** Points of a transform; a block gives half as many symbols. */
const size = 512;
export const equaliserBlock = size / 2;
const margin = size / 4;

/**
 * Linear MMSE equaliser at one sample a symbol, in the frequency domain: overlap and save, the channel's taps the same over a
 * block of 256 symbols. Unbiased: what comes out is the symbol plus noise of variance 1 / SNR.
 *
 * O(log 512) a symbol. Owns its buffers.
 */
export class BlockEqualiser {
  readonly #fft = new FFT(size);
  readonly #data = new Float64Array(2 * size);
  readonly #response = new Float64Array(2 * size);
  readonly #spectrum = new Float64Array(2 * size);
  readonly #out = new Float64Array(2 * size);

  /**
   * @param re             received samples; those outside the frame count as 0
   * @param first          of the block's symbols
   * @param tapsRe         impulse response from `lead` symbols before on
   * @param noiseVariance  over the energy of a symbol
   * @returns SNR behind the equaliser, linear
   */
  equalise(
    re: Float32Array,
    im: Float32Array,
    first: number,
    tapsRe: Float64Array,
    tapsIm: Float64Array,
    lead: number,
    noiseVariance: number,
    outRe: Float32Array,
    outIm: Float32Array,
  ): number {
    const data = this.#data;
    data.fill(0);
    for (let k = 0; k < tapsRe.length; k++) {
      // Tap k belongs to the lag k - lead, the early ones wrapped round.
      const at = 2 * ((k - lead + size) % size);
      data[at] = tapsRe[k];
      data[at + 1] = tapsIm[k];
    }
    const response = this.#response;
    this.#fft.transform(response, data);
    data.fill(0);
    for (let n = 0; n < size; n++) {
      const at = first - margin + n;
      if (at < 0 || at >= re.length) continue;
      data[2 * n] = re[at];
      data[2 * n + 1] = im[at];
    }
    const spectrum = this.#spectrum;
    this.#fft.transform(spectrum, data);
    let bias = 0;
    for (let i = 0; i < 2 * size; i += 2) {
      const [hRe, hIm] = [response[i], response[i + 1]];
      const power = hRe * hRe + hIm * hIm;
      const scale = 1 / (power + noiseVariance);
      bias += power * scale;
      const [xRe, xIm] = [spectrum[i], spectrum[i + 1]];
      spectrum[i] = scale * (xRe * hRe + xIm * hIm);
      spectrum[i + 1] = scale * (xIm * hRe - xRe * hIm);
    }
    bias /= size;
    this.#fft.inverseTransform(this.#out, spectrum);
    const out = this.#out;
    const last = Math.min(equaliserBlock, re.length - first);
    for (let n = 0; n < last; n++) {
      outRe[first + n] = out[2 * (margin + n)] / bias;
      outIm[first + n] = out[2 * (margin + n) + 1] / bias;
    }
    return bias / (1 - bias);
  }
}
