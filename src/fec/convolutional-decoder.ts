import type { ViterbiDecoder, ViterbiFrame } from "../../kernels/viterbi/viterbi-decoder.js";
import { mostViterbiSteps } from "../../kernels/viterbi/viterbi-frame.js";
import { ReferenceViterbiDecoder } from "../../kernels/viterbi/viterbi-reference.js";
import { viterbiCount, viterbiCounts } from "../../kernels/viterbi/viterbi-settings.js";
import { SimdViterbiDecoder } from "../../kernels/viterbi/viterbi-simd.js";
import { BcjrDecoder } from "./bcjr.js";
import type { ChannelDecoder } from "./channel-code.js";
import { checkLength, checkLlrs, checkWhole } from "./check-arguments.js";
import type { ConvolutionalLayout, ConvolutionalSettings } from "./convolutional-settings.js";

/**
 * Decoder of a convolutional code: puncturing undone, wrapped round for tail-biting codes, then a trellis decoder.
 */
export class ConvolutionalChannelDecoder implements ChannelDecoder {
  readonly iterations = 1;
  readonly #code: ConvolutionalLayout;
  readonly #decoder: ViterbiDecoder;
  /** Steps before the frame's first. */
  readonly #wrapSteps: number;
  /** LLRs of the frame's outputs, once; the decoder's own where nothing is wrapped round. */
  readonly #outputs: Float32Array;
  /** Bits of all steps, with those wrapped round. */
  readonly #bits: Uint8Array;

  /** @throws RangeError where a setting is outside its range, naming it */
  constructor(code: ConvolutionalLayout, settings: ConvolutionalSettings) {
    const { frame, isTailBiting, trellis } = code;
    if (settings.wrapSteps !== undefined && !isTailBiting) {
      throw new RangeError("ConvolutionalSettings: wrapSteps: expected none but for tail-biting codes, found one");
    }
    this.#code = code;
    this.#wrapSteps = isTailBiting ? wrapStepsOf(code, settings) : 0;
    const steps = frame.steps + 2 * this.#wrapSteps;
    const most = mostViterbiSteps(trellis) - (steps - code.informationBits);
    if (settings.decoder === "viterbi" && code.informationBits > most) {
      throw new RangeError(
        `ConvolutionalSpec: informationBits: expected at most ${most} with constraint length ${trellis.constraintLength} ` +
          `and Viterbi, found ${code.informationBits}`,
      );
    }
    this.#decoder = trellisDecoder(code, { ...frame, steps }, settings);
    this.#outputs = isTailBiting ? new Float32Array(frame.steps * trellis.outputs) : this.#decoder.llrs;
    this.#bits = new Uint8Array(isTailBiting ? steps : 0);
  }

  decode(llrs: Float32Array, information: Uint8Array): boolean {
    const { name, codedBits, informationBits, index } = this.#code;
    checkLength(name, "llrs", llrs, codedBits);
    checkLength(name, "information", information, informationBits);
    const outputs = this.#outputs;
    if (codedBits === outputs.length) outputs.set(llrs);
    else for (let i = 0; i < index.length; i++) outputs[index[i]] = llrs[i];
    if (this.#wrapSteps === 0) {
      if (!this.#decoder.decode(information)) checkLlrs(name, "llrs", llrs, codedBits);
      return true;
    }
    this.#wrap();
    if (!this.#decoder.decode(this.#bits)) checkLlrs(name, "llrs", llrs, codedBits);
    information.set(this.#bits.subarray(this.#wrapSteps, this.#wrapSteps + informationBits));
    return true;
  }

  toString(): string {
    return `${this.#decoder}`;
  }

  /** The frame over and over, so that its first bit stands at `wrapSteps`. */
  #wrap(): void {
    const outputs = this.#outputs;
    const whole = this.#decoder.llrs;
    const { length } = outputs;
    const first = (this.#wrapSteps * this.#code.trellis.outputs) % length;
    for (let at = first - length; at < whole.length; at += length) {
      const from = Math.max(0, -at);
      whole.set(outputs.subarray(from, Math.min(length, whole.length - at)), at + from);
    }
  }
}

/** Twice the length after which survivors of random codes of the rate have merged: 2.5 (K - 1) / (1 - R). */
function wrapStepsOf(
  { trellis, informationBits, codedBits }: ConvolutionalLayout,
  { wrapSteps }: ConvolutionalSettings,
) {
  if (wrapSteps !== undefined) {
    checkWhole("ConvolutionalSettings", "wrapSteps", wrapSteps, 1, 100_000);
    return wrapSteps;
  }
  return Math.ceil((5 * (trellis.constraintLength - 1)) / (1 - Math.min(informationBits / codedBits, 0.95)));
}

function trellisDecoder(
  { trellis }: ConvolutionalLayout,
  frame: ViterbiFrame,
  settings: ConvolutionalSettings,
): ViterbiDecoder {
  const { decoder, arithmetic, quantisation, backend } = settings;
  if (!["float32", "int16", "int8"].includes(arithmetic)) {
    throw new RangeError(`ConvolutionalSettings: arithmetic: expected float32, int16 or int8, found ${arithmetic}`);
  }
  if (backend !== undefined && backend !== "reference" && backend !== "simd") {
    throw new RangeError(`ConvolutionalSettings: backend: expected reference or simd, found ${backend}`);
  }
  switch (decoder) {
    case "viterbi":
      if (arithmetic === "float32") {
        if (backend === "simd") throw new RangeError("ConvolutionalSettings: backend: expected reference with float32");
        return new ReferenceViterbiDecoder(trellis, frame, arithmetic, quantisation);
      }
      return backend === "reference"
        ? new ReferenceViterbiDecoder(trellis, frame, arithmetic, quantisation)
        : new SimdViterbiDecoder(trellis, frame, arithmetic, quantisation);
    case "bcjr-log":
    case "bcjr-max-log":
      if (backend === "simd")
        throw new RangeError(`ConvolutionalSettings: backend: expected reference with ${decoder}`);
      if (decoder === "bcjr-log" && arithmetic !== "float32") {
        throw new RangeError(`ConvolutionalSettings: arithmetic: expected float32 with bcjr-log, found ${arithmetic}`);
      }
      return bcjrHardDecision(trellis, frame, settings);
    default:
      throw new RangeError(
        `ConvolutionalSettings: decoder: expected viterbi, bcjr-max-log or bcjr-log, found ${decoder}`,
      );
  }
}

/** The signs of the BCJR algorithm's posteriors, of 0 as a bit 0; integers go in as counts and stay exact in double. */
function bcjrHardDecision(
  trellis: ConvolutionalLayout["trellis"],
  frame: ViterbiFrame,
  { decoder, arithmetic, quantisation }: ConvolutionalSettings,
): ViterbiDecoder {
  if (arithmetic === "float32" && quantisation !== undefined) {
    throw new RangeError("ConvolutionalSettings: quantisation: expected none with float32 arithmetic, found one");
  }
  const counts = arithmetic === "float32" ? undefined : viterbiCounts(trellis, frame, arithmetic, quantisation);
  const bcjr = new BcjrDecoder(trellis, frame, decoder === "bcjr-log" ? "log" : "max-log");
  const llrs = new Float32Array(frame.steps * trellis.outputs);
  const counted = counts ? new Float32Array(llrs.length) : llrs;
  const posteriors = new Float64Array(frame.steps);
  return {
    llrs,
    decode: (bits) => {
      if (!llrs.every(Number.isFinite)) return false;
      if (counts) for (let i = 0; i < llrs.length; i++) counted[i] = viterbiCount(llrs[i], counts);
      bcjr.decode(counted, posteriors);
      for (let i = 0; i < bits.length; i++) bits[i] = posteriors[i] < 0 ? 1 : 0;
      return true;
    },
    toString: () => `${decoder}, ${2 ** (trellis.constraintLength - 1)} states, ${frame.steps} steps, ${arithmetic}`,
  };
}
