import type { RandomStream } from "../random/random-stream.js";

const sinusoids = 128;

/**
 * A real Gaussian process of mean 0 and variance 1 whose autocorrelation falls as exp(-|d|): shadowing over a distance in
 * units of its correlation distance (Gudmundson, Electron. Lett. 27, 1991), or over a time in units of its correlation time.
 *
 * x(d) = sqrt(2 / M) sum cos(w_m d + p_m) with w_m drawn from the Cauchy distribution, the spectrum of that autocorrelation,
 * one from each of M equal parts of it. Over realisations the autocorrelation is exact; the marginal is Gaussian but for
 * E x^4 = 3 - 1.5 / M. A function of the coordinate: the same at whatever steps it is sampled, in whatever order.
 */
export class SlowProcess {
  readonly #rate = new Float64Array(sinusoids);
  readonly #phase = new Float64Array(sinusoids);

  /** @param stream of the realisation; draws 256 numbers */
  constructor(stream: RandomStream) {
    for (let m = 0; m < sinusoids; m++) {
      this.#rate[m] = Math.tan(Math.PI * ((m + stream.uniform()) / sinusoids - 0.5));
      this.#phase[m] = 2 * Math.PI * stream.uniform();
    }
  }

  /** @param coordinate distance over correlation distance, or time over correlation time */
  at(coordinate: number): number {
    let sum = 0;
    for (let m = 0; m < sinusoids; m++) sum += Math.cos(this.#rate[m] * coordinate + this.#phase[m]);
    return sum * Math.sqrt(2 / sinusoids);
  }
}
