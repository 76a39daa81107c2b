import { type SymbolMapper, symbolMapper } from "../../kernels/channel/symbol-mapper.js";
import { symbolMapperSimd } from "../../kernels/channel/symbol-mapper-simd.js";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { ChannelDecoder } from "../fec/channel-code.js";
import { dvbCheckRule } from "../fec/dvb-check-rule.js";
import { type DvbS2Code, dvbS2Code } from "../fec/dvb-s2.js";
import { Demapper, type Demapping, type HostBackend } from "../phy/demapper.js";
import { PlFramer } from "../phy/dvb-pl-framer.js";
import type { Symbols } from "../phy/dvb-pl-header.js";
import { amplifiedPoints, distortionRatio, wantedGain } from "../rf/amplifier.js";
import type { ModemImpairments } from "../rf/modem-impairments.js";
import { phaseNoiseIncrement } from "../rf/phase-noise.js";
import { type CarrierEstimate, CarrierTracker } from "./carrier-tracker.js";
import { Oscillators, turnsCarrier } from "./oscillators.js";

/** The check rule goes by the code's rate where it is left out. */
export type DvbDecoder = Omit<LdpcSettings, "checkRule"> & Partial<Pick<LdpcSettings, "checkRule">>;

/** What a chain is made for. */
export interface DvbChainSettings {
  /** As `PlFramer` knows it. */
  readonly modcod: string;
  readonly pilots: boolean;
  readonly symbolRate_Hz: number;
  readonly impairments: ModemImpairments;
  readonly demapping: Demapping;
  readonly decoder: DvbDecoder;
  /** Fastest turn of the channel's gain. */
  readonly maximumDoppler_Hz: number;
  readonly seed: number;
  readonly replication: number;
  readonly backend: HostBackend;
}

/** Symbols from pilot block to pilot block. */
const pilotPeriod = 1476;
/** Lag at which the walk of a mask's phase is taken: about what the smoother looks back once it follows the data. */
const walkLag = 180;

/** Encoder, framer, amplifier, oscillators, tracker, demapper, decoder and buffers of one MODCOD. */
export class DvbFrameChain {
  readonly framer: PlFramer;
  readonly code: DvbS2Code;
  readonly decoder: ChannelDecoder;
  readonly demapper: Demapper;
  readonly tracker: CarrierTracker;
  readonly estimate: CarrierEstimate = { frequency: 0, noiseVariance: 1, phaseVariance: 0, amplitudeVariance: 0 };
  /** None where nothing turns the carrier. */
  readonly oscillators: Oscillators | undefined;
  /** Of the modulator's points. */
  readonly ideal: SymbolMapper;
  /** Of what leaves the amplifier; the same where there is none. */
  readonly sent: SymbolMapper;
  /** What an amplifier makes of a pilot; of the data's gain over that; of the data's distortion over their power. */
  readonly pilotGain: { readonly re: number; readonly im: number };
  readonly dataGain: { readonly re: number; readonly im: number };
  readonly distortion: number;
  readonly information: Uint8Array;
  readonly coded: Uint8Array;
  readonly decided: Uint8Array;
  readonly llrs: Float32Array;
  /** Symbols that the code gives, equalised, and their SNR. */
  readonly data: Symbols;
  readonly dataSnr: Float32Array;
  /** `[symbol of the framer's span]` */
  readonly received: Symbols;
  readonly equalised: Symbols;
  readonly truth: Symbols;
  readonly gain: Symbols;
  readonly snr: Float32Array;
  readonly noise: Float32Array;

  constructor(settings: DvbChainSettings) {
    const { modcod: name, pilots, impairments, demapping, symbolRate_Hz, seed, replication, backend } = settings;
    this.framer = new PlFramer(name, { pilots });
    const { modcod, constellation, span: symbols, codedSymbols, known, frame } = this.framer;
    this.code = dvbS2Code({
      family: "dvb-s2",
      standard: modcod.standard,
      frame: modcod.frame,
      rate: modcod.rate,
      outerCode: true,
      bitInterleaver: modcod.modulation,
      basebandScrambling: true,
    });
    const { informationBits, codedBits } = this.code;
    this.decoder = this.code.decoder({ checkRule: dvbCheckRule(modcod.rate), ...settings.decoder });
    this.demapper = new Demapper(constellation, demapping, codedBits, backend);
    const mapperForm = backend === "simd" ? symbolMapperSimd : symbolMapper;
    const { bitsPerSymbol } = constellation;
    const mapper = ({ re: pointsRe, im: pointsIm }: { readonly re: Float64Array; readonly im: Float64Array }) =>
      mapperForm({ bitsPerSymbol, pointsRe, pointsIm, symbols: codedSymbols });
    this.ideal = mapper(constellation);
    const { amplifier } = impairments;
    const points = amplifier && amplifiedPoints(constellation, amplifier.model, amplifier.inputBackOff_dB);
    this.sent = points ? mapper(points) : this.ideal;
    this.pilotGain = points?.pilot ?? { re: 1, im: 0 };
    this.dataGain = points ? quotient(wantedGain(constellation, points), points.pilot) : { re: 1, im: 0 };
    this.distortion = points ? 1 / distortionRatio(constellation, points) : 0;
    for (const { first, symbols: run } of known) multiply(frame, first, run.re.length, this.pilotGain);
    const reference = this.framer.reference(quotient({ re: 1, im: 0 }, this.dataGain));
    this.tracker = new CarrierTracker(constellation, reference, known, carrierWalk(settings, symbols));
    this.oscillators = turnsCarrier(impairments)
      ? new Oscillators({ impairments, symbolRate_Hz, symbols, seed, name: `${replication}.${name}`, backend })
      : undefined;
    this.information = new Uint8Array(informationBits);
    this.coded = new Uint8Array(codedBits);
    this.decided = new Uint8Array(informationBits);
    this.llrs = new Float32Array(codedBits);
    this.data = planar(codedSymbols);
    this.dataSnr = new Float32Array(codedSymbols);
    this.received = planar(symbols);
    this.equalised = planar(symbols);
    this.truth = planar(symbols);
    this.gain = planar(symbols);
    this.snr = new Float32Array(symbols);
    this.noise = new Float32Array(symbols);
  }

  /** Encodes `information` and puts it into the framer's frame. */
  transmit(): void {
    const { code, information, coded, sent, ideal, framer } = this;
    code.encode(information, coded);
    sent.bits.set(coded);
    sent.map(framer.codedSymbols);
    framer.put(sent.re, sent.im);
    if (sent === ideal) return;
    ideal.bits.set(coded);
    ideal.map(framer.codedSymbols);
  }
}

/** What is known of the walk of a carrier: the mask, the Doppler rate left, the fading's speed (as of Rayleigh fading). */
function carrierWalk({ impairments, symbolRate_Hz, maximumDoppler_Hz }: DvbChainSettings, symbols: number) {
  const { phaseNoise, dopplerRate_Hzs = 0 } = impairments;
  const low_Hz = symbolRate_Hz / symbols;
  const ofMask = phaseNoise
    ? phaseNoiseIncrement(phaseNoise, walkLag / symbolRate_Hz, low_Hz, symbolRate_Hz / 2) / walkLag
    : 0;
  // A chirp about the frame's mean frequency: mean square slope (2 pi rate T)^2 / 12.
  const slope = (2 * Math.PI * dopplerRate_Hzs * symbols) / symbolRate_Hz ** 2;
  const ofChirp = (slope ** 2 / 12) * pilotPeriod;
  // 1 - J0(2 pi f lag) of each quadrature at the pilots' period, at most all of it.
  const turn = (Math.PI * maximumDoppler_Hz * pilotPeriod) / symbolRate_Hz;
  return { phase: ofMask + ofChirp, gain: Math.min(turn ** 2, 1) / pilotPeriod };
}

function planar(length: number): Symbols {
  return { re: new Float32Array(length), im: new Float32Array(length) };
}

/** Multiplies a run of symbols by a gain. */
function multiply({ re, im }: Symbols, first: number, count: number, gain: { re: number; im: number }): void {
  for (let n = first; n < first + count; n++) {
    const [x, y] = [re[n], im[n]];
    re[n] = x * gain.re - y * gain.im;
    im[n] = x * gain.im + y * gain.re;
  }
}

function quotient(a: { re: number; im: number }, b: { re: number; im: number }): { re: number; im: number } {
  const power = b.re ** 2 + b.im ** 2;
  return { re: (a.re * b.re + a.im * b.im) / power, im: (a.im * b.re - a.re * b.im) / power };
}
