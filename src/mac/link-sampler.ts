import { transponderRatio_dB } from "../budget/transponder.js";
import type { LinkFading } from "./link-fading.js";
import type { LinkTrace } from "./link-trace.js";

/** Reads a link trace at any moment in constant time (see `LinkTrace` for what holds between samples). */
export class LinkSampler {
  readonly step_s: number;
  readonly length: number;
  readonly duration_s: number;
  readonly #esn0_dB: Float64Array;
  /** With the gaps of visibility filled by the last visible value, so that a wave in the air keeps its delay. */
  readonly #delay_s: Float64Array;
  readonly #visible: Uint8Array;
  readonly #fading?: LinkFading;
  readonly #hops: LinkTrace["hops"];

  /** @param fading of the link, on top of the trace; none if left out */
  constructor(trace: LinkTrace, fading?: LinkFading) {
    this.#fading = fading;
    this.#hops = trace.hops;
    const { step_s, esn0_dB, delay_s, visible } = trace;
    if (!(step_s > 0 && step_s < Infinity)) {
      throw new RangeError(`LinkSampler: expected a step over 0 s, found ${step_s}`);
    }
    if (!(visible.length >= 1 && esn0_dB.length === visible.length && delay_s.length === visible.length)) {
      throw new RangeError(
        `LinkSampler: expected arrays of one length, at least 1, found ${esn0_dB.length}, ${delay_s.length}, ${visible.length}`,
      );
    }
    this.step_s = step_s;
    this.length = visible.length;
    this.duration_s = visible.length * step_s;
    this.#esn0_dB = esn0_dB;
    this.#visible = visible;
    this.#delay_s = Float64Array.from(delay_s);
    const first = visible.indexOf(1);
    let held_s = first >= 0 ? delay_s[first] : 0;
    for (let k = 0; k < visible.length; k++) {
      if (visible[k] === 1) {
        if (!(delay_s[k] >= 0 && delay_s[k] < Infinity && esn0_dB[k] < Infinity)) {
          throw new RangeError(
            `LinkSampler: expected a delay of 0 s or more and a finite Es/N0 where visible, found ${delay_s[k]} s and ${esn0_dB[k]} dB at step ${k}`,
          );
        }
        held_s = delay_s[k];
      }
      this.#delay_s[k] = held_s;
    }
  }

  isVisibleAt(step: number): boolean {
    return this.#visible[step] === 1;
  }

  /** With the fading; -Infinity where the satellite is not visible. */
  esn0_dB(time_s: number): number {
    const esn0_dB = this.unfadedEsn0_dB(time_s);
    if (!this.#fading || esn0_dB === -Infinity) return esn0_dB;
    const gain_dB = this.#fading.gain_dB(time_s);
    if (!this.#hops) return esn0_dB + gain_dB;
    // A bent pipe's other link does not fade: what it adds stays.
    const user_dB = this.#between(this.#hops.user_dB, time_s);
    const feeder_dB = this.#between(this.#hops.feeder_dB, time_s);
    return esn0_dB + transponderRatio_dB(user_dB + gain_dB, feeder_dB) - transponderRatio_dB(user_dB, feeder_dB);
  }

  /** What fades: C/(N+I) of a bent pipe's user link, Es/(N0+I0) of any other; -Infinity where the satellite is not visible. */
  fadingRatio_dB(time_s: number): number {
    const esn0_dB = this.unfadedEsn0_dB(time_s);
    return this.#hops && esn0_dB > -Infinity ? this.#between(this.#hops.user_dB, time_s) : esn0_dB;
  }

  /** Linear between the samples of two visible steps. */
  #between(values: Float64Array, time_s: number): number {
    const position = time_s / this.step_s;
    const k = Math.min(Math.floor(position), this.length - 1);
    const here = values[k];
    if (k + 1 >= this.length || this.#visible[k + 1] !== 1) return here;
    return here + (position - k) * (values[k + 1] - here);
  }

  /** Of the trace alone. */
  unfadedEsn0_dB(time_s: number): number {
    const position = time_s / this.step_s;
    const k = Math.min(Math.floor(position), this.length - 1);
    if (this.#visible[k] !== 1) return -Infinity;
    const here = this.#esn0_dB[k];
    if (k + 1 >= this.length || this.#visible[k + 1] !== 1) return here;
    const next = this.#esn0_dB[k + 1];
    if (here === -Infinity || next === -Infinity) return here;
    return here + (position - k) * (next - here);
  }

  /** One way. */
  delay_s(time_s: number): number {
    const position = time_s / this.step_s;
    const k = Math.min(Math.floor(position), this.length - 1);
    const here = this.#delay_s[k];
    return k + 1 < this.length ? here + (position - k) * (this.#delay_s[k + 1] - here) : here;
  }
}
