import { dB, fromdB } from "../decibel.js";
import { EqualisedSnr } from "./equalised-snr.js";
import type { MultipathChannel } from "./multipath-channel.js";

/** Samples for each turn of the fastest path: a Rayleigh channel's quantiles of 1 and 0.1 % are then right to 0.1 dB. */
const samplesPerTurn = 32;
/** The cubic may undershoot in the deepest nulls: it counts from this part of the lower neighbour on. */
const leastPart = 0.01;
/** Coarsest raster: what is slower than the fading (shadowing, the budget) moves too. */
const longestStep_s = 0.01;
const blockLength = 512;
/** Blocks kept: frames, reports and feedback look at different times, none far from the others. */
const keptBlocks = 4;

/** The carrier that fades. */
export interface SingleCarrier {
  readonly symbolRate_Hz: number;
  readonly rollOff: number;
}

/**
 * The SNR that fading leaves of a link, read at any time: computed on a raster of the channel's own that does not depend on
 * who asks, cubic in power between. Owns its cache; each block of the raster is computed once.
 */
export class SampledFading {
  readonly step_s: number;
  readonly #equalised: EqualisedSnr;
  readonly #snr_dB: (time_s: number) => number;
  readonly #times_s = new Float64Array(blockLength);
  readonly #snr = new Float64Array(blockLength);
  readonly #blocks = new Map<number, Float64Array>();

  /** @param snr_dB without fading, as a function of time; -Infinity where there is no signal */
  constructor(channel: MultipathChannel, carrier: SingleCarrier, snr_dB: (time_s: number) => number) {
    const { maximumDoppler_Hz } = channel;
    this.step_s = Math.min(longestStep_s, 1 / (samplesPerTurn * maximumDoppler_Hz));
    this.#equalised = new EqualisedSnr(channel, carrier.symbolRate_Hz, carrier.rollOff, blockLength);
    this.#snr_dB = snr_dB;
  }

  /** Gain of the fading: SNR with it over SNR without, dB. */
  gain_dB(time_s: number): number {
    const position = time_s / this.step_s;
    const index = Math.floor(position);
    const t = position - index;
    const before = this.#sample(index - 1);
    const here = this.#sample(index);
    const next = this.#sample(index + 1);
    const after = this.#sample(index + 2);
    // The cubic through four points.
    const c1 = next - before / 3 - here / 2 - after / 6;
    const c2 = (before + next) / 2 - here;
    const c3 = (after - before) / 6 + (here - next) / 2;
    return dB(Math.max(here + t * (c1 + t * (c2 + t * c3)), leastPart * Math.min(here, next)));
  }

  /** Gain at a point of the raster, linear. */
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
    for (let sample = 0; sample < blockLength; sample++) block[sample] /= this.#snr[sample];
    if (this.#blocks.size >= keptBlocks) this.#blocks.delete(Math.min(...this.#blocks.keys()));
    this.#blocks.set(number, block);
    return block;
  }

  toString(): string {
    return `fading on a raster of ${this.step_s} s`;
  }
}
