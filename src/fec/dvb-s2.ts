import { ldpcDecoder } from "../../kernels/ldpc/create-ldpc-decoder.js";
import type { LdpcDecoder, LdpcTrace } from "../../kernels/ldpc/ldpc-decoder.js";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { Bch } from "./bch.js";
import type { ChannelCode, ChannelDecoder } from "./channel-code.js";
import { checkLength, checkLlrs } from "./check-arguments.js";
import { dvbBasebandScrambling } from "./dvb-baseband-scrambler.js";
import { type DvbModulation, dvbInterleaverColumns, dvbInterleaverIndex, dvbPadding } from "./dvb-bit-interleaver.js";
import { type DvbFecFrame, dvbBch, dvbFecFrame, dvbSentBits } from "./dvb-fec-frame.js";
import { dvbFrame_bit, dvbLdpcParityIndex, dvbLdpcQuasiCyclic } from "./dvb-ldpc.js";
import { DvbLdpcEncoder } from "./dvb-ldpc-encoder.js";
import type { DvbFrame } from "./dvb-ldpc-table.js";

/** A FECFRAME of DVB-S2 or DVB-S2X: EN 302 307-1 and -2, 5.2.2 and 5.3. */
export interface DvbS2Spec {
  readonly family: "dvb-s2";
  /** S2 leaves the codes of S2X out; S2X, which has both, if left out. */
  readonly standard?: "S2" | "S2X";
  readonly frame: DvbFrame;
  /**
   * LDPC code identifier as printed, e.g. `3/4`, `116/180`; `2/9 VL-SNR`, `1/5 VL-SNR`, `11/45 VL-SNR SF2` etc. for the
   * shortened and punctured VL-SNR modes.
   */
  readonly rate: string;
  /** Whether the BCH code is in the chain. */
  readonly outerCode: boolean;
  /** Modulation whose bit interleaver is in the chain; none if left out. 128APSK pads the frame to whole slots. */
  readonly bitInterleaver?: DvbModulation;
  /** Whether the information bits, a BBFRAME, are scrambled; not if left out. */
  readonly basebandScrambling?: boolean;
}

/** Receives what the LDPC decoder does in each iteration. */
export type DvbIterationListener = (trace: LdpcTrace) => void;

/** A DVB-S2 chain, whose decoder can tell what it does in each iteration. */
export interface DvbS2Code extends ChannelCode<LdpcSettings> {
  readonly fecFrame: DvbFecFrame;
  /**
   * The parity chain hands a message on from check to check, so a min-sum rule that makes it smaller each time fails at
   * low rates: normalised by 0.75, rate 1/4 still leaves errors at Eb/N0 = 2 dB, where 0.9375 or an offset of 0.25 has
   * none at 0.9 dB; rate 1/2 wants 0.8125 to 0.875 or an offset of 0.5.
   * @param options  `onIteration` is told posteriors and messages; parity columns stand as in `dvbLdpcQuasiCyclic`
   */
  decoder(settings: LdpcSettings, options?: { readonly onIteration?: DvbIterationListener }): ChannelDecoder;
}

/** LLR of a shortened bit, which is known to be 0: beyond any received one, within every arithmetic's own clip. */
const shortenedLlr = 1e4;

/** @throws RangeError naming the argument where no such code exists, with the valid ones */
export function dvbS2Code(spec: DvbS2Spec): DvbS2Code {
  return new DvbS2(spec);
}

class DvbS2 implements DvbS2Code {
  readonly name: string;
  readonly informationBits: number;
  readonly codedBits: number;
  readonly fecFrame: DvbFecFrame;
  readonly #outer: Bch | undefined;
  readonly #inner: DvbLdpcEncoder;
  /** Of the information bits; empty where they are not scrambled. */
  readonly #scrambling: Uint8Array;
  /** LDPC word in the order of EN 302 307, then a 0 and a 1 for padding. */
  readonly #word: Uint8Array;
  /** The part of `#word` that the outer code makes. */
  readonly #outerWord: Uint8Array;
  /** Place in `#word` of each bit that is sent. */
  readonly #source: Int32Array;

  constructor(spec: DvbS2Spec) {
    const { frame, rate, outerCode, bitInterleaver = "QPSK", basebandScrambling = false } = spec;
    const fecFrame = dvbFecFrame(frame, rate, spec.standard);
    const columns = dvbInterleaverColumns(frame, bitInterleaver, rate);
    this.fecFrame = fecFrame;
    this.#inner = new DvbLdpcEncoder(fecFrame.ldpc);
    const { informationBits, wordBits } = this.#inner;
    if (outerCode) this.#outer = dvbBch(fecFrame);
    this.informationBits = this.#outer?.informationBits ?? informationBits - fecFrame.shortenedBits;
    this.#scrambling = basebandScrambling ? dvbBasebandScrambling(this.informationBits) : new Uint8Array(0);
    this.#word = new Uint8Array(wordBits + 2);
    this.#word[wordBits + 1] = 1;
    this.#outerWord = this.#word.subarray(fecFrame.shortenedBits, informationBits);
    const sent = sentBits(fecFrame);
    this.#source = dvbInterleaverIndex(columns, sent.length).map((from) =>
      from === dvbPadding.zero ? wordBits : from === dvbPadding.one ? wordBits + 1 : sent[from],
    );
    this.codedBits = this.#source.length;
    this.name =
      `DVB-${fecFrame.standard} ${frame} ${rate} (${outerCode ? "LDPC+BCH" : "LDPC only"})` +
      `${columns.length > 0 ? `, interleaved for ${bitInterleaver}` : ""}${basebandScrambling ? ", scrambled" : ""}`;
  }

  encode(information: Uint8Array, coded: Uint8Array): void {
    checkLength(this.name, "information", information, this.informationBits);
    checkLength(this.name, "coded", coded, this.codedBits);
    const word = this.#outerWord;
    word.set(information);
    const scrambling = this.#scrambling;
    for (let i = 0; i < scrambling.length; i++) word[i] ^= scrambling[i];
    this.#outer?.encode(word);
    const whole = this.#word;
    this.#inner.encode(whole);
    const source = this.#source;
    for (let i = 0; i < source.length; i++) coded[i] = whole[source[i]];
  }

  decoder(settings: LdpcSettings, options?: { readonly onIteration?: DvbIterationListener }): ChannelDecoder {
    const { fecFrame } = this;
    const { ldpc, shortenedBits } = fecFrame;
    const onIteration = options?.onIteration;
    const inner = ldpcDecoder(dvbLdpcQuasiCyclic(ldpc), settings, onIteration ? { onIteration } : {});
    const wordBits = dvbFrame_bit[ldpc.frame];
    const parityIndex = dvbLdpcParityIndex(ldpc);
    // Padding goes to a place behind the word, which nobody reads.
    const target = this.#source.map((place) =>
      place < ldpc.informationBits ? place : place < wordBits ? parityIndex[place - ldpc.informationBits] : wordBits,
    );
    const outer = this.#outer && dvbBch(fecFrame);
    return new DvbS2Decoder(this, inner, outer, { target, wordBits, shortenedBits, scrambling: this.#scrambling });
  }

  toString(): string {
    return this.name;
  }
}

/** How LLRs of the channel and decided bits lie in the LDPC decoder's arrays. */
interface DvbS2Layout {
  /** Place of each received LLR; `wordBits` for padding. */
  readonly target: Int32Array;
  readonly wordBits: number;
  readonly shortenedBits: number;
  readonly scrambling: Uint8Array;
}

class DvbS2Decoder implements ChannelDecoder {
  readonly #code: DvbS2Code;
  readonly #inner: LdpcDecoder;
  readonly #outer: Bch | undefined;
  readonly #layout: DvbS2Layout;
  /** Of all variables and one place behind them; a view of the variables alone. */
  readonly #soft: Float32Array;
  readonly #softWord: Float32Array;
  readonly #hard: Uint8Array;
  /** What the outer code made, decided. */
  readonly #outerWord: Uint8Array;

  constructor(code: DvbS2Code, inner: LdpcDecoder, outer: Bch | undefined, layout: DvbS2Layout) {
    const { wordBits, shortenedBits } = layout;
    this.#code = code;
    this.#inner = inner;
    this.#outer = outer;
    this.#layout = layout;
    this.#soft = new Float32Array(wordBits + 1);
    this.#softWord = this.#soft.subarray(0, wordBits);
    this.#soft.fill(shortenedLlr, 0, shortenedBits);
    this.#hard = new Uint8Array(wordBits);
    this.#outerWord = this.#hard.subarray(shortenedBits, code.fecFrame.ldpc.informationBits);
  }

  get iterations(): number {
    return this.#inner.iterations;
  }

  decode(llrs: Float32Array, information: Uint8Array): boolean {
    checkLlrs(this.#code.name, "llrs", llrs, this.#code.codedBits);
    checkLength(this.#code.name, "information", information, this.#code.informationBits);
    const { target, scrambling } = this.#layout;
    const soft = this.#soft;
    // Every other place holds what it held at first: 0 for punctured bits, certainty for shortened ones.
    for (let i = 0; i < target.length; i++) soft[target[i]] = llrs[i];
    const isWord = this.#inner.decode(this.#softWord, this.#hard);
    const word = this.#outerWord;
    // The outer code may mend what is left of an LDPC word that was not found.
    const isAccepted = this.#outer === undefined ? isWord : this.#outer.correct(word) >= 0;
    for (let i = 0; i < information.length; i++) information[i] = word[i];
    for (let i = 0; i < scrambling.length; i++) information[i] ^= scrambling[i];
    return isAccepted;
  }

  toString(): string {
    return String(this.#inner);
  }
}

/** Places of the bits that are sent, in the LDPC word as the standard orders it. */
function sentBits(fecFrame: DvbFecFrame): Int32Array {
  const { frame, ldpc, shortenedBits, puncturingPeriod, puncturedBits } = fecFrame;
  const places = new Int32Array(dvbSentBits(fecFrame));
  let next = 0;
  for (let i = shortenedBits; i < dvbFrame_bit[frame]; i++) {
    const j = i - ldpc.informationBits;
    if (j >= 0 && j % puncturingPeriod === 0 && j < puncturingPeriod * puncturedBits) continue;
    places[next++] = i;
  }
  return places;
}
