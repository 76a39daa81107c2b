import { type Fft, type FftForm, fft } from "../../kernels/fft/fft.js";
import type { NrNumerology } from "../phy/nr-numerology.js";
import { nrTransformSize } from "../phy/nr-transform-size.js";

/** A grid of subcarriers within a carrier. */
export interface NrOfdmSettings {
  readonly numerology: NrNumerology;
  readonly carrierBlocks: number;
  readonly firstBlock: number;
  /** Of the grid. */
  readonly subcarriers: number;
  /** Samples for each of the transform that just holds the carrier; 1, or more where what is outside the carrier matters. */
  readonly oversampling: number;
  /** Of the kernel; the reference if left out. */
  readonly form?: FftForm;
}

/**
 * Symbols of OFDM to the samples of their useful parts and back: TS 38.211, 5.3.1, the carrier's middle at 0 Hz. The cyclic prefix
 * is not made: where every delay stays within it, a symbol's useful part is all that a receiver sees, and what happens to it
 * sample by sample (amplifier, oscillator, front end) happens here.
 *
 * Samples of a symbol have the power of its elements times subcarriers / size on the mean. Owns the buffer of one symbol.
 */
export class NrOfdm {
  readonly size: number;
  readonly sampleRate_Hz: number;
  /** Of the slot's symbols in slot 0: first sample of the useful part, from the slot's start. */
  readonly firstSample: Int32Array;
  /** Samples of the slot. */
  readonly slotSamples: number;
  /** Samples of a symbol, then its spectrum: in place. */
  readonly samples: Fft;
  readonly #bin: Int32Array;
  readonly #subcarriers: number;

  constructor(settings: NrOfdmSettings) {
    const { numerology, carrierBlocks, firstBlock, subcarriers, oversampling, form = fft } = settings;
    this.size = oversampling * nrTransformSize(carrierBlocks);
    this.sampleRate_Hz = this.size * numerology.subcarrierSpacing_Hz;
    this.samples = form({ size: this.size });
    this.#subcarriers = subcarriers;
    const first = 12 * firstBlock - 6 * carrierBlocks;
    this.#bin = Int32Array.from({ length: subcarriers }, (_, k) => (first + k + this.size) % this.size);
    this.firstSample = Int32Array.from({ length: numerology.symbolsPerSlot }, (_, symbol) =>
      Math.round((numerology.symbolStart_s(0, symbol) + numerology.cyclicPrefix_s(0, symbol)) * this.sampleRate_Hz),
    );
    this.slotSamples = this.firstSample[this.firstSample.length - 1] + this.size;
  }

  /** Puts a symbol's elements, from index `from` on, and makes its samples. */
  toSamples(re: Float32Array, im: Float32Array, from: number): void {
    const { samples } = this;
    samples.re.fill(0);
    samples.im.fill(0);
    for (let k = 0; k < this.#subcarriers; k++) {
      samples.re[this.#bin[k]] = re[from + k];
      samples.im[this.#bin[k]] = im[from + k];
    }
    samples.inverse();
    this.#scale(Math.sqrt(this.size));
  }

  /** Takes the elements of a symbol from its samples. */
  toElements(re: Float32Array, im: Float32Array, to: number): void {
    const { samples } = this;
    samples.forward();
    const scale = 1 / Math.sqrt(this.size);
    for (let k = 0; k < this.#subcarriers; k++) {
      re[to + k] = samples.re[this.#bin[k]] * scale;
      im[to + k] = samples.im[this.#bin[k]] * scale;
    }
  }

  #scale(factor: number): void {
    const { re, im } = this.samples;
    for (let n = 0; n < re.length; n++) {
      re[n] *= factor;
      im[n] *= factor;
    }
  }
}
