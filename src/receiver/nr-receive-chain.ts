import type { FftForm } from "../../kernels/fft/fft.js";
import type { NrNumerology } from "../phy/nr-numerology.js";
import { applyIqImbalance, type IqImbalance, type Quantiser, quantise } from "../rf/receiver-front-end.js";
import { NrOfdm } from "./nr-ofdm.js";
import { isIdealOscillator, Oscillator, type OscillatorErrors } from "./oscillator.js";

/** A receiver's imperfections; what is left out is ideal. */
export interface NrReceiveImpairments extends OscillatorErrors {
  readonly iqImbalance?: IqImbalance;
  readonly quantiser?: Quantiser;
}

export interface NrReceiveChainSettings {
  readonly numerology: NrNumerology;
  readonly carrierBlocks: number;
  readonly firstBlock: number;
  readonly subcarriers: number;
  readonly receive: number;
  readonly impairments: NrReceiveImpairments;
  readonly seed: number;
  /** Of the random stream of its phase noise. */
  readonly name: string;
  readonly form?: FftForm;
}

/**
 * What a receiver's oscillator, mixer and converters make of the grids at its branches: samples of each symbol, the
 * oscillator's phase (the same in all branches), gain and phase error between I and Q, rounding and clipping, and back.
 *
 * The carrier holds nothing but the allocation. Full scale follows the mean power of a branch over the slot.
 */
export class NrReceiveChain {
  /** `[receive][symbol]`: gain of the wanted part, for a receiver that knows the channel. */
  readonly gainRe: Float64Array;
  readonly gainIm: Float64Array;
  readonly #settings: NrReceiveChainSettings;
  readonly #ofdm: NrOfdm;
  readonly #oscillator: Oscillator | undefined;
  readonly #common = { re: 1, im: 0 };
  /** Before a quantiser. */
  readonly #beforeRe: Float32Array;
  readonly #beforeIm: Float32Array;

  constructor(settings: NrReceiveChainSettings) {
    const { impairments, numerology, receive, seed, name } = settings;
    this.#settings = settings;
    this.#ofdm = new NrOfdm({ ...settings, oversampling: 1 });
    const { sampleRate_Hz, slotSamples, size } = this.#ofdm;
    if (!isIdealOscillator(impairments)) {
      this.#oscillator = new Oscillator(impairments, sampleRate_Hz, slotSamples, seed, name);
    }
    this.gainRe = new Float64Array(receive * numerology.symbolsPerSlot).fill(1);
    this.gainIm = new Float64Array(receive * numerology.symbolsPerSlot);
    this.#beforeRe = new Float32Array(size);
    this.#beforeIm = new Float32Array(size);
  }

  static isIdeal(impairments: NrReceiveImpairments): boolean {
    return !impairments.iqImbalance && !impairments.quantiser && isIdealOscillator(impairments);
  }

  /** Sends received grids through the chain, in place: `[receive][symbol][subcarrier]`. */
  apply(re: Float32Array, im: Float32Array, slot: number): void {
    const { receive, subcarriers, numerology, impairments } = this.#settings;
    const { iqImbalance, quantiser } = impairments;
    const symbols = numerology.symbolsPerSlot;
    this.#oscillator?.prepare(slot);
    const ofdm = this.#ofdm;
    const mu = iqImbalance ? directGain(iqImbalance) : { re: 1, im: 0 };
    for (let r = 0; r < receive; r++) {
      // Of a branch of a sample: half the power.
      const rms = quantiser ? this.#rms(re, im, r * symbols * subcarriers, symbols * subcarriers) : 0;
      let [kept, before] = [0, 0];
      for (let symbol = 0; symbol < symbols; symbol++) {
        const at = (r * symbols + symbol) * subcarriers;
        ofdm.toSamples(re, im, at);
        const { re: sRe, im: sIm } = ofdm.samples;
        this.#oscillator?.turn(sRe, sIm, ofdm.firstSample[symbol], this.#common);
        if (iqImbalance) applyIqImbalance(iqImbalance, sRe, sIm);
        if (quantiser) {
          this.#beforeRe.set(sRe);
          this.#beforeIm.set(sIm);
          quantise(quantiser, rms, sRe, sIm);
          for (let n = 0; n < sRe.length; n++) {
            kept += sRe[n] * this.#beforeRe[n] + sIm[n] * this.#beforeIm[n];
            before += this.#beforeRe[n] ** 2 + this.#beforeIm[n] ** 2;
          }
        }
        ofdm.toElements(re, im, at);
        const place = r * symbols + symbol;
        this.gainRe[place] = this.#common.re * mu.re - this.#common.im * mu.im;
        this.gainIm[place] = this.#common.re * mu.im + this.#common.im * mu.re;
      }
      if (!quantiser || before === 0) continue;
      for (let i = r * symbols; i < (r + 1) * symbols; i++) {
        this.gainRe[i] *= kept / before;
        this.gainIm[i] *= kept / before;
      }
    }
  }

  #rms(re: Float32Array, im: Float32Array, from: number, count: number): number {
    const { subcarriers } = this.#settings;
    let energy = 0;
    for (let i = from; i < from + count; i++) energy += re[i] ** 2 + im[i] ** 2;
    return Math.sqrt((energy / count) * (subcarriers / this.#ofdm.size) * 0.5);
  }
}

/** mu of y = mu x + nu x*, as `applyIqImbalance` has it: I, g (Q cos p - I sin p). */
function directGain({ gain_dB, phase_deg }: IqImbalance): { re: number; im: number } {
  const g = 10 ** (gain_dB / 20);
  const p = (phase_deg * Math.PI) / 180;
  return { re: (1 + g * Math.cos(p)) / 2, im: (-g * Math.sin(p)) / 2 };
}
