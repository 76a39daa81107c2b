import { type QcXorMatrix, qcXorMatrix } from "./qc-xor-matrix.js";
import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";

/** A quasi-cyclic matrix over GF(2) that bits are multiplied by: the work of an LDPC encoder. */
export interface QcXor {
  /** Columns times Z. */
  readonly inputBits: number;
  /** Rows times Z. */
  readonly outputBits: number;
  /**
   * output = H input.
   * @param input   bits, one an element, column after column
   * @param output  bits, row after row; not the same memory as `input`
   * @throws RangeError where a length is wrong
   */
  multiply(input: Uint8Array, output: Uint8Array): void;
  /** output = output + H input: `multiply` on top of what is there. */
  accumulate(input: Uint8Array, output: Uint8Array): void;
  toString(): string;
}

/**
 * The reference form: output bit i of a row is the sum over the row's edges of input bit (i + shift) mod Z of the edge's
 * column. O(edges Z).
 *
 * @param code  all of a parity-check matrix or a part of it; rows and columns may be empty
 * @throws RangeError where an edge lies outside the matrix
 */
export function qcXorReference(code: QuasiCyclicCode): QcXor {
  const matrix = qcXorMatrix(code);
  const accumulate: QcXor["accumulate"] = (input, output) => {
    matrix.check(input, output);
    add(matrix, input, output);
  };
  const multiply: QcXor["multiply"] = (input, output) => {
    matrix.check(input, output);
    output.fill(0);
    add(matrix, input, output);
  };
  const { inputBits, outputBits } = matrix;
  return { inputBits, outputBits, multiply, accumulate, toString: () => matrix.describe("reference") };
}

function add({ liftingSize: z, edges }: QcXorMatrix, input: Uint8Array, output: Uint8Array): void {
  for (const { row, column, shift, lacksFirst } of edges) {
    for (let i = lacksFirst ? 1 : 0; i < z; i++) output[row * z + i] ^= input[column * z + ((i + shift) % z)];
  }
}
