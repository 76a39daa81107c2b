import { wasmBase64 as float32Wasm } from "../generated/ldpc-float32.js";
import { wasmBase64 as int8Wasm } from "../generated/ldpc-int8.js";
import { wasmBase64 as int16Wasm } from "../generated/ldpc-int16.js";
import { type WasmFunctions, wasmInstance } from "../wasm-instance.js";
import { type LayerPlan, layerPlan, type PlannedEdge } from "./layer-plan.js";
import { checkLdpcFrame, checkLdpcSettings, type LdpcArithmetic, ldpcArithmetic } from "./ldpc-arithmetic.js";
import type { LdpcDecoder, LdpcOptions } from "./ldpc-decoder.js";
import type { LdpcSettings } from "./ldpc-settings.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";

const modules = { float32: float32Wasm, int16: int16Wasm, int8: int8Wasm };
const bytesOf = { float32: 4, int16: 2, int8: 1 };
const chunk = 16;

/**
 * The layered schedule on WebAssembly SIMD, lanes inside one code word; bit for bit the reference's integers.
 *
 * Each column stands in a buffer that holds it periodically and turned by its last shift, so that a layer reads it at
 * one offset without a wrap and writes to the column's other buffer: lanes beyond Z compute what lanes from 0 compute,
 * whatever Z is. The order of layers is fixed, so all offsets are made once; buffers come back to their places after
 * two iterations.
 */
export class SimdLdpcDecoder implements LdpcDecoder {
  iterations = 0;
  readonly #settings: LdpcSettings;
  readonly #accept: LdpcOptions["accept"];
  readonly #functions: WasmFunctions;
  readonly #llrs: Float32Array;
  readonly #messages: Uint8Array;
  readonly #hard: Uint8Array;
  readonly #layout: Layout;
  readonly #arithmetic: LdpcArithmetic;
  readonly #name: string;
  readonly #variables: number;

  /** @throws RangeError where a setting is outside its range, or asks for what only the reference does */
  constructor(code: QuasiCyclicCode, settings: LdpcSettings, options: LdpcOptions = {}) {
    checkLdpcSettings(settings);
    const obstacle = simdObstacle(settings, options);
    if (obstacle !== undefined) throw new RangeError(`LdpcSettings: backend: expected reference, since ${obstacle}`);
    this.#settings = settings;
    this.#accept = options.accept;
    this.#arithmetic = ldpcArithmetic(settings);
    const { kind, factor, offset, sixteenthsLess, largestMessage, isSumProduct } = this.#arithmetic;
    const plan = layerPlan(code, options.rows);
    const base = wasmInstance(modules[kind]).functions.heapBase();
    const layout = memoryLayout(code, plan, bytesOf[kind], base);
    const { functions, memory } = wasmInstance(modules[kind], layout.end);
    this.#functions = functions;
    this.#layout = layout;
    new Int32Array(memory.buffer, layout.tables, layout.words.length).set(layout.words);
    const reached = layout.columns * code.liftingSize;
    this.#variables = code.columns * code.liftingSize;
    this.#llrs = new Float32Array(memory.buffer, layout.llrs, reached);
    this.#messages = new Uint8Array(memory.buffer, layout.messages, layout.messageBytes);
    this.#hard = new Uint8Array(memory.buffer, layout.hard, reached);
    functions.place(layout.scratch);
    if (kind === "float32") functions.setRule(factor, offset, isSumProduct ? 1 : 0);
    else functions.setRule(sixteenthsLess, offset, largestMessage);
    this.#name = `SimdLdpcDecoder(${code.rows} x ${code.columns} blocks of ${code.liftingSize}, ${kind})`;
  }

  decode(llrs: Float32Array, hard: Uint8Array): boolean {
    const { iterations, stop } = this.#settings;
    const {
      loadTable,
      columns,
      z,
      zBytes,
      zp,
      length,
      llrs: llrsAt,
      line,
      layers,
      iterateTables,
      checkTables,
      checks,
      readTables,
      hard: hardAt,
    } = this.#layout;
    const { largestLlr, scale } = this.#arithmetic;
    checkLdpcFrame(llrs, hard, this.#variables);
    this.#llrs.set(llrs.length === this.#llrs.length ? llrs : llrs.subarray(0, this.#llrs.length));
    this.#functions.loadFrame(loadTable, columns, z, length, llrsAt, line, largestLlr, scale);
    this.#messages.fill(0);
    for (this.iterations = 1; ; this.iterations++) {
      const parity = (this.iterations - 1) % 2;
      this.#functions.iterate(iterateTables[parity], layers, zp, zBytes);
      const isLast = this.iterations >= iterations;
      if (stop === "none" && !isLast) continue;
      const isMet = this.#functions.holds(checkTables[parity], checks, zp, zBytes) === 1;
      if (!isMet && !isLast) continue;
      this.#functions.readBits(readTables[parity], columns, z, hardAt);
      hard.set(this.#hard);
      if (isLast || this.#accept === undefined || this.#accept(hard)) return isMet;
    }
  }

  toString(): string {
    return this.#name;
  }
}

/** Why the settings need the reference form; undefined where SIMD can do them. */
export function simdObstacle(
  { schedule, arithmetic, quantisation }: LdpcSettings,
  options: LdpcOptions,
): string | undefined {
  if (schedule !== "layered") return "only the reference has the flooding schedule";
  if (options.onIteration !== undefined) return "only the reference tells its messages";
  const native = arithmetic === "int16" ? 16 : 8;
  if (arithmetic !== "float32" && quantisation !== undefined && quantisation.posteriorBits !== native) {
    return `only the reference has posteriors of ${quantisation.posteriorBits} bits in ${arithmetic}`;
  }
  return undefined;
}

interface Layout {
  /** Z in lanes, in bytes, and in bytes of whole chunks. */
  readonly z: number;
  readonly zBytes: number;
  readonly zp: number;
  /** Bytes of a buffer that hold the column periodically. */
  readonly length: number;
  /** Columns that the rows in use reach, from the first. */
  readonly columns: number;
  readonly layers: number;
  readonly checks: number;
  readonly tables: number;
  readonly words: Int32Array;
  readonly loadTable: number;
  readonly iterateTables: readonly number[];
  readonly checkTables: readonly number[];
  readonly readTables: readonly number[];
  readonly scratch: number;
  readonly line: number;
  readonly llrs: number;
  readonly messages: number;
  readonly messageBytes: number;
  readonly hard: number;
  readonly end: number;
}

/** Where everything stands in linear memory, and the tables that the kernel walks. */
function memoryLayout(code: QuasiCyclicCode, plan: LayerPlan, bytes: number, base: number): Layout {
  const { liftingSize: z } = code;
  const { columns } = plan;
  const zBytes = z * bytes;
  const zp = Math.ceil(zBytes / chunk) * chunk;
  const length = zBytes + zp + chunk;
  const stride = Math.ceil((length + chunk) / 64) * 64;
  let at = Math.ceil(base / 64) * 64;
  const take = (size: number) => {
    const start = at;
    at = Math.ceil((at + size) / 64) * 64;
    return start;
  };
  const widest = Math.max(...plan.layers.map(({ edges, input }) => edges.length + (input ? 1 : 0)));
  const scratch = take(chunk * (3 * widest + 4));
  const line = take(zBytes + 4 * chunk);
  const buffers = take(2 * columns * stride);
  const seconds = plan.layers.map(({ edges }) => edges.filter(({ isRepeated }) => isRepeated).length);
  const own = take(Math.max(1, ...seconds) * stride);
  const edgeCount = plan.layers.reduce((sum, { edges }) => sum + edges.length, 0);
  const messageBytes = edgeCount * zp;
  const messages = take(messageBytes);
  const llrs = take(4 * columns * z + 4 * chunk);
  const hard = take(columns * z + 2 * chunk);

  const turned = lastShifts(plan, columns);
  const words: number[] = [];
  // Where each column is: its buffer (0 or 1) and its turn, as the layers go by.
  const place = new Uint8Array(columns);
  const turn = Int32Array.from(turned);
  const buffer = (column: number, which: number) => buffers + (2 * column + which) * stride;
  const table = (write: () => void) => {
    const start = words.length;
    write();
    return start;
  };
  const bufferTable = (skip: (column: number) => number) =>
    table(() => {
      for (let column = 0; column < columns; column++) words.push(buffer(column, place[column]), skip(column));
    });
  const loadStart = bufferTable((column) => turned[column]);
  const iterateStarts: number[] = [];
  const checkStarts: number[] = [];
  const readStarts: number[] = [];
  for (let iteration = 0; iteration < 2; iteration++) {
    iterateStarts.push(table(() => writeLayers()));
    checkStarts.push(table(() => writeChecks()));
    readStarts.push(bufferTable((column) => (z - turn[column]) % z));
  }

  function offset(edge: PlannedEdge): number {
    return ((edge.shift - turn[edge.column] + z) % z) * bytes;
  }

  function writeLayers(): void {
    let message = messages;
    for (const { edges, input } of plan.layers) {
      const lacking = edges.findIndex(({ lacksFirst }) => lacksFirst);
      const fixes = edges.filter(({ isRepeated }) => isRepeated);
      words.push(edges.length + (input ? 1 : 0), edges.length, message, fixes.length, lacking + 1);
      message += edges.length * zp;
      const fixWords: number[] = [];
      const readOf = (edge: PlannedEdge) => buffer(edge.column, place[edge.column]) + offset(edge);
      const reads = edges.map(readOf);
      const inputRead = input && readOf(input);
      edges.forEach((edge, index) => {
        const { column } = edge;
        // A first edge writes to the column's other buffer, and each one after it moves the column once more.
        const target = buffer(column, 1 - place[column]);
        if (!edge.isRepeated) {
          words.push(reads[index], target);
        } else {
          const ownAt = own + (fixWords.length / 4) * stride;
          words.push(reads[index], ownAt);
          fixWords.push(reads[index], readOf(edge), ownAt, target);
        }
        place[column] = 1 - place[column];
        turn[column] = edge.shift;
      });
      if (inputRead !== undefined) words.push(inputRead, 0);
      words.push(...fixWords);
    }
  }

  function writeChecks(): void {
    for (const { edges, input } of plan.layers) {
      if (input) continue;
      words.push(edges.length, edges.findIndex(({ lacksFirst }) => lacksFirst) + 1);
      for (const edge of edges) words.push(buffer(edge.column, place[edge.column]) + offset(edge));
    }
  }

  const tables = take(4 * words.length);
  const address = (start: number) => tables + 4 * start;
  return {
    z,
    zBytes,
    zp,
    length,
    columns,
    layers: plan.layers.length,
    checks: plan.layers.filter(({ input }) => !input).length,
    tables,
    words: Int32Array.from(words),
    loadTable: address(loadStart),
    iterateTables: iterateStarts.map(address),
    checkTables: checkStarts.map(address),
    readTables: readStarts.map(address),
    scratch,
    line,
    llrs,
    messages,
    messageBytes,
    hard,
    end: at,
  };
}

/** How each column is turned when an iteration ends, and so when a frame is loaded. */
function lastShifts({ layers }: LayerPlan, columns: number): Int32Array {
  const shifts = new Int32Array(columns);
  for (const { edges, input } of layers) {
    for (const { column, shift } of edges) shifts[column] = shift;
    if (input) shifts[input.column] = input.shift;
  }
  return shifts;
}
