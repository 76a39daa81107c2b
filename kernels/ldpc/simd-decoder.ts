import { wasmBase64 as float32Wasm } from "../generated/ldpc-float32.js";
import { wasmBase64 as int8Wasm } from "../generated/ldpc-int8.js";
import { wasmBase64 as int16Wasm } from "../generated/ldpc-int16.js";
import { type WasmFunctions, wasmInstance } from "../wasm-instance.js";
import { describeLdpcDecoder } from "./describe-decoder.js";
import { addInputMessages } from "./input-posteriors.js";
import { type LayerPlan, layerPlan } from "./layer-plan.js";
import { checkLdpcFrame, checkLdpcSettings, type LdpcArithmetic, ldpcArithmetic } from "./ldpc-arithmetic.js";
import type { LdpcDecoder, LdpcOptions } from "./ldpc-decoder.js";
import type { LdpcSettings } from "./ldpc-settings.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";
import { type SimdLayout, simdLayout } from "./simd-layout.js";

const modules = { float32: float32Wasm, int16: int16Wasm, int8: int8Wasm };
const numbersOf = { float32: Float32Array, int16: Int16Array, int8: Int8Array };

/**
 * Belief propagation on WebAssembly SIMD, lanes inside one code word; bit for bit the reference's integers.
 *
 * Each column stands in a buffer that holds it periodically and turned by its last shift, so that a layer reads it at
 * one offset without a wrap and writes to the column's other buffer: lanes beyond Z compute what lanes from 0 compute,
 * whatever Z is. The order of layers is fixed, so all offsets are made once; buffers come back to their places after
 * two iterations. O(edges Z / lanes) an iteration.
 */
export class SimdLdpcDecoder implements LdpcDecoder {
  iterations = 0;
  readonly #code: QuasiCyclicCode;
  readonly #settings: LdpcSettings;
  readonly #options: LdpcOptions;
  readonly #arithmetic: LdpcArithmetic;
  readonly #plan: LayerPlan;
  readonly #layout: SimdLayout;
  readonly #functions: WasmFunctions;
  readonly #llrs: Float32Array;
  readonly #messages: Uint8Array;
  readonly #hard: Uint8Array;
  /** All memory, as the arithmetic's numbers. */
  readonly #numbers: Float32Array | Int16Array | Int8Array;
  /** Messages in LLR units, made where posteriors are asked for. */
  #messageLlrs: Float32Array | undefined;

  /** @throws RangeError where a setting is outside its range */
  constructor(code: QuasiCyclicCode, settings: LdpcSettings, options: LdpcOptions = {}) {
    checkLdpcSettings(settings);
    const arithmetic = ldpcArithmetic(settings);
    const { kind } = arithmetic;
    const plan = layerPlan(code, options.rows);
    const numbers = numbersOf[kind];
    const { functions, memory, reserve } = wasmInstance(modules[kind]);
    const heapBase = functions.heapBase();
    const layout = simdLayout(plan, code.liftingSize, numbers.BYTES_PER_ELEMENT, settings.schedule, heapBase);
    reserve(layout.end);
    this.#code = code;
    this.#settings = settings;
    this.#options = options;
    this.#arithmetic = arithmetic;
    this.#plan = plan;
    this.#layout = layout;
    this.#functions = functions;
    const reached = layout.columns * code.liftingSize;
    this.#llrs = new Float32Array(memory.buffer, layout.llrs, reached);
    this.#messages = new Uint8Array(memory.buffer, layout.messages, layout.messageBytes);
    this.#hard = new Uint8Array(memory.buffer, layout.hard, reached);
    this.#numbers = new numbers(memory.buffer);
    new Int32Array(memory.buffer, layout.tables, layout.words.length).set(layout.words);
    functions.place(layout.scratch);
    const { factor, offset, sixteenthsLess, largestMessage, largestPosterior, isSumProduct } = arithmetic;
    if (kind === "float32") functions.setFloatRule(factor, offset, isSumProduct ? 1 : 0);
    else functions.setRule(sixteenthsLess, offset, largestMessage, largestPosterior);
  }

  decode(llrs: Float32Array, hard: Uint8Array): boolean {
    const { iterations, stop } = this.#settings;
    const { accept, onIteration } = this.#options;
    const { columns, z, zBytes, zp, checks } = this.#layout;
    checkLdpcFrame(llrs, hard, this.#code.columns * this.#code.liftingSize);
    this.#load(llrs);
    for (this.iterations = 1; ; this.iterations++) {
      const tables = this.#layout.iterations[(this.iterations - 1) % 2];
      this.#iterate(tables);
      if (onIteration) this.#trace(tables, onIteration);
      const isLast = this.iterations >= iterations;
      if (stop === "none" && !isLast) continue;
      const isMet = this.#functions.holds(tables.checks, checks, zp, zBytes) === 1;
      if (!isMet && !isLast) continue;
      this.#functions.readBits(tables.posteriors, columns, z, this.#layout.hard);
      hard.set(this.#hard);
      if (isLast || accept === undefined || accept(hard)) return isMet;
    }
  }

  posteriors(llrs: Float32Array): void {
    const { z, columns, words, tables: wordsAt, iterations, messagesOf } = this.#layout;
    const { scale } = this.#arithmetic;
    const memory = this.#numbers;
    const bytes = memory.BYTES_PER_ELEMENT;
    const table = (iterations[(this.iterations - 1) % 2].posteriors - wordsAt) / 4;
    for (let column = 0; column < columns; column++) {
      const start = words[table + 2 * column] / bytes + words[table + 2 * column + 1];
      for (let i = 0; i < z; i++) llrs[column * z + i] = memory[start + i] / scale;
    }
    this.#messageLlrs ??= new Float32Array(this.#code.edges.length * z);
    const messages = this.#messageLlrs;
    const lanes = 16 / bytes;
    for (let e = 0; e < messagesOf.length; e++) {
      const { index, start, step } = messagesOf[e];
      for (let i = 0, chunk = start / bytes; i < z; i += lanes, chunk += step / bytes) {
        const last = Math.min(lanes, z - i);
        for (let lane = 0; lane < last; lane++) messages[index * z + i + lane] = memory[chunk + lane] / scale;
      }
    }
    addInputMessages(this.#plan, z, this.#arithmetic, messages, llrs);
  }

  toString(): string {
    return describeLdpcDecoder("simd", this.#code, this.#settings, this.#arithmetic, this.#options.rows);
  }

  #load(llrs: Float32Array): void {
    const { loadTable, firstCopies, columns, z, length, llrs: llrsAt, line } = this.#layout;
    const { largestLlr, scale } = this.#arithmetic;
    this.#llrs.set(llrs.length === this.#llrs.length ? llrs : llrs.subarray(0, this.#llrs.length));
    this.#functions.loadFrame(loadTable, columns, z, length, llrsAt, line, largestLlr, scale);
    if (this.#settings.schedule === "flooding") this.#functions.copyColumns(firstCopies, columns, length);
    this.#messages.fill(0);
  }

  #iterate(tables: SimdLayout["iterations"][number]): void {
    const { layers, columns, zp, zBytes, length } = this.#layout;
    if (this.#settings.schedule === "layered") {
      this.#functions.iterate(tables.layers, layers, zp, zBytes);
    } else {
      this.#functions.copyColumns(tables.copies, columns, length);
      this.#functions.flood(tables.layers, layers, zp, zBytes);
    }
  }

  #trace(tables: SimdLayout["iterations"][number], onIteration: NonNullable<LdpcOptions["onIteration"]>): void {
    const { z, columns, messagesOf, words, tables: wordsAt } = this.#layout;
    const memory = this.#numbers;
    const bytes = memory.BYTES_PER_ELEMENT;
    const lanes = 16 / bytes;
    const numbers = numbersOf[this.#arithmetic.kind];
    const posteriors = new numbers(columns * z);
    const messages = new numbers(this.#code.edges.length * z);
    for (let column = 0; column < columns; column++) {
      const at = (tables.posteriors - wordsAt) / 4 + 2 * column;
      const start = words[at] / bytes + words[at + 1];
      posteriors.set(memory.subarray(start, start + z), column * z);
    }
    for (const { index, start, step } of messagesOf) {
      for (let i = 0; i < z; i++) {
        messages[index * z + i] = memory[(start + step * Math.floor(i / lanes)) / bytes + (i % lanes)];
      }
    }
    const rows = this.#options.rows ?? this.#code.rows;
    onIteration({ code: this.#code, rows, iteration: this.iterations, posteriors, messages });
  }
}
