import type { SumOfSinusoids } from "../../kernels/sum-of-sinusoids/sum-of-sinusoids.js";
import { sumOfSinusoidsSimd } from "../../kernels/sum-of-sinusoids/sum-of-sinusoids-simd.js";

/**
 * Complex processes that are sums of equally strong waves, g(t) = M^(-1/2) sum exp(2 pi j (f_m t + p_m)): functions of absolute
 * time, the same at whatever steps they are sampled.
 */
export class SinusoidProcesses {
  readonly count: number;
  readonly #sinusoids: number;
  readonly #doppler_Hz: Float64Array;
  readonly #phase: Float64Array;
  #sums?: SumOfSinusoids;

  /**
   * @param doppler_Hz `[process][sinusoid]`
   * @param phase      `[process][sinusoid]`, in turns
   */
  constructor(count: number, doppler_Hz: Float64Array, phase: Float64Array) {
    this.count = count;
    this.#sinusoids = count > 0 ? doppler_Hz.length / count : 0;
    if (!(Number.isInteger(this.#sinusoids) && phase.length === doppler_Hz.length)) {
      throw new RangeError("SinusoidProcesses: expected equally many sinusoids in each process, and a phase for each");
    }
    this.#doppler_Hz = doppler_Hz;
    this.#phase = phase;
  }

  /**
   * Every process at many moments, in WebAssembly SIMD: as `at` within 2e-7.
   * @returns `[process][time]`; the arrays belong to this object and hold until the next call
   */
  series(time_s: Float64Array): { readonly re: Float32Array; readonly im: Float32Array } {
    if (this.#sums?.time_s.length !== time_s.length) {
      const shape = { paths: this.count, sinusoids: this.#sinusoids, times: time_s.length };
      this.#sums = sumOfSinusoidsSimd(shape);
      this.#sums.frequency_Hz.set(this.#doppler_Hz);
      this.#sums.phase_turns.set(this.#phase);
      this.#sums.amplitude.fill(1 / Math.sqrt(this.#sinusoids));
    }
    this.#sums.time_s.set(time_s);
    this.#sums.apply();
    return { re: this.#sums.sumRe, im: this.#sums.sumIm };
  }

  /** Every process at a moment. @param re, im receive `count` values */
  at(time_s: number, re: Float64Array, im: Float64Array): void {
    const sinusoids = this.#sinusoids;
    const scale = 1 / Math.sqrt(sinusoids);
    for (let process = 0, at = 0; process < this.count; process++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let m = 0; m < sinusoids; m++, at++) {
        // Whole turns are taken off first: the sine of a large argument is slow.
        const turns = this.#doppler_Hz[at] * time_s + this.#phase[at];
        const angle = 2 * Math.PI * (turns - Math.floor(turns));
        sumRe += Math.cos(angle);
        sumIm += Math.sin(angle);
      }
      re[process] = sumRe * scale;
      im[process] = sumIm * scale;
    }
  }
}
