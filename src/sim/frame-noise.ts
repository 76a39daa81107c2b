import { dB, fromdB } from "../decibel.js";
import type { LinkFading } from "../mac/link-fading.js";
import { LinkSampler } from "../mac/link-sampler.js";
import type { LinkTrace } from "../mac/link-trace.js";

/** Of a frame, at which the fading is looked at. */
const moments = 16;

/**
 * The noise that frames of a run meet: what link budget and interference leave, without the losses that a receiver and its
 * impairments stand for, and without the fading, which is applied to the signal itself.
 *
 * Of a bent pipe the satellite's and the receiver's noise are taken together at the fading's gain in a frame's middle: what of the
 * noise fades with the signal, and what the satellite's constant output power does, hold for the frame.
 */
export class FrameNoise {
  readonly #sampler: LinkSampler;
  readonly #fading: LinkFading | undefined;
  readonly #hasHops: boolean;

  /**
   * @param esn0_dB  of the frames, by step of the trace; -Infinity out of sight
   * @param fading   of the replication; its gains and the channel's are of one realisation
   */
  constructor(trace: LinkTrace, esn0_dB: Float64Array, fading: LinkFading | undefined) {
    this.#sampler = new LinkSampler({ ...trace, esn0_dB }, fading);
    this.#fading = fading;
    this.#hasHops = trace.hops !== undefined;
  }

  /** Es/(N0+I0) with the fading, dB: the harmonic mean over a frame, as noise behind an equaliser adds up. */
  faded_dB(start_s: number, duration_s: number): number {
    if (!this.#fading) return this.#sampler.esn0_dB(start_s + duration_s / 2);
    let noise = 0;
    for (let moment = 0; moment < moments; moment++) {
      noise += fromdB(-this.#sampler.esn0_dB(start_s + ((moment + 0.5) / moments) * duration_s)) / moments;
    }
    return -dB(noise);
  }

  /** (N0+I0) / Es of a signal without fading. */
  variance(time_s: number): number {
    if (!this.#hasHops || !this.#fading) return fromdB(-this.#sampler.unfadedEsn0_dB(time_s));
    return fromdB(this.#fading.gain_dB(time_s) - this.#sampler.esn0_dB(time_s));
  }
}
