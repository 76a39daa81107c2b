import type { FftForm } from "../../kernels/fft/fft.js";
import type { NrNumerology } from "../phy/nr-numerology.js";
import { RandomStream } from "../random/random-stream.js";
import { type AmplifierModel, type AmplifierOutput, amplify } from "../rf/amplifier.js";
import { NrOfdm } from "./nr-ofdm.js";
import { isIdealOscillator, Oscillator, type OscillatorErrors } from "./oscillator.js";

/** A transmitter's imperfections; what is left out is ideal. */
export interface NrTransmitImpairments extends OscillatorErrors {
  /** One at each port. */
  readonly amplifier?: { readonly model: AmplifierModel; readonly inputBackOff_dB: number };
}

export interface NrTransmitChainSettings {
  readonly numerology: NrNumerology;
  readonly carrierBlocks: number;
  readonly firstBlock: number;
  readonly subcarriers: number;
  readonly ports: number;
  readonly impairments: NrTransmitImpairments;
  readonly seed: number;
  /** Of the random stream of its phase noise. */
  readonly name: string;
  readonly form?: FftForm;
}

/** An amplifier's products up to the seventh order fall where they belong. */
const amplifierOversampling = 4;
const calibrationSymbols = 20;

/**
 * What a transmitter's amplifiers and oscillator make of its grids: samples of each symbol, the amplifier at four times the rate,
 * the oscillator's phase, and back to the allocation's elements. What an amplifier spreads outside the allocation is
 * lost there; inside it stays, as distortion.
 *
 * The amplifier is driven `inputBackOff_dB` below saturation on the mean, and its output brought back to the mean power of its
 * input, the spread part included.
 */
export class NrTransmitChain {
  /** `[port][symbol]`: gain of the wanted part, for a receiver that knows the channel. */
  readonly gainRe: Float64Array;
  readonly gainIm: Float64Array;
  readonly #settings: NrTransmitChainSettings;
  readonly #ofdm: NrOfdm;
  readonly #oscillator: Oscillator | undefined;
  readonly #out: AmplifierOutput = { amplitude: 0, phase_rad: 0 };
  readonly #common = { re: 1, im: 0 };
  readonly #elementsRe: Float32Array;
  readonly #elementsIm: Float32Array;
  /** Output power over input power at the chosen drive. */
  #amplification = 1;

  constructor(settings: NrTransmitChainSettings) {
    const { impairments, numerology, ports, subcarriers, seed, name } = settings;
    this.#settings = settings;
    const oversampling = impairments.amplifier ? amplifierOversampling : 1;
    this.#ofdm = new NrOfdm({ ...settings, oversampling });
    const { sampleRate_Hz, slotSamples } = this.#ofdm;
    if (!isIdealOscillator(impairments)) {
      this.#oscillator = new Oscillator(impairments, sampleRate_Hz, slotSamples, seed, name);
    }
    const symbols = numerology.symbolsPerSlot;
    this.gainRe = new Float64Array(ports * symbols).fill(1);
    this.gainIm = new Float64Array(ports * symbols);
    this.#elementsRe = new Float32Array(subcarriers);
    this.#elementsIm = new Float32Array(subcarriers);
    if (impairments.amplifier) this.#calibrate();
  }

  /** Whether anything is to be done. */
  static isIdeal(impairments: NrTransmitImpairments): boolean {
    return !impairments.amplifier && isIdealOscillator(impairments);
  }

  /**
   * Sends grids through the chain, in place.
   *
   * @param re     `[port][symbol][subcarrier]`
   * @param power  of an element at each port, on the mean over what is sent, `[port]`: what the amplifier's back-off refers to
   */
  apply(re: Float32Array, im: Float32Array, power: Float64Array, slot: number): void {
    const { ports, subcarriers, impairments, numerology } = this.#settings;
    const symbols = numerology.symbolsPerSlot;
    this.#oscillator?.prepare(slot);
    const ofdm = this.#ofdm;
    for (let port = 0; port < ports; port++) {
      let [crossRe, crossIm, energy] = [0, 0, 0];
      for (let symbol = 0; symbol < symbols; symbol++) {
        const at = (port * symbols + symbol) * subcarriers;
        const place = port * symbols + symbol;
        this.gainRe[place] = 1;
        this.gainIm[place] = 0;
        if (isSilent(re, im, at, subcarriers)) continue;
        ofdm.toSamples(re, im, at);
        const { re: sRe, im: sIm } = ofdm.samples;
        if (impairments.amplifier) this.#amplify(sRe, sIm, (power[port] * subcarriers) / ofdm.size);
        if (this.#oscillator) this.#oscillator.turn(sRe, sIm, ofdm.firstSample[symbol], this.#common);
        this.gainRe[place] = this.#common.re;
        this.gainIm[place] = this.#common.im;
        ofdm.toElements(this.#elementsRe, this.#elementsIm, 0);
        for (let k = 0; k < subcarriers; k++) {
          // Without the common turn, which changes from symbol to symbol.
          const yRe = this.#elementsRe[k] * this.#common.re + this.#elementsIm[k] * this.#common.im;
          const yIm = this.#elementsIm[k] * this.#common.re - this.#elementsRe[k] * this.#common.im;
          crossRe += yRe * re[at + k] + yIm * im[at + k];
          crossIm += yIm * re[at + k] - yRe * im[at + k];
          energy += (re[at + k] ** 2 + im[at + k] ** 2) * (this.#common.re ** 2 + this.#common.im ** 2);
          re[at + k] = this.#elementsRe[k];
          im[at + k] = this.#elementsIm[k];
        }
      }
      if (impairments.amplifier && energy > 0) this.#multiplyGains(port, crossRe / energy, crossIm / energy);
    }
  }

  #multiplyGains(port: number, re: number, im: number): void {
    const symbols = this.#settings.numerology.symbolsPerSlot;
    for (let i = port * symbols; i < (port + 1) * symbols; i++) {
      const [x, y] = [this.gainRe[i], this.gainIm[i]];
      this.gainRe[i] = x * re - y * im;
      this.gainIm[i] = x * im + y * re;
    }
  }

  /** @param power  of a sample on the mean, without amplifier */
  #amplify(re: Float32Array, im: Float32Array, power: number): void {
    const { amplifier } = this.#settings.impairments;
    if (!amplifier || !(power > 0)) return;
    const drive = Math.sqrt(10 ** (-amplifier.inputBackOff_dB / 10) / power);
    const scale = Math.sqrt(power / this.#amplification);
    const out = this.#out;
    for (let n = 0; n < re.length; n++) {
      const amplitude = Math.hypot(re[n], im[n]);
      if (amplitude === 0) continue;
      amplify(amplifier.model, drive * amplitude, out);
      const c = (scale * out.amplitude * Math.cos(out.phase_rad)) / amplitude;
      const s = (scale * out.amplitude * Math.sin(out.phase_rad)) / amplitude;
      const [x, y] = [re[n], im[n]];
      re[n] = x * c - y * s;
      im[n] = x * s + y * c;
    }
  }

  /** Output power of OFDM symbols of Gaussian elements, by which all is brought back to unit gain of power. */
  #calibrate(): void {
    const { subcarriers } = this.#settings;
    const stream = new RandomStream(0, "nr-transmit-chain.calibration");
    let power = 0;
    for (let symbol = 0; symbol < calibrationSymbols; symbol++) {
      for (let k = 0; k < subcarriers; k++) {
        this.#elementsRe[k] = stream.gaussian() * Math.SQRT1_2;
        this.#elementsIm[k] = stream.gaussian() * Math.SQRT1_2;
      }
      this.#ofdm.toSamples(this.#elementsRe, this.#elementsIm, 0);
      const { re, im } = this.#ofdm.samples;
      const mean = subcarriers / this.#ofdm.size;
      this.#amplify(re, im, mean);
      for (let n = 0; n < re.length; n++) power += (re[n] ** 2 + im[n] ** 2) / (re.length * mean * calibrationSymbols);
    }
    this.#amplification = power;
  }
}

function isSilent(re: Float32Array, im: Float32Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (re[i] !== 0 || im[i] !== 0) return false;
  return true;
}
