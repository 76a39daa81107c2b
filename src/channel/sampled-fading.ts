import { dB, fromdB } from "../decibel.js";
import { EqualisedSnr } from "./equalised-snr.js";
import type { MultipathChannel } from "./multipath-channel.js";

/** Samples for each turn of the fastest path: linear interpolation in dB then errs by less than 0.1 dB but in deep fades. */
const samplesPerTurn = 24;
/** Coarsest raster: what is slower than the fading (shadowing, the budget) moves too. */
const longestStep_s = 0.01;
const blockLength = 512;
/** Blocks kept: frames, reports and feedback look at different times, none far from the others. */
const keptBlocks = 4;

/**
 * The SNR that fading leaves of a link, read at any time: computed on a raster of the channel's own that does not depend on
 * who asks, linear in dB between. Owns its cache; each block of the raster is computed once.
 */
export class SampledFading {
  readonly step_s: number;
  readonly #equalised: EqualisedSnr;
  readonly #snr_dB: (time_s: number) => number;
  readonly #times_s = new Float64Array(blockLength);
  readonly #snr = new Float64Array(blockLength);
  readonly #blocks = new Map<number, Float64Array>();

  /** @param snr_dB without fading, as a function of time; -Infinity where there is no signal */
  constructor(channel: MultipathChannel, band_Hz: number, snr_dB: (time_s: number) => number) {
    const { maximumDoppler_Hz } = channel;
    this.step_s = Math.min(longestStep_s, 1 / (samplesPerTurn * maximumDoppler_Hz));
    this.#equalised = new EqualisedSnr(channel, band_Hz, blockLength);
    this.#snr_dB = snr_dB;
  }

  /** Gain of the fading: SNR with it over SNR without, dB. */
  gain_dB(time_s: number): number {
    const position = time_s / this.step_s;
    const index = Math.floor(position);
    const here = this.#sample(index);
    return here + (position - index) * (this.#sample(index + 1) - here);
  }

  #sample(index: number): number {
    const number = Math.floor(index / blockLength);
    return this.#block(number)[index - number * blockLength];
  }

  #block(number: number): Float64Array {
    const kept = this.#blocks.get(number);
    if (kept) return kept;
    const block = new Float64Array(blockLength);
    for (let sample = 0; sample < blockLength; sample++) {
      this.#times_s[sample] = (number * blockLength + sample) * this.step_s;
      const snr_dB = this.#snr_dB(this.#times_s[sample]);
      // Where there is no signal there is no gain either; a middling SNR keeps the raster without holes.
      this.#snr[sample] = snr_dB > -Infinity ? fromdB(snr_dB) : 1;
    }
    this.#equalised.at(this.#times_s, this.#snr, block);
    for (let sample = 0; sample < blockLength; sample++) block[sample] = dB(block[sample] / this.#snr[sample]);
    if (this.#blocks.size >= keptBlocks) this.#blocks.delete(Math.min(...this.#blocks.keys()));
    this.#blocks.set(number, block);
    return block;
  }

  toString(): string {
    return `fading on a raster of ${this.step_s} s`;
  }
}
