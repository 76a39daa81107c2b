import type { RandomStream } from "../random/random-stream.js";

const sinusoids = 128;
/** Points of the process's own raster to a correlation distance. */
const raster = 128;

/**
 * A real Gaussian process of mean 0 and variance 1 whose autocorrelation falls as exp(-|d|): shadowing over a distance in
 * units of its correlation distance (Gudmundson, Electron. Lett. 27, 1991), or over a time in units of its correlation time.
 *
 * x(d) = sqrt(2 / M) sum cos(w_m d + p_m) with w_m drawn from the Cauchy distribution, the spectrum of that autocorrelation,
 * one from each of M equal parts of it; linear between the points of a raster of 1/128 of the correlation distance. Over
 * realisations the autocorrelation is exact at the raster's points (between them the variance dips by 0.4 %), the marginal
 * Gaussian but for E x^4 = 3 - 1.5 / M. A function of the coordinate: the same at whatever steps it is sampled.
 */
export class SlowProcess {
  readonly #rate = new Float64Array(sinusoids);
  readonly #phase = new Float64Array(sinusoids);
  #index = Number.NaN;
  #here = 0;
  #next = 0;

  /** @param stream of the realisation; draws 256 numbers */
  constructor(stream: RandomStream) {
    for (let m = 0; m < sinusoids; m++) {
      this.#rate[m] = Math.tan(Math.PI * ((m + stream.uniform()) / sinusoids - 0.5)) / raster;
      this.#phase[m] = 2 * Math.PI * stream.uniform();
    }
  }

  /** @param coordinate distance over correlation distance, or time over correlation time */
  at(coordinate: number): number {
    const position = coordinate * raster;
    const index = Math.floor(position);
    if (index !== this.#index) {
      this.#here = index === this.#index + 1 ? this.#next : this.#sum(index);
      this.#next = this.#sum(index + 1);
      this.#index = index;
    }
    return this.#here + (position - index) * (this.#next - this.#here);
  }

  #sum(index: number): number {
    let sum = 0;
    for (let m = 0; m < sinusoids; m++) sum += Math.cos(this.#rate[m] * index + this.#phase[m]);
    return sum * Math.sqrt(2 / sinusoids);
  }
}
