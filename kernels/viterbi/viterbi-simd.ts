import { wasmBase64 } from "../generated/viterbi.js";
import { wasmInstance } from "../wasm-instance.js";
import { type ConvolutionalTrellis, trellisOutputs } from "./convolutional-trellis.js";
import type { ViterbiDecoder, ViterbiFrame } from "./viterbi-decoder.js";
import { checkViterbiFrame } from "./viterbi-frame.js";
import { type ViterbiCounts, type ViterbiQuantisation, viterbiCounts } from "./viterbi-settings.js";

const vectorBytes = 16;
/** Outputs whose costs share a table. */
const tableOutputs = 3;

/**
 * The Viterbi algorithm in WebAssembly SIMD, the lanes along the states: the decisions of `ReferenceViterbiDecoder` with
 * the same counts, bit for bit.
 *
 * 64 states, rate 1/2 and int8 have a loop of their own that keeps all path metrics in four vectors.
 */
export class SimdViterbiDecoder implements ViterbiDecoder {
  readonly llrs: Float32Array;
  readonly #bits: Uint8Array;
  readonly #counts: ViterbiCounts;
  readonly #run: (scale: number, largest: number) => number;
  readonly #text: string;

  /** @throws RangeError where a setting is outside its range, naming it */
  constructor(
    trellis: ConvolutionalTrellis,
    frame: ViterbiFrame,
    arithmetic: "int16" | "int8",
    quantisation?: ViterbiQuantisation,
  ) {
    checkViterbiFrame(trellis, frame);
    const { states, outputs, constraintLength } = trellis;
    this.#counts = viterbiCounts(trellis, frame, arithmetic, quantisation);
    const bytes = arithmetic === "int8" ? 1 : 2;
    const { functions, memory, reserve } = wasmInstance(wasmBase64);
    const end = functions.prepare(
      states,
      outputs,
      frame.steps,
      bytes - 1,
      flips(trellis, 1) === flips(trellis, states) ? 1 : 0,
      this.#counts.normalisedEvery,
      frame.end === "zero" ? 2 ** (constraintLength - 1) : 1,
    );
    reserve(end);
    const { buffer } = memory;
    this.llrs = new Float32Array(buffer, functions.llrAddress(), frame.steps * outputs);
    this.#bits = new Uint8Array(buffer, functions.bitAddress(), frame.steps);
    new Uint8Array(buffer, functions.laneAddress()).set(laneTable(trellis, bytes));
    const initial = functions.initialAddress();
    if (bytes === 1) new Uint8Array(buffer, initial, states).set(this.#counts.initialMetrics);
    else new Uint16Array(buffer, initial, states).set(this.#counts.initialMetrics);
    this.#run = bytes === 1 ? functions.decodeInt8 : functions.decodeInt16;
    this.#text = `Viterbi, SIMD, ${states} states, ${frame.steps} steps, ${arithmetic}`;
  }

  decode(bits: Uint8Array): boolean {
    if (this.#run(this.#counts.scale, this.#counts.largestLlr) !== 0) return false;
    bits.set(bits.length === this.#bits.length ? this.#bits : this.#bits.subarray(0, bits.length));
    return true;
  }

  toString(): string {
    return this.#text;
  }
}

/** Outputs that an input of the window turns over. */
function flips(trellis: ConvolutionalTrellis, input: number): number {
  return trellisOutputs(trellis, input) ^ trellis.inverted;
}

/**
 * Where each lane finds its cost: byte offsets into tables of 8 costs, [table][vector][way][lane], for states j below
 * half of all; way 2 u + b leads from state j + b * half to 2 j + u.
 */
function laneTable(trellis: ConvolutionalTrellis, bytes: number): Uint8Array {
  const { states, outputs } = trellis;
  const half = states / 2;
  const tables = Math.ceil(outputs / tableOutputs);
  const lanes = vectorBytes / bytes;
  const table = new Uint8Array(tables * 4 * half * bytes);
  let at = 0;
  for (let t = 0; t < tables; t++) {
    for (let first = 0; first < half; first += lanes) {
      for (let way = 0; way < 4; way++) {
        for (let lane = 0; lane < lanes; lane++) {
          const state = first + lane + (way & 1) * half;
          const words = trellisOutputs(trellis, 2 * state + (way >> 1));
          const word = (words >> (tableOutputs * t)) & 7;
          for (let byte = 0; byte < bytes; byte++) table[at++] = bytes * word + byte;
        }
      }
    }
  }
  return table;
}
