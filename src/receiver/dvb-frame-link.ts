import { gaussianSource } from "../../kernels/gaussian/gaussian.js";
import { gaussianSimd } from "../../kernels/gaussian/gaussian-simd.js";
import type { MultipathChannel } from "../channel/multipath-channel.js";
import { tapLead } from "../channel/symbol-taps.js";
import type { Demapping, HostBackend } from "../phy/demapper.js";
import { RandomBits } from "../random/random-bits.js";
import { type StreamKey, streamKey } from "../random/stream-key.js";
import type { ModemImpairments } from "../rf/modem-impairments.js";
import { applyIqImbalance, imageRejection, imbalanceGain, quantisation, quantise } from "../rf/receiver-front-end.js";
import { BlockEqualiser, equaliserBlock } from "./block-equaliser.js";
import { type DvbDecoder, DvbFrameChain } from "./dvb-frame-chain.js";
import { frameSnapshot } from "./dvb-frame-snapshot.js";
import { DvbHeaderDetector } from "./dvb-header-detector.js";
import type { LinkSnapshot } from "./link-snapshot.js";
import { SymbolChannel, type Taps } from "./symbol-channel.js";

/** A receiver of PLFRAMEs whose place in time is known. */
export interface DvbReceiver {
  /** `pilots`: gain, phase and noise from header, pilots and data; `perfect`: known. Multipath of more than one path is always known. */
  readonly estimation: "pilots" | "perfect";
  readonly demapping: Demapping;
  readonly decoder: DvbDecoder;
}

export interface DvbFrameLinkSettings {
  /** As `dvbModcodCode` knows them, and those of `vlSnrModcods`. */
  readonly modcods: readonly string[];
  readonly symbolRate_Hz: number;
  readonly rollOff: number;
  readonly pilots: boolean;
  readonly impairments: ModemImpairments;
  readonly receiver: DvbReceiver;
  /** On top of the mean Es/N0; none if left out. */
  readonly channel?: MultipathChannel;
  readonly seed: number;
  /** Names the random streams: frames of different replications are different. */
  readonly replication: number;
  readonly backend?: HostBackend;
}

/** What became of a frame. */
export interface FrameFate {
  isLost: boolean;
  /** The decoder accepted a wrong frame. */
  isUndetected: boolean;
  isHeaderLost: boolean;
  bitErrors: number;
  /** Coded bits, before the decoder, that the signs of their LLRs get wrong. */
  codedBitErrors: number;
  iterations: number;
  /** Mean squared distance of equalised data symbols from those that the modulator meant; those have unit mean power. */
  errorVariance: number;
  /** What the receiver took for it: the mean of 1 / SNR. */
  estimatedVariance: number;
}

/** What converters and branches of the receiver do beside their noise. */
interface FrontEnd {
  readonly gain: { readonly re: number; readonly im: number };
  /** Image over wanted power, and converters' distortion over the power that they convert. */
  readonly image: number;
  readonly quantisation: number;
}

/**
 * Real frames of DVB-S2X: BBFRAME, BCH and LDPC, bit interleaver, mapper, PLFRAME with header and pilots, an amplifier, the
 * channel at each symbol, oscillators, noise, the receiver's front end, estimation, equaliser, demapper and decoder.
 *
 * One sample a symbol: timing is known and pulse shaping is ideal. The bits and the noise of frame n are those of streams that
 * (seed, replication, n) name, whatever was sent before. Owns the buffers of one frame for every MODCOD that it has met.
 */
export class DvbFrameLink {
  readonly fate: FrameFate = {
    isLost: false,
    isUndetected: false,
    isHeaderLost: false,
    bitErrors: 0,
    codedBitErrors: 0,
    iterations: 0,
    errorVariance: 0,
    estimatedVariance: 0,
  };
  readonly #settings: DvbFrameLinkSettings;
  readonly #chains = new Map<number, DvbFrameChain>();
  readonly #bits: RandomBits;
  readonly #noiseRe: StreamKey;
  readonly #noiseIm: StreamKey;
  readonly #gaussian;
  readonly #channel: SymbolChannel | undefined;
  readonly #equaliser: BlockEqualiser | undefined;
  readonly #taps: Taps = { re: new Float64Array(0), im: new Float64Array(0) };
  readonly #detector: DvbHeaderDetector;
  readonly #frontEnd: FrontEnd;
  #last = -1;

  constructor(settings: DvbFrameLinkSettings) {
    const { seed, replication, channel, modcods, pilots, impairments, backend = "simd" } = settings;
    const { iqImbalance, quantiser } = impairments;
    this.#settings = settings;
    this.#bits = new RandomBits(seed, `bit-true.information.${replication}`);
    this.#noiseRe = streamKey(seed, `bit-true.noise-re.${replication}`);
    this.#noiseIm = streamKey(seed, `bit-true.noise-im.${replication}`);
    this.#gaussian = backend === "simd" ? gaussianSimd() : gaussianSource();
    this.#channel = channel && new SymbolChannel(channel, settings.symbolRate_Hz, settings.rollOff);
    this.#equaliser = channel && channel.pathCount > 1 ? new BlockEqualiser(backend) : undefined;
    this.#detector = new DvbHeaderDetector(modcods, pilots);
    const mu = iqImbalance ? imbalanceGain(iqImbalance) : { re: 1, im: 0 };
    const converter = quantiser ? quantisation(quantiser) : { gain: 1, ratio: Number.POSITIVE_INFINITY };
    this.#frontEnd = {
      gain: { re: mu.re * converter.gain, im: mu.im * converter.gain },
      image: iqImbalance ? 1 / imageRejection(iqImbalance) : 0,
      quantisation: 1 / converter.ratio,
    };
  }

  /**
   * Sends a frame; what became of it stands in `fate` until the next.
   *
   * @param modcod          index into the MODCODs
   * @param frame           whole number from 0; names bits and noise
   * @param start_s         of its first symbol, the channel's time
   * @param noiseVariance   N0 / Es without the channel's own gain
   */
  send(modcod: number, frame: number, start_s: number, noiseVariance: number): FrameFate {
    const chain = this.#chain(modcod);
    const { framer, received, oscillators, truth } = chain;
    this.#last = modcod;
    this.#bits.fill(chain.information, frame);
    chain.transmit();
    truth.re.fill(1);
    truth.im.fill(0);
    if (this.#equaliser) this.#channel?.multipath(framer.frame, start_s, received);
    else if (this.#channel) this.#channel.flat(framer.frame, start_s, received, truth);
    else {
      received.re.set(framer.frame.re);
      received.im.set(framer.frame.im);
    }
    if (oscillators) {
      oscillators.run(frame);
      turn(received, oscillators);
      turn(truth, oscillators);
    }
    this.#addNoise(chain, frame, noiseVariance);
    const { iqImbalance, quantiser } = this.#settings.impairments;
    if (iqImbalance) applyIqImbalance(iqImbalance, received.re, received.im);
    if (quantiser) quantise(quantiser, rms(received.re, received.im), received.re, received.im);
    const seen = this.#equaliser ? this.#equalise(chain, start_s, noiseVariance) : received;
    this.#estimate(chain, modcod, seen, noiseVariance);
    return this.#decide(chain);
  }

  /** Constellation, channel and LLRs of the last frame. @throws RangeError before the first */
  snapshot(): LinkSnapshot {
    const chain = this.#chains.get(this.#last);
    if (!chain) throw new RangeError("DvbFrameLink.snapshot: expected a frame to have been sent");
    return frameSnapshot(chain, this.fate.errorVariance);
  }

  toString(): string {
    const { modcods, receiver, symbolRate_Hz } = this.#settings;
    return `DvbFrameLink(${modcods.length} MODCODs, ${symbolRate_Hz} Hz, ${receiver.estimation} estimation)`;
  }

  #chain(modcod: number): DvbFrameChain {
    const found = this.#chains.get(modcod);
    if (found) return found;
    const { modcods, receiver, channel, backend = "simd", ...rest } = this.#settings;
    const name = modcods[modcod];
    if (name === undefined) {
      throw new RangeError(`DvbFrameLink: expected a MODCOD from 0 to ${modcods.length - 1}, found ${modcod}`);
    }
    const { demapping, decoder } = receiver;
    // Behind the equaliser, which knows the channel, no fading is left.
    const maximumDoppler_Hz = channel && !this.#equaliser ? channel.maximumDoppler_Hz : 0;
    const made = new DvbFrameChain({ ...rest, modcod: name, demapping, decoder, maximumDoppler_Hz, backend });
    this.#chains.set(modcod, made);
    return made;
  }

  #addNoise({ received, noise }: DvbFrameChain, frame: number, noiseVariance: number): void {
    const deviation = Math.sqrt(noiseVariance / 2);
    const { re, im } = received;
    this.#gaussian.fill(noise, this.#noiseRe.key0, this.#noiseRe.key1, frame, 0, deviation);
    for (let n = 0; n < re.length; n++) re[n] += noise[n];
    this.#gaussian.fill(noise, this.#noiseIm.key0, this.#noiseIm.key1, frame, 0, deviation);
    for (let n = 0; n < im.length; n++) im[n] += noise[n];
  }

  /** Takes the symbol interference out; leaves the SNR behind it in `snr`. */
  #equalise({ received, equalised, snr }: DvbFrameChain, start_s: number, noiseVariance: number) {
    const { re, im } = received;
    const taps = this.#taps;
    for (let first = 0; first < re.length; first += equaliserBlock) {
      this.#channel?.taps(start_s + (first + equaliserBlock / 2) / this.#settings.symbolRate_Hz, taps);
      const [toRe, toIm] = [equalised.re, equalised.im];
      const after = this.#equaliser?.equalise(re, im, first, taps.re, taps.im, tapLead, noiseVariance, toRe, toIm) ?? 0;
      snr.fill(after, first, Math.min(first + equaliserBlock, re.length));
    }
    return equalised;
  }

  /** Finds the gain at each symbol and divides by it, with an SNR for each. */
  #estimate(chain: DvbFrameChain, modcod: number, seen: DvbFrameChain["received"], noiseVariance: number): void {
    const { equalised, truth, gain, snr, estimate, pilotGain, dataGain, distortion } = chain;
    const { gain: front, image, quantisation: quantised } = this.#frontEnd;
    const { receiver, impairments, symbolRate_Hz } = this.#settings;
    const isKnown = receiver.estimation === "perfect";
    const { length } = snr;
    let frequency = (impairments.frequencyOffset_Hz ?? 0) / symbolRate_Hz;
    multiply(truth, front);
    multiply(truth, pilotGain);
    const isEqualised = this.#equaliser !== undefined;
    let noise = noiseVariance;
    let share = distortion;
    let scale = 1;
    if (isKnown) {
      gain.re.set(truth.re);
      gain.im.set(truth.im);
      noise *= (front.re ** 2 + front.im ** 2) * (1 + image);
      // Converters see signal and noise.
      noise += (front.re ** 2 + front.im ** 2) * quantised * noiseVariance;
      share += image + quantised;
    } else {
      chain.tracker.estimate(seen, gain, estimate);
      frequency = estimate.frequency;
      noise = estimate.noiseVariance;
      share += estimate.phaseVariance + estimate.amplitudeVariance;
      if (isEqualised) {
        let foretold = 0;
        for (let n = 0; n < length; n++) foretold += 1 / (snr[n] * length);
        scale = noise / foretold;
      }
    }
    this.fate.isHeaderLost = this.#detector.detect(seen.re, seen.im, frequency) !== modcod;
    for (let n = 0; n < length; n++) {
      const gRe = gain.re[n] * dataGain.re - gain.im[n] * dataGain.im;
      const gIm = gain.re[n] * dataGain.im + gain.im[n] * dataGain.re;
      const power = gRe * gRe + gIm * gIm;
      const inverse = power > 0 ? 1 / power : 0;
      snr[n] = 1 / ((isEqualised ? scale / snr[n] : noise) * inverse + share);
      const [x, y] = [seen.re[n], seen.im[n]];
      equalised.re[n] = (x * gRe + y * gIm) * inverse;
      equalised.im[n] = (y * gRe - x * gIm) * inverse;
    }
  }

  #decide(chain: DvbFrameChain): FrameFate {
    const { framer, equalised, snr, data, dataSnr, ideal, llrs, coded, decided, information, decoder } = chain;
    const { fate } = this;
    framer.take(equalised, snr, data.re, data.im, dataSnr);
    let error = 0;
    let estimated = 0;
    const { length } = dataSnr;
    for (let i = 0; i < length; i++) {
      error += (data.re[i] - ideal.re[i]) ** 2 + (data.im[i] - ideal.im[i]) ** 2;
      estimated += 1 / dataSnr[i];
    }
    chain.demapper.demap(data.re, data.im, dataSnr, llrs);
    let codedErrors = 0;
    for (let i = 0; i < coded.length; i++) codedErrors += (llrs[i] < 0 ? 1 : 0) ^ coded[i];
    const isAccepted = decoder.decode(llrs, decided);
    let errors = 0;
    for (let i = 0; i < information.length; i++) errors += information[i] ^ decided[i];
    fate.bitErrors = errors;
    fate.codedBitErrors = codedErrors;
    fate.iterations = decoder.iterations;
    fate.isLost = errors > 0 || fate.isHeaderLost;
    fate.isUndetected = errors > 0 && isAccepted;
    fate.errorVariance = error / length;
    fate.estimatedVariance = estimated / length;
    return fate;
  }
}

/** Multiplies symbol by symbol. */
function turn(
  { re, im }: DvbFrameChain["received"],
  by: { readonly re: Float64Array; readonly im: Float64Array },
): void {
  for (let n = 0; n < re.length; n++) {
    const [x, y] = [re[n], im[n]];
    re[n] = x * by.re[n] - y * by.im[n];
    im[n] = x * by.im[n] + y * by.re[n];
  }
}

function multiply({ re, im }: DvbFrameChain["received"], by: { readonly re: number; readonly im: number }): void {
  if (by.re === 1 && by.im === 0) return;
  for (let n = 0; n < re.length; n++) {
    const [x, y] = [re[n], im[n]];
    re[n] = x * by.re - y * by.im;
    im[n] = x * by.im + y * by.re;
  }
}

function rms(re: Float32Array, im: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < re.length; n++) sum += re[n] ** 2 + im[n] ** 2;
  return Math.sqrt(sum / (2 * re.length));
}
