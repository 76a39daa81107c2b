import { type Fft, fft } from "../../kernels/fft/fft.js";
import { fftSimd } from "../../kernels/fft/fft-simd.js";
import type { HostBackend } from "../phy/demapper.js";

/**
 * Equalisation and inverse transform of DFT-s-OFDM, TS 38.211, 6.3.1.4 backwards: x(i) = 1 / sqrt(M) sum over k of
 * X(k) exp(j 2 pi i k / M).
 *
 * Estimates X(k) + noise of variance 1 / g_k are weighted by w_k = g_k / (1 + v g_k) (linear MMSE, v the variance of the
 * symbols that is left) or 1 (zero forcing) and transformed. What comes out is mu x plus interference of the run's other
 * symbols, mu = mean w: unbiased by 1 / mu, its SINR is mu^2 / (v (mean w^2 - mu^2) + mean w^2 / g), which for MMSE is
 * mu / (1 - v mu). Owns its buffers.
 */
export class TransformDeprecoder {
  readonly size: number;
  readonly #fft: Fft;
  readonly #weights: Float64Array;

  /**
   * @param size  M, subcarriers of a transform
   * @param runs  transforms of all layers of a word
   */
  constructor(size: number, runs: number, backend: HostBackend = "simd") {
    this.size = size;
    this.#fft = (backend === "simd" ? fftSimd : fft)({ size, batch: runs });
    this.#weights = new Float64Array(size);
  }

  /**
   * @param re        `[run][subcarrier]`, estimates of what is left; replaced by those of the symbols
   * @param sinr      of the subcarriers; replaced by that of the symbols
   * @param variance  v of each symbol, whose mean in a run counts
   */
  deprecode(
    re: Float32Array,
    im: Float32Array,
    sinr: Float32Array,
    variance: Float32Array,
    isZeroForcing: boolean,
  ): void {
    const { size } = this;
    const { re: spectrumRe, im: spectrumIm, batch } = this.#fft;
    const weights = this.#weights;
    for (let run = 0; run < batch; run++) {
      const start = run * size;
      let left = 0;
      for (let k = 0; k < size; k++) left += variance[start + k] / size;
      let mean = 0;
      let square = 0;
      let noise = 0;
      for (let k = 0; k < size; k++) {
        const g = sinr[start + k];
        const w = g > 0 ? (isZeroForcing ? 1 : g / (1 + left * g)) : 0;
        weights[k] = w;
        mean += w / size;
        square += (w * w) / size;
        if (g > 0) noise += (w * w) / g / size;
      }
      const out = mean > 0 ? (mean * mean) / (left * Math.max(0, square - mean * mean) + noise) : 0;
      const scale = mean > 0 ? Math.sqrt(size) / mean : 0;
      for (let k = 0; k < size; k++) {
        spectrumRe[start + k] = scale * weights[k] * re[start + k];
        spectrumIm[start + k] = scale * weights[k] * im[start + k];
        sinr[start + k] = out;
      }
    }
    this.#fft.inverse();
    re.set(spectrumRe);
    im.set(spectrumIm);
  }

  /** The transform itself, X(k) = 1 / sqrt(M) sum over i of x(i) exp(-j 2 pi i k / M), of all runs from one array to another. */
  precode(re: Float32Array, im: Float32Array, outRe: Float32Array, outIm: Float32Array): void {
    const { re: samplesRe, im: samplesIm } = this.#fft;
    const scale = 1 / Math.sqrt(this.size);
    for (let i = 0; i < samplesRe.length; i++) {
      samplesRe[i] = scale * re[i];
      samplesIm[i] = scale * im[i];
    }
    this.#fft.forward();
    outRe.set(samplesRe);
    outIm.set(samplesIm);
  }
}
