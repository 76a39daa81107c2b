import { type ConvolutionalTrellis, convolutionalTrellis } from "../../kernels/viterbi/convolutional-trellis.js";
import type { ViterbiFrame } from "../../kernels/viterbi/viterbi-decoder.js";
import type { ChannelCode, ChannelDecoder } from "./channel-code.js";
import { checkLength, checkWhole } from "./check-arguments.js";
import { ConvolutionalChannelDecoder } from "./convolutional-decoder.js";
import { ConvolutionalEncoder } from "./convolutional-encoder.js";
import { type PuncturingPatterns, puncturingIndex, puncturingPeriod } from "./convolutional-puncturing.js";
import type { ConvolutionalLayout, ConvolutionalSettings } from "./convolutional-settings.js";

/** A convolutional code without feedback, rate 1/n before puncturing. */
export interface ConvolutionalSpec {
  readonly family: "convolutional";
  /** Of a frame, 1 to 1,000,000. */
  readonly informationBits: number;
  /** K, 2 to 14: the newest input and the K - 1 before it. */
  readonly constraintLength: number;
  /** Octal, the tap on the newest input first: `["171", "133"]`. One to eight, for the outputs C1, C2, ... */
  readonly generators: readonly string[];
  /** Outputs that are sent inverted; none if left out. */
  readonly inverted?: readonly boolean[];
  /** Of each output, e.g. `{ C1: "101", C2: "110" }` for rate 3/4; every bit is sent if left out. */
  readonly puncturing?: PuncturingPatterns;
  /**
   * `terminated` (if left out): K - 1 zeros follow the information; `truncated`: nothing does, the last bits are
   * protected less; `tail-biting`: the encoder starts in the state in which it will end.
   */
  readonly termination?: "terminated" | "truncated" | "tail-biting";
}

/**
 * A convolutional code, frame by frame.
 *
 * Coded bits: C1, C2, ... of the first step, then of the next, without those that are punctured. A decoder accepts every
 * frame. Tail-biting: the circular Viterbi or BCJR algorithm, over the frame with copies of its end before and of its
 * beginning after it, close to but not quite the most likely frame.
 *
 * @throws RangeError where no such code exists, naming the argument
 */
export function convolutionalCode(spec: ConvolutionalSpec): ChannelCode<ConvolutionalSettings> {
  const { constraintLength, generators, informationBits, termination = "terminated", inverted, puncturing } = spec;
  const inversion = inverted?.includes(true) ? ` inverted ${inverted.map(Number).join("")}` : "";
  const period = puncturing === undefined ? undefined : puncturingPeriod(generators.length, puncturing);
  const rate = period === undefined ? "" : ` punctured ${period.steps}/${period.bits}`;
  const name = `convolutional K=${constraintLength} ${generators.join("/")}${inversion}${rate} ${termination}, ${informationBits} bits`;
  return new ConvolutionalCode(spec, name);
}

/** `convolutionalCode` under a name of one's own. */
export class ConvolutionalCode implements ChannelCode<ConvolutionalSettings>, ConvolutionalLayout {
  readonly name: string;
  readonly informationBits: number;
  readonly codedBits: number;
  readonly trellis: ConvolutionalTrellis;
  readonly index: Int32Array;
  readonly frame: ViterbiFrame;
  readonly isTailBiting: boolean;
  readonly #encoder: ConvolutionalEncoder;
  /** Outputs of all steps, before puncturing. */
  readonly #outputs: Uint8Array;

  constructor(spec: ConvolutionalSpec, name: string) {
    const { constraintLength, informationBits, puncturing, termination = "terminated" } = spec;
    checkWhole("ConvolutionalSpec", "informationBits", informationBits, 1, 1_000_000);
    if (!["terminated", "truncated", "tail-biting"].includes(termination)) {
      throw new RangeError(
        `ConvolutionalSpec: termination: expected terminated, truncated or tail-biting, found ${termination}`,
      );
    }
    const generators = spec.generators.map(octal);
    this.name = name;
    this.informationBits = informationBits;
    this.trellis = convolutionalTrellis(constraintLength, generators, spec.inverted);
    checkNotCatastrophic(spec.generators, generators);
    const steps = informationBits + (termination === "terminated" ? constraintLength - 1 : 0);
    this.index = puncturingIndex(steps, generators.length, puncturing);
    this.codedBits = this.index.length;
    if (this.codedBits < informationBits) {
      throw new RangeError(
        `ConvolutionalSpec: puncturing: expected at least ${informationBits} bits to send, found ${this.codedBits}`,
      );
    }
    this.isTailBiting = termination === "tail-biting";
    const start = this.isTailBiting ? "any" : "zero";
    this.frame = { steps, start, end: termination === "terminated" ? "zero" : "any" };
    this.#encoder = new ConvolutionalEncoder(this.trellis);
    this.#outputs = new Uint8Array(steps * generators.length);
  }

  encode(information: Uint8Array, coded: Uint8Array): void {
    checkLength(this.name, "information", information, this.informationBits);
    checkLength(this.name, "coded", coded, this.codedBits);
    const outputs = this.#outputs;
    this.#encoder.encode(information, this.frame.steps, this.isTailBiting ? this.#endState(information) : 0, outputs);
    if (this.codedBits === outputs.length) {
      coded.set(outputs);
      return;
    }
    const { index } = this;
    for (let i = 0; i < index.length; i++) coded[i] = outputs[index[i]];
  }

  decoder(settings: ConvolutionalSettings): ChannelDecoder {
    return new ConvolutionalChannelDecoder(this, settings);
  }

  toString(): string {
    return this.name;
  }

  #endState(information: Uint8Array): number {
    const length = information.length;
    let state = 0;
    for (let delay = 0; delay < this.trellis.constraintLength - 1; delay++) {
      state |= information[length - 1 - (delay % length)] << delay;
    }
    return state;
  }
}

/**
 * A few wrong bits on the channel may turn endless information bits over where the generators have a common factor other
 * than a delay (Massey and Sain, 1968).
 */
function checkNotCatastrophic(texts: readonly string[], generators: readonly number[]): void {
  if (generators.length < 2) return;
  let factor = generators.reduce(commonFactor, 0);
  while (factor > 1 && factor % 2 === 0) factor /= 2;
  if (factor > 1) {
    throw new RangeError(
      `ConvolutionalSpec: generators: expected some without a common factor, found ${texts.join(" and ")} with the factor ` +
        `${factor.toString(8)} (octal): a catastrophic code`,
    );
  }
}

/** The greatest common divisor of polynomials over GF(2), as numbers. */
function commonFactor(a: number, b: number): number {
  while (b !== 0) {
    let rest = a;
    while (degreeOf(rest) >= degreeOf(b)) rest ^= b << (degreeOf(rest) - degreeOf(b));
    [a, b] = [b, rest];
  }
  return a;
}

function degreeOf(polynomial: number): number {
  return 31 - Math.clz32(polynomial);
}

function octal(text: string, place: number): number {
  if (!(typeof text === "string" && /^[0-7]+$/.test(text))) {
    throw new RangeError(`ConvolutionalSpec: generators[${place}]: expected an octal number as text, found ${text}`);
  }
  return Number.parseInt(text, 8);
}
