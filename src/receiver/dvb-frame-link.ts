import { type SymbolMapper, symbolMapper } from "../../kernels/channel/symbol-mapper.js";
import { symbolMapperSimd } from "../../kernels/channel/symbol-mapper-simd.js";
import { gaussianSource } from "../../kernels/gaussian/gaussian.js";
import { gaussianSimd } from "../../kernels/gaussian/gaussian-simd.js";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import { type MultipathChannel, type PathState, pathState } from "../channel/multipath-channel.js";
import { symbolTaps, tapCount, tapLead } from "../channel/symbol-taps.js";
import type { ChannelDecoder } from "../fec/channel-code.js";
import { dvbCheckRule } from "../fec/dvb-check-rule.js";
import { type DvbS2Code, dvbS2Code } from "../fec/dvb-s2.js";
import { Demapper, type Demapping, type HostBackend } from "../phy/demapper.js";
import { PlFramer } from "../phy/dvb-pl-framer.js";
import { PlsDetector, startOfFrame_symbols } from "../phy/dvb-pl-header.js";
import { RandomBits } from "../random/random-bits.js";
import { RandomStream } from "../random/random-stream.js";
import { type StreamKey, streamKey } from "../random/stream-key.js";
import { type AmplifiedPoints, type AmplifierModel, amplifiedPoints } from "../rf/amplifier.js";
import { PhaseNoise, type PhaseNoisePoint } from "../rf/phase-noise.js";
import { applyIqImbalance, type IqImbalance, type Quantiser, quantise } from "../rf/receiver-front-end.js";
import { BlockEqualiser, equaliserBlock } from "./block-equaliser.js";
import { type PilotEstimate, PilotGains } from "./pilot-gains.js";

/** Imperfections of modems and oscillators; what is left out is ideal. */
export interface ModemImpairments {
  /** Of all oscillators together. */
  readonly phaseNoise?: readonly PhaseNoisePoint[];
  /** Left after coarse correction. */
  readonly frequencyOffset_Hz?: number;
  /** Left after compensation. */
  readonly dopplerRate_Hzs?: number;
  readonly amplifier?: { readonly model: AmplifierModel; readonly inputBackOff_dB: number };
  readonly iqImbalance?: IqImbalance;
  readonly quantiser?: Quantiser;
}

/** A receiver of PLFRAMEs whose place in time is known. */
export interface DvbReceiver {
  /** `pilots`: gain, phase and noise from header and pilots; `perfect`: known. Multipath of more than one path is always known. */
  readonly estimation: "pilots" | "perfect";
  readonly demapping: Demapping;
  readonly decoder: DvbDecoder;
}

/** The check rule goes by the code's rate where it is left out. */
export type DvbDecoder = Omit<LdpcSettings, "checkRule"> & Partial<Pick<LdpcSettings, "checkRule">>;

export interface DvbFrameLinkSettings {
  /** As `dvbModcodCode` knows them. */
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
  iterations: number;
  /** Mean squared distance of equalised data symbols from those sent by the modulator, over their energy. */
  errorVariance: number;
  /** What the receiver took for it. */
  estimatedVariance: number;
}

/** Noise of an amplitude between blocks is averaged by straight lines to 2/3. */
const interpolatedShare = 2 / 3;
/** Gains are taken so often in a turn of the fastest path, and straight between. */
const gainsPerTurn = 64;

/**
 * Real frames of DVB-S2X: BBFRAME, BCH and LDPC, bit interleaver, mapper, PLFRAME with header and pilots, an amplifier, the
 * channel at each symbol, oscillators, noise, the receiver's front end, estimation, equaliser, demapper and decoder.
 *
 * One sample a symbol: timing is known and pulse shaping is ideal. The bits and the noise of frame n are those of streams that
 * (seed, replication, n) name. Owns the buffers of one frame for every MODCOD that it has met.
 */
export class DvbFrameLink {
  readonly #settings: DvbFrameLinkSettings;
  readonly #chains = new Map<number, Chain>();
  readonly #bits: RandomBits;
  readonly #noiseRe: StreamKey;
  readonly #noiseIm: StreamKey;
  readonly #gaussian;
  readonly #paths: PathState | undefined;
  readonly #equaliser: BlockEqualiser | undefined;
  readonly #detector: PlsDetector;
  readonly fate: FrameFate = {
    isLost: false,
    isUndetected: false,
    isHeaderLost: false,
    bitErrors: 0,
    iterations: 0,
    errorVariance: 0,
    estimatedVariance: 0,
  };

  constructor(settings: DvbFrameLinkSettings) {
    const { seed, replication, channel, modcods, pilots, backend = "simd" } = settings;
    if (channel && (channel.receivePorts !== 1 || channel.transmitPorts !== 1)) {
      throw new RangeError("DvbFrameLink: expected a channel between single ports");
    }
    this.#settings = settings;
    this.#bits = new RandomBits(seed, `bit-true.information.${replication}`);
    this.#noiseRe = streamKey(seed, `bit-true.noise-re.${replication}`);
    this.#noiseIm = streamKey(seed, `bit-true.noise-im.${replication}`);
    this.#gaussian = backend === "simd" ? gaussianSimd() : gaussianSource();
    this.#paths = channel && pathState(channel);
    this.#equaliser = channel && channel.pathCount > 1 ? new BlockEqualiser() : undefined;
    this.#detector = new PlsDetector(modcods.map((name) => new PlFramer(name, { pilots }).plsCode));
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
    const { framer, received, mapper, information } = chain;
    this.#bits.fill(information, frame);
    chain.code.encode(information, chain.coded);
    mapper.bits.set(chain.coded);
    mapper.map(framer.dataSymbols);
    framer.put(mapper.re, mapper.im);
    if (chain.ideal !== mapper) {
      chain.ideal.bits.set(chain.coded);
      chain.ideal.map(framer.dataSymbols);
    }
    if (this.#equaliser) this.#multipath(chain, start_s);
    else this.#flat(chain, start_s);
    this.#oscillators(chain, frame);
    this.#addNoise(chain, frame, noiseVariance);
    const { iqImbalance, quantiser } = this.#settings.impairments;
    if (iqImbalance) applyIqImbalance(iqImbalance, received.re, received.im);
    if (quantiser) quantise(quantiser, rms(received.re, received.im), received.re, received.im);
    this.#equalise(chain, start_s, noiseVariance);
    return this.#decide(chain);
  }

  #chain(modcod: number): Chain {
    const found = this.#chains.get(modcod);
    if (found) return found;
    const made = new Chain(this.#settings, this.#settings.modcods[modcod]);
    this.#chains.set(modcod, made);
    return made;
  }

  /** One path: a gain at each symbol, straight between moments of the channel. */
  #flat({ framer, received, gain }: Chain, start_s: number): void {
    const { channel, symbolRate_Hz } = this.#settings;
    const { re, im } = framer.frame;
    if (!channel || !this.#paths) {
      received.re.set(re);
      received.im.set(im);
      gain.re.fill(1);
      gain.im.fill(0);
      return;
    }
    const hop = this.#hop(framer.symbols);
    const { gainRe, gainIm } = this.#paths;
    channel.at(start_s, this.#paths);
    let [fromRe, fromIm] = [gainRe[0], gainIm[0]];
    for (let first = 0; first < framer.symbols; first += hop) {
      channel.at(start_s + (first + hop) / symbolRate_Hz, this.#paths);
      const [toRe, toIm] = [gainRe[0], gainIm[0]];
      const end = Math.min(first + hop, framer.symbols);
      for (let n = first; n < end; n++) {
        const part = (n - first) / hop;
        const gRe = fromRe + part * (toRe - fromRe);
        const gIm = fromIm + part * (toIm - fromIm);
        gain.re[n] = gRe;
        gain.im[n] = gIm;
        received.re[n] = gRe * re[n] - gIm * im[n];
        received.im[n] = gRe * im[n] + gIm * re[n];
      }
      [fromRe, fromIm] = [toRe, toIm];
    }
  }

  /** Symbols between moments of the channel. */
  #hop(symbols: number): number {
    const { channel, symbolRate_Hz } = this.#settings;
    const doppler_Hz = channel?.maximumDoppler_Hz ?? 0;
    return Math.max(16, Math.min(symbols, Math.floor(symbolRate_Hz / (gainsPerTurn * Math.max(doppler_Hz, 1e-9)))));
  }

  /** Several paths: the symbols run through the taps of each block of the equaliser, straight between the blocks' starts. */
  #multipath(chain: Chain, start_s: number): void {
    const { framer, received } = chain;
    const { re, im } = framer.frame;
    received.re.fill(0);
    received.im.fill(0);
    let from = this.#taps(start_s);
    for (let first = 0; first < framer.symbols; first += equaliserBlock) {
      const to = this.#taps(start_s + (first + equaliserBlock) / this.#settings.symbolRate_Hz);
      const end = Math.min(first + equaliserBlock, framer.symbols);
      const count = Math.max(from.re.length, to.re.length);
      for (let k = 0; k < count; k++) {
        const [aRe, aIm, bRe, bIm] = [from.re[k] ?? 0, from.im[k] ?? 0, to.re[k] ?? 0, to.im[k] ?? 0];
        if (aRe === 0 && aIm === 0 && bRe === 0 && bIm === 0) continue;
        const lag = k - tapLead;
        for (let n = Math.max(first, lag); n < end; n++) {
          const source = n - lag;
          if (source >= framer.symbols) break;
          const part = (n - first) / equaliserBlock;
          const gRe = aRe + part * (bRe - aRe);
          const gIm = aIm + part * (bIm - aIm);
          received.re[n] += gRe * re[source] - gIm * im[source];
          received.im[n] += gRe * im[source] + gIm * re[source];
        }
      }
      from = to;
    }
  }

  #taps(time_s: number): { readonly re: Float64Array; readonly im: Float64Array } {
    const { channel, symbolRate_Hz, rollOff } = this.#settings;
    const paths = this.#paths as PathState;
    channel?.at(time_s, paths);
    const excess_s = paths.excessDelay_s.reduce((most, delay_s) => Math.max(most, delay_s), 0);
    const count = tapCount(excess_s, symbolRate_Hz);
    const taps = { re: new Float64Array(count), im: new Float64Array(count) };
    symbolTaps(paths.excessDelay_s, paths.gainRe, paths.gainIm, symbolRate_Hz, rollOff, taps.re, taps.im);
    return taps;
  }

  #oscillators({ received, gain, phase, phaseNoise }: Chain, frame: number): void {
    const { impairments, symbolRate_Hz, seed, replication } = this.#settings;
    const { frequencyOffset_Hz = 0, dopplerRate_Hzs = 0 } = impairments;
    if (!phaseNoise && frequencyOffset_Hz === 0 && dopplerRate_Hzs === 0) return;
    const start = new RandomStream(seed, `bit-true.phase.${replication}`, frame).uniform();
    // Each frame begins anywhere: receivers here estimate it frame by frame.
    for (let n = 0; n < phase.length; n++) {
      const t = n / symbolRate_Hz;
      const turns = start + (frequencyOffset_Hz + (dopplerRate_Hzs * t) / 2) * t;
      phase[n] = 2 * Math.PI * (turns - Math.floor(turns));
    }
    phaseNoise?.addTo(phase, frame);
    for (let n = 0; n < phase.length; n++) {
      const [c, s] = [Math.cos(phase[n]), Math.sin(phase[n])];
      const [x, y] = [received.re[n], received.im[n]];
      received.re[n] = x * c - y * s;
      received.im[n] = x * s + y * c;
      const [gRe, gIm] = [gain.re[n], gain.im[n]];
      gain.re[n] = gRe * c - gIm * s;
      gain.im[n] = gRe * s + gIm * c;
    }
  }

  #addNoise({ received, noise }: Chain, frame: number, noiseVariance: number): void {
    const deviation = Math.sqrt(noiseVariance / 2);
    for (const [samples, { key0, key1 }] of [
      [received.re, this.#noiseRe],
      [received.im, this.#noiseIm],
    ] as const) {
      this.#gaussian.fill(noise, key0, key1, frame, 0, deviation);
      for (let n = 0; n < samples.length; n++) samples[n] += noise[n];
    }
  }

  /** Brings the received symbols to their places in the constellation, with an SNR for each. */
  #equalise(chain: Chain, start_s: number, noiseVariance: number): void {
    const { received, gain, snr, framer, estimate, pilots, reference } = chain;
    const { receiver, symbolRate_Hz } = this.#settings;
    const isPerfect = receiver.estimation === "perfect";
    if (this.#equaliser) {
      const [fromRe, fromIm] = [received.re.slice(), received.im.slice()];
      for (let first = 0; first < framer.symbols; first += equaliserBlock) {
        const taps = this.#taps(start_s + (first + equaliserBlock / 2) / symbolRate_Hz);
        const after = this.#equaliser.equalise(
          fromRe,
          fromIm,
          first,
          taps.re,
          taps.im,
          tapLead,
          noiseVariance,
          received.re,
          received.im,
        );
        snr.fill(after, first, Math.min(first + equaliserBlock, framer.symbols));
      }
      // What the pilots see now has gain 1 and its own noise; the phase is left.
      if (isPerfect) {
        for (let n = 0; n < framer.symbols; n++) {
          const angle = -chain.phase[n];
          const [c, s] = [Math.cos(angle), Math.sin(angle)];
          const [x, y] = [received.re[n], received.im[n]];
          received.re[n] = x * c - y * s;
          received.im[n] = x * s + y * c;
        }
        if (chain.pilotGain) turn(received, 0, framer.symbols, inverse(chain.pilotGain));
        this.#scaleReference(chain);
        return;
      }
      pilots.estimate(received.re, received.im, gain.re, gain.im, estimate);
      for (let n = 0; n < framer.symbols; n++) {
        const power = gain.re[n] ** 2 + gain.im[n] ** 2;
        const variance = 1 / snr[n];
        snr[n] = power / (variance * (1 + chain.estimationShare));
        divide(received, n, gain.re[n], gain.im[n], power);
      }
      this.#scaleReference(chain);
      return;
    }
    if (!isPerfect) pilots.estimate(received.re, received.im, gain.re, gain.im, estimate);
    else if (chain.pilotGain) turn(gain, 0, framer.symbols, chain.pilotGain);
    const variance = isPerfect ? noiseVariance : estimate.noiseVariance * (1 + chain.estimationShare);
    for (let n = 0; n < framer.symbols; n++) {
      const gRe = gain.re[n] * reference.re - gain.im[n] * reference.im;
      const gIm = gain.re[n] * reference.im + gain.im[n] * reference.re;
      const power = gRe * gRe + gIm * gIm;
      snr[n] = power / variance;
      divide(received, n, gRe, gIm, power);
    }
  }

  /** Takes the data's gain over the pilots' out, where an amplifier makes one. */
  #scaleReference({ received, reference, pilotGain, framer }: Chain): void {
    if (pilotGain) turn(received, 0, framer.symbols, inverse(reference));
  }

  #decide(chain: Chain): FrameFate {
    const { framer, received, snr, dataRe, dataIm, dataSnr, llrs, decided, information } = chain;
    const { fate } = this;
    fate.isHeaderLost = this.#detector.detect(received.re, received.im, startOfFrame_symbols) !== framer.plsCode;
    framer.take(received, dataRe, dataIm);
    const { place } = framer;
    let error = 0;
    let estimated = 0;
    for (let i = 0; i < place.length; i++) {
      const at = place[i];
      dataSnr[i] = snr[at];
      error += (dataRe[i] - chain.ideal.re[i]) ** 2 + (dataIm[i] - chain.ideal.im[i]) ** 2;
      estimated += 1 / snr[at];
    }
    chain.demapper.demap(dataRe, dataIm, dataSnr, llrs);
    const isAccepted = chain.decoder.decode(llrs, decided);
    let errors = 0;
    for (let i = 0; i < information.length; i++) errors += information[i] ^ decided[i];
    fate.bitErrors = errors;
    fate.iterations = chain.decoder.iterations;
    fate.isLost = errors > 0 || fate.isHeaderLost;
    fate.isUndetected = errors > 0 && isAccepted;
    fate.errorVariance = error / place.length;
    fate.estimatedVariance = estimated / place.length;
    return fate;
  }

  /** Equalised data symbols and LLRs of the last frame of a MODCOD, overwritten by the next. */
  lastFrame(modcod: number): { readonly re: Float32Array; readonly im: Float32Array; readonly llrs: Float32Array } {
    const { dataRe: re, dataIm: im, llrs } = this.#chain(modcod);
    return { re, im, llrs };
  }

  toString(): string {
    const { modcods, receiver, symbolRate_Hz } = this.#settings;
    return `DvbFrameLink(${modcods.length} MODCODs, ${symbolRate_Hz} Hz, ${receiver.estimation} estimation)`;
  }
}

/** Encoder, decoder and buffers of one MODCOD. */
class Chain {
  readonly framer: PlFramer;
  readonly code: DvbS2Code;
  readonly decoder: ChannelDecoder;
  /** Of the modulator's points. */
  readonly ideal: SymbolMapper;
  /** Of what leaves the amplifier. */
  readonly mapper: SymbolMapper;
  readonly demapper: Demapper;
  readonly pilots: PilotGains;
  readonly phaseNoise: PhaseNoise | undefined;
  readonly estimate: PilotEstimate = { frequency: 0, noiseVariance: 1 };
  /** Of the noise variance: what the errors of interpolated gains add. */
  readonly estimationShare: number;
  /** Gain of the data over that of the pilots behind an amplifier that squeezes rings. */
  readonly reference: { readonly re: number; readonly im: number };
  /** Of an amplifier; what a receiver that knows the channel knows beside it. */
  readonly pilotGain: { readonly re: number; readonly im: number } | undefined;
  readonly information: Uint8Array;
  readonly coded: Uint8Array;
  readonly decided: Uint8Array;
  readonly llrs: Float32Array;
  readonly dataRe: Float32Array;
  readonly dataIm: Float32Array;
  readonly dataSnr: Float32Array;
  readonly received: { readonly re: Float32Array; readonly im: Float32Array };
  readonly gain: { readonly re: Float32Array; readonly im: Float32Array };
  readonly snr: Float32Array;
  readonly noise: Float32Array;
  readonly phase: Float64Array;

  constructor(
    { impairments, pilots, receiver, symbolRate_Hz, seed, replication, backend = "simd" }: DvbFrameLinkSettings,
    name: string,
  ) {
    this.framer = new PlFramer(name, { pilots });
    const { modcod, constellation, symbols, dataSymbols, known } = this.framer;
    this.code = dvbS2Code({
      family: "dvb-s2",
      standard: modcod.standard,
      frame: modcod.frame,
      rate: modcod.rate,
      outerCode: true,
      bitInterleaver: modcod.modulation,
      basebandScrambling: true,
    });
    this.decoder = this.code.decoder({ checkRule: dvbCheckRule(modcod.rate), ...receiver.decoder });
    const { bitsPerSymbol } = constellation;
    const { amplifier } = impairments;
    const mapperForm = backend === "simd" ? symbolMapperSimd : symbolMapper;
    const mapper = ({ re: pointsRe, im: pointsIm }: { readonly re: Float64Array; readonly im: Float64Array }) =>
      mapperForm({ bitsPerSymbol, pointsRe, pointsIm, symbols: dataSymbols });
    this.ideal = mapper(constellation);
    if (amplifier) {
      const points = amplifiedPoints(constellation, amplifier.model, amplifier.inputBackOff_dB);
      this.mapper = mapper(points);
      this.pilotGain = points.pilot;
      this.reference = amplifiedReference(constellation, points);
      for (const { first, symbols: run } of known) turn(this.framer.frame, first, run.re.length, points.pilot);
    } else {
      this.mapper = this.ideal;
      this.reference = { re: 1, im: 0 };
    }
    this.demapper = new Demapper(constellation, receiver.demapping, this.code.codedBits, backend);
    this.pilots = new PilotGains(known);
    const least = known[known.length - 1].symbols.re.length;
    this.estimationShare = interpolatedShare / least;
    this.phaseNoise =
      impairments.phaseNoise &&
      new PhaseNoise(
        impairments.phaseNoise,
        symbolRate_Hz,
        symbols,
        seed,
        `bit-true.phaseNoise.${replication}.${name}`,
      );
    this.information = new Uint8Array(this.code.informationBits);
    this.coded = new Uint8Array(this.code.codedBits);
    this.decided = new Uint8Array(this.code.informationBits);
    this.llrs = new Float32Array(this.code.codedBits);
    this.dataRe = new Float32Array(dataSymbols);
    this.dataIm = new Float32Array(dataSymbols);
    this.dataSnr = new Float32Array(dataSymbols);
    this.received = { re: new Float32Array(symbols), im: new Float32Array(symbols) };
    this.gain = { re: new Float32Array(symbols).fill(1), im: new Float32Array(symbols) };
    this.snr = new Float32Array(symbols);
    this.noise = new Float32Array(symbols);
    this.phase = new Float64Array(symbols);
  }
}

/** Multiplies a run of symbols by a gain. */
function turn(
  { re, im }: { readonly re: Float32Array; readonly im: Float32Array },
  first: number,
  count: number,
  gain: { readonly re: number; readonly im: number },
): void {
  for (let n = first; n < first + count; n++) {
    const [x, y] = [re[n], im[n]];
    re[n] = x * gain.re - y * gain.im;
    im[n] = x * gain.im + y * gain.re;
  }
}

/** Gain of the data behind an amplifier, E(y x*) / E|x|^2, over that of the pilots: known from calibration. */
function amplifiedReference(
  points: { readonly re: Float64Array; readonly im: Float64Array },
  sent: AmplifiedPoints,
): { re: number; im: number } {
  let [re, im] = [0, 0];
  for (let i = 0; i < points.re.length; i++) {
    re += (sent.re[i] * points.re[i] + sent.im[i] * points.im[i]) / points.re.length;
    im += (sent.im[i] * points.re[i] - sent.re[i] * points.im[i]) / points.re.length;
  }
  const { pilot } = sent;
  const power = pilot.re ** 2 + pilot.im ** 2;
  return { re: (re * pilot.re + im * pilot.im) / power, im: (im * pilot.re - re * pilot.im) / power };
}

function divide(
  { re, im }: { readonly re: Float32Array; readonly im: Float32Array },
  n: number,
  gRe: number,
  gIm: number,
  power: number,
): void {
  const scale = power > 0 ? 1 / power : 0;
  const [x, y] = [re[n], im[n]];
  re[n] = (x * gRe + y * gIm) * scale;
  im[n] = (y * gRe - x * gIm) * scale;
}

function inverse({ re, im }: { readonly re: number; readonly im: number }): { re: number; im: number } {
  const power = re * re + im * im;
  return { re: re / power, im: -im / power };
}

function rms(re: Float32Array, im: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < re.length; n++) sum += re[n] ** 2 + im[n] ** 2;
  return Math.sqrt(sum / (2 * re.length));
}
