import { type Fft, fft } from "../../kernels/fft/fft.js";
import { fftSimd } from "../../kernels/fft/fft-simd.js";
import type { HostBackend } from "../phy/demapper.js";

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
  /** The taps, then the samples. */
  readonly #forward: Fft;
  readonly #back: Fft;

  constructor(backend: HostBackend = "simd") {
    const form = backend === "simd" ? fftSimd : fft;
    this.#forward = form({ size, batch: 2 });
    this.#back = form({ size });
  }

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
    const { re: fRe, im: fIm } = this.#forward;
    fRe.fill(0);
    fIm.fill(0);
    for (let k = 0; k < tapsRe.length; k++) {
      // Tap k belongs to the lag k - lead, the early ones wrapped round.
      const at = (k - lead + size) % size;
      fRe[at] = tapsRe[k];
      fIm[at] = tapsIm[k];
    }
    for (let n = 0; n < size; n++) {
      const at = first - margin + n;
      if (at < 0 || at >= re.length) continue;
      fRe[size + n] = re[at];
      fIm[size + n] = im[at];
    }
    this.#forward.forward();
    const { re: backRe, im: backIm } = this.#back;
    let bias = 0;
    for (let i = 0; i < size; i++) {
      const hRe = fRe[i];
      const hIm = fIm[i];
      const power = hRe * hRe + hIm * hIm;
      const scale = 1 / (power + noiseVariance);
      bias += power * scale;
      const xRe = fRe[size + i];
      const xIm = fIm[size + i];
      backRe[i] = scale * (xRe * hRe + xIm * hIm);
      backIm[i] = scale * (xIm * hRe - xRe * hIm);
    }
    bias /= size;
    this.#back.inverse();
    const last = Math.min(equaliserBlock, re.length - first);
    for (let n = 0; n < last; n++) {
      outRe[first + n] = backRe[margin + n] / bias;
      outIm[first + n] = backIm[margin + n] / bias;
    }
    return bias / (1 - bias);
  }
}
