import { wasmBase64 } from "../generated/reed-solomon.js";
import { type WasmFunctions, wasmInstance } from "../wasm-instance.js";
import {
  checkReedSolomonCode,
  type ReedSolomonCode,
  reedSolomonField,
  reedSolomonGenerator,
} from "./reed-solomon-code.js";
import type { ReedSolomonCodec } from "./reed-solomon-codec.js";

/** Logarithm that stands for none: a power table reads 0 for any sum with it. */
const noLog = 512;

/** Reed-Solomon codec in WebAssembly SIMD: the symbols and refusals of `ReferenceReedSolomonCodec`. */
export class SimdReedSolomonCodec implements ReedSolomonCodec {
  readonly symbols: Uint8Array;
  readonly erased: Uint8Array;
  readonly corrected: Int16Array;
  readonly #llrs: Float32Array;
  readonly #bits: Uint8Array;
  readonly #functions: WasmFunctions;
  readonly #text: string;

  /** @throws RangeError where no such code exists, naming the argument */
  constructor(code: ReedSolomonCode) {
    checkReedSolomonCode(code);
    const field = reedSolomonField(code);
    const { symbolBits, symbols, parity, interleaving, firstRoot } = code;
    const { functions, memory, reserve } = wasmInstance(wasmBase64);
    const end = functions.prepare(symbolBits, symbols, parity, interleaving, firstRoot);
    reserve(end);
    const { buffer } = memory;
    const all = symbols * interleaving;
    this.symbols = new Uint8Array(buffer, functions.symbolAddress(), all);
    this.erased = new Uint8Array(buffer, functions.erasedAddress(), all);
    this.corrected = new Int16Array(buffer, functions.correctedAddress(), interleaving);
    this.#llrs = new Float32Array(buffer, functions.llrAddress(), all * symbolBits);
    this.#bits = new Uint8Array(buffer, functions.bitAddress(), all * symbolBits);
    new Uint8Array(buffer, functions.expAddress(), field.exp.length).set(field.exp);
    const logs = new Uint16Array(buffer, functions.logAddress(), field.order + 1);
    logs.set(field.log);
    logs[0] = noLog;
    const element = new Uint8Array(buffer, functions.elementAddress(), field.order + 1);
    const sent = new Uint8Array(buffer, functions.sentAddress(), field.order + 1);
    for (let i = 0; i <= field.order; i++) {
      sent[i] = code.sentSymbols?.[i] ?? i;
      element[sent[i]] = i;
    }
    this.#bits.set(reedSolomonGenerator(code, field).subarray(1));
    functions.makeTables(functions.bitAddress());
    this.#functions = functions;
    this.#text = `Reed-Solomon (${symbols}, ${symbols - parity}), SIMD, ${interleaving} words a frame`;
  }

  encode(): void {
    this.#functions.encode();
  }

  correct(): boolean {
    return this.#functions.correct() === 0;
  }

  receive(llrs: Float32Array, erasureThreshold: number): boolean {
    this.#llrs.set(llrs);
    return this.#functions.receive(erasureThreshold) === 0;
  }

  information(bits: Uint8Array): void {
    this.#functions.information(bits.length);
    bits.set(this.#bits.subarray(0, bits.length));
  }

  toString(): string {
    return this.#text;
  }
}
