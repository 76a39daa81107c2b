import { wasmBase64 } from "../generated/polar-list.js";
import { wasmInstance } from "../wasm-instance.js";
import { hasParityBits, type PolarCode, polarStages } from "./polar-code.js";
import type { PolarListDecoder } from "./polar-list-decoder.js";
import { polarProgram } from "./polar-program.js";
import { type PolarListSettings, polarChannelValues, polarCounts } from "./polar-settings.js";

const bytesShift = { int8: 0, int16: 1, float32: 2 } as const;

/**
 * Successive-cancellation list decoding in WebAssembly SIMD, the lanes along a node's LLRs: the same decisions and
 * metrics as `ReferencePolarListDecoder` with fast nodes, bit for bit in every arithmetic.
 */
export class SimdPolarListDecoder implements PolarListDecoder {
  readonly #length: number;
  readonly #settings: PolarListSettings;
  readonly #counts: ReturnType<typeof polarCounts>;
  readonly #channel: Float32Array | Int16Array | Int8Array;
  readonly #metrics: Int32Array | Float32Array;
  readonly #word: Uint8Array;
  readonly #run: () => number;
  readonly #takeWord: (path: number) => number;
  readonly #ranks: Uint8Array;
  #paths = 0;

  constructor(code: PolarCode, settings: PolarListSettings) {
    const { length } = code.bits;
    const { listSize, arithmetic } = settings;
    const stages = polarStages(code);
    this.#length = length;
    this.#settings = settings;
    this.#counts = polarCounts(settings);
    this.#ranks = new Uint8Array(listSize);

    const program = polarProgram(code);
    const { functions, memory, reserve } = wasmInstance(wasmBase64);
    const end = functions.prepare(
      stages,
      listSize,
      bytesShift[arithmetic],
      this.#counts?.limit ?? 0,
      hasParityBits(code) ? 1 : 0,
      program.length,
    );
    reserve(end);
    const { buffer } = memory;
    new Uint32Array(buffer, functions.programAddress(), program.length).set(program);
    const channel = functions.channelAddress();
    const metrics = functions.metricAddress();
    this.#word = new Uint8Array(buffer, functions.wordAddress(), length);
    if (arithmetic === "float32") {
      this.#channel = new Float32Array(buffer, channel, length);
      this.#metrics = new Float32Array(buffer, metrics, listSize);
      this.#run = functions.decodeFloat32;
    } else {
      this.#channel =
        arithmetic === "int8" ? new Int8Array(buffer, channel, length) : new Int16Array(buffer, channel, length);
      this.#metrics = new Int32Array(buffer, metrics, listSize);
      this.#run = arithmetic === "int8" ? functions.decodeInt8 : functions.decodeInt16;
    }
    this.#takeWord = functions.takeWord;
  }

  decode(llrs: Float32Array): void {
    polarChannelValues(llrs, this.#counts, this.#channel);
    this.#paths = this.#run();
    // By rising metric; equal ones in the paths' order.
    const ranks = this.#ranks;
    const metrics = this.#metrics;
    for (let path = 0; path < this.#paths; path++) {
      let rank = path;
      for (; rank > 0 && metrics[ranks[rank - 1]] > metrics[path]; rank--) ranks[rank] = ranks[rank - 1];
      ranks[rank] = path;
    }
  }

  get paths(): number {
    return this.#paths;
  }

  metric(rank: number): number {
    return this.#metrics[this.#ranks[rank]];
  }

  word(rank: number, word: Uint8Array): void {
    this.#takeWord(this.#ranks[rank]);
    word.set(this.#word);
  }

  toString(): string {
    return `polar list decoder, SIMD, N=${this.#length}, list ${this.#settings.listSize}, ${this.#settings.arithmetic}`;
  }
}
