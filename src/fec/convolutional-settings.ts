import type { Backend } from "../../kernels/kernel.js";
import type { ConvolutionalTrellis } from "../../kernels/viterbi/convolutional-trellis.js";
import type { ViterbiFrame } from "../../kernels/viterbi/viterbi-decoder.js";
import type { ViterbiArithmetic, ViterbiQuantisation } from "../../kernels/viterbi/viterbi-settings.js";

/** A decoder of convolutional codes. */
export interface ConvolutionalSettings {
  /** `viterbi`: the most likely frame; `bcjr-log`: each bit the likelier value; `bcjr-max-log`: its approximation. */
  readonly decoder: "viterbi" | "bcjr-max-log" | "bcjr-log";
  /** Integers count LLRs (`quantisation`), their sums never overflow; `bcjr-log` is for float32 only. */
  readonly arithmetic: ViterbiArithmetic;
  /** Of the integer arithmetics; a format that loses little if left out. */
  readonly quantisation?: ViterbiQuantisation;
  /** `simd`: Viterbi with integers, and then the one chosen if left out. */
  readonly backend?: Exclude<Backend, "gpu">;
  /** Steps that a decoder of a tail-biting code goes round before and after the frame; enough for its rate if left out. */
  readonly wrapSteps?: number;
}

/** What a decoder needs to know of a convolutional code. */
export interface ConvolutionalLayout {
  readonly name: string;
  readonly trellis: ConvolutionalTrellis;
  readonly informationBits: number;
  readonly codedBits: number;
  /** Where each coded bit stands among the outputs of all steps. */
  readonly index: Int32Array;
  readonly frame: ViterbiFrame;
  readonly isTailBiting: boolean;
}
