import { wasmBase64 } from "../generated/qc-xor.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import type { QcXor } from "./qc-xor.js";
import { type QcXorMatrix, qcXorMatrix } from "./qc-xor-matrix.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";

const alignment = 64;
/** A chunk of lanes is read and written as a whole, beyond the last bit. */
const overrun = 16;

/** `QcXor` in WebAssembly SIMD: 16 bits an instruction, whatever Z is. O(edges Z / 16). */
export function qcXorSimd(code: QuasiCyclicCode): QcXor {
  const matrix = qcXorMatrix(code);
  const { liftingSize: z, rows, columns, edges, inputBits, outputBits } = matrix;
  const stride = 2 * z + overrun;
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase(), alignment);
  const inputAt = layout.take(inputBits + overrun);
  const buffers = layout.take(columns * stride);
  const sums = layout.take(outputBits + overrun);
  const outputAt = layout.take(outputBits + overrun);
  const table = layout.take(4 * (2 * rows + edges.length));
  reserve(layout.end);
  const words = rowTable(matrix, ({ column, shift }) => buffers + column * stride + shift);
  new Int32Array(memory.buffer, table, words.length).set(words);
  const inputView = new Uint8Array(memory.buffer, inputAt, inputBits);
  const sumsView = new Uint8Array(memory.buffer, sums, outputBits);
  const outputView = new Uint8Array(memory.buffer, outputAt, outputBits);
  const { doubleColumns, sumRows, addBits } = functions;
  const sum = (input: Uint8Array) => {
    inputView.set(input);
    doubleColumns(inputAt, columns, z, buffers, stride);
    sumRows(table, rows, z, sums);
  };
  return {
    inputBits,
    outputBits,
    multiply: (input, output) => {
      matrix.check(input, output);
      sum(input);
      output.set(sumsView);
    },
    accumulate: (input, output) => {
      matrix.check(input, output);
      outputView.set(output);
      sum(input);
      addBits(outputAt, sums, outputBits);
      output.set(outputView);
    },
    toString: () => matrix.describe("simd"),
  };
}

/** The table that the kernel walks: see `sumRows`. */
function rowTable({ rows, edges }: QcXorMatrix, address: (edge: QcXorMatrix["edges"][number]) => number): Int32Array {
  const ofRow = Array.from({ length: rows }, (): { whole: number[]; lacking: number[] } => ({
    whole: [],
    lacking: [],
  }));
  for (const edge of edges) ofRow[edge.row][edge.lacksFirst ? "lacking" : "whole"].push(address(edge));
  return Int32Array.from(
    ofRow.flatMap(({ whole, lacking }) => [whole.length + lacking.length, lacking.length, ...whole, ...lacking]),
  );
}
