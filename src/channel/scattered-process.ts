import type { SumOfSinusoids } from "../../kernels/sum-of-sinusoids/sum-of-sinusoids.js";
import { sumOfSinusoidsSimd } from "../../kernels/sum-of-sinusoids/sum-of-sinusoids-simd.js";
import type { RandomStream } from "../random/random-stream.js";

/** Sinusoids of each process where the caller does not say otherwise. */
const defaultSinusoids = 64;

/**
 * Independent complex processes of unit mean power with the Doppler spectrum of Clarke and Jakes: waves of equal power from
 * all directions around a moving receiver, g(t) = M^(-1/2) sum exp(j (2 pi f_D cos(a_m) t + p_m)).
 *
 * One angle a_m is drawn from each of M equal sectors, the phases are random, so that over realisations the autocorrelation is
 * J0(2 pi f_D tau) exactly (Clarke, Bell Syst. Tech. J. 47, 1968). Angles spaced evenly would pair the shifts f and -f and
 * tie the real to the imaginary part. The amplitude is nearly Rayleigh: E|g|^4 = 2 - 1 / M instead of 2. A function of
 * absolute time: the same at whatever steps it is sampled.
 */
export class ScatteredProcesses {
  readonly count: number;
  readonly maximumDoppler_Hz: number;
  readonly #sinusoids: number;
  /** `[process][sinusoid]` */
  readonly #doppler_Hz: Float64Array;
  /** In turns. */
  readonly #phase: Float64Array;
  #sums?: SumOfSinusoids;

  /**
   * @param maximumDoppler_Hz from 0
   * @param stream            of the realisation; draws `2 count sinusoids` numbers
   */
  constructor(count: number, maximumDoppler_Hz: number, stream: RandomStream, sinusoids = defaultSinusoids) {
    if (!(maximumDoppler_Hz >= 0 && maximumDoppler_Hz < Infinity)) {
      throw new RangeError(`ScatteredProcesses: expected a Doppler shift from 0 Hz, found ${maximumDoppler_Hz}`);
    }
    if (!(Number.isInteger(sinusoids) && sinusoids >= 8)) {
      throw new RangeError(`ScatteredProcesses: expected at least 8 sinusoids, found ${sinusoids}`);
    }
    this.count = count;
    this.maximumDoppler_Hz = maximumDoppler_Hz;
    this.#sinusoids = sinusoids;
    this.#doppler_Hz = new Float64Array(count * sinusoids);
    this.#phase = new Float64Array(count * sinusoids);
    for (let process = 0; process < count; process++) {
      for (let m = 0; m < sinusoids; m++) {
        const at = process * sinusoids + m;
        this.#doppler_Hz[at] = maximumDoppler_Hz * Math.cos((2 * Math.PI * (m + stream.uniform())) / sinusoids);
        this.#phase[at] = stream.uniform();
      }
    }
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
