import { expectAbove } from "../propagation/domain.js";
import type { RandomStream } from "../random/random-stream.js";

/** Waves that a process is the sum of. */
const waves = 128;

/**
 * A stationary Gaussian process of mean 0 and variance 1 over the distance that a user has moved and the angle by which the
 * satellite's direction has turned: its autocorrelation is exp(-|distance| / d_c) exp(-|turn| / theta_c).
 *
 * A sum of waves with Gaussian amplitudes whose spatial frequencies have the Cauchy distribution, the Fourier transform of the
 * exponential, one wave in each of equal parts of it. Marginals are Gaussian and the autocorrelation is exact over the
 * realisations; the value depends on place and turn alone, so that it is the same at whatever step it is taken.
 */
export class SpatialProcess {
  readonly #perMetre: Float64Array;
  readonly #perDegree: Float64Array;
  readonly #cosine: Float64Array;
  readonly #sine: Float64Array;

  /**
   * @param correlationDistance_m   d_c, above 0
   * @param turnDecorrelation_deg   theta_c, above 0
   */
  constructor(correlationDistance_m: number, turnDecorrelation_deg: number, stream: RandomStream) {
    expectAbove("correlationDistance_m", correlationDistance_m, 0);
    expectAbove("turnDecorrelation_deg", turnDecorrelation_deg, 0);
    const scale = 1 / Math.sqrt(waves);
    this.#perMetre = cauchyFrequencies(correlationDistance_m, stream);
    this.#perDegree = cauchyFrequencies(turnDecorrelation_deg, stream);
    shuffle(this.#perDegree, stream);
    this.#cosine = Float64Array.from({ length: waves }, () => scale * stream.gaussian());
    this.#sine = Float64Array.from({ length: waves }, () => scale * stream.gaussian());
  }

  at(distance_m: number, turn_deg: number): number {
    let sum = 0;
    for (let i = 0; i < waves; i++) {
      const angle = this.#perMetre[i] * distance_m + this.#perDegree[i] * turn_deg;
      sum += this.#cosine[i] * Math.cos(angle) + this.#sine[i] * Math.sin(angle);
    }
    return sum;
  }
}

/** Radians per unit of length, Cauchy of scale 1 / `length`. */
function cauchyFrequencies(length: number, stream: RandomStream): Float64Array {
  return Float64Array.from(
    { length: waves },
    (_, part) => Math.tan(Math.PI * ((part + stream.uniform()) / waves - 0.5)) / length,
  );
}

/** Fisher and Yates: every order alike. */
export function shuffle(values: Float64Array, stream: RandomStream): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(stream.uniform() * (last + 1));
    [values[last], values[other]] = [values[other], values[last]];
  }
}
