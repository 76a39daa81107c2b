import type { QuasiCyclicCode } from "../../kernels/ldpc/quasi-cyclic-code.js";
import { binarySolution } from "./binary-system.js";
import { type Ar4jaRate, ar4jaExtraBlocks, ar4jaPermutation, ar4jaQuasiCyclic } from "./ccsds-ldpc-matrix.js";
import { CirculantMatrix } from "./circulant-matrix.js";

/** Fills in the parity of words whose information stands at their beginning. */
export interface LdpcWordEncoder {
  /** @param word  information, then parity, one bit an element */
  encode(word: Uint8Array): void;
}

/**
 * A systematic encoder by rows of the generator matrix: parity of a word is the sum of the rows of its ones.
 *
 * @param code    any code whose last columns can be solved for
 * @param parity  variables at the end that are parity
 * @param zero    of them, those that are 0 for every word (places among the parity)
 */
export function generatorEncoder(code: QuasiCyclicCode, parity: number, zero: readonly number[] = []): LdpcWordEncoder {
  const { liftingSize: z, rows, columns, edges } = code;
  const information = columns * z - parity;
  const free = Array.from({ length: parity }, (_, place) => place).filter((place) => !zero.includes(place));
  const unknownOf = new Int32Array(parity).fill(-1);
  free.forEach((place, index) => {
    unknownOf[place] = index;
  });
  const system = Array.from({ length: rows * z }, () => new Uint32Array(Math.ceil((free.length + information) / 32)));
  for (const { row, column, shift } of edges) {
    for (let i = 0; i < z; i++) {
      const variable = column * z + ((i + shift) % z);
      const at = variable < information ? free.length + variable : unknownOf[variable - information];
      if (at >= 0) system[row * z + i][at >>> 5] ^= 1 << (at & 31);
    }
  }
  const solution = binarySolution(system, free.length, information);
  const words = Math.ceil(parity / 32);
  const generator = new Uint32Array(information * words);
  free.forEach((place, unknown) => {
    for (let bit = 0; bit < information; bit++) {
      if ((solution[unknown][bit >>> 5] >>> (bit & 31)) & 1)
        generator[bit * words + (place >>> 5)] |= 1 << (place & 31);
    }
  });
  const sum = new Uint32Array(words);
  return {
    encode: (word) => {
      sum.fill(0);
      for (let bit = 0; bit < information; bit++) {
        if (word[bit] === 0) continue;
        const start = bit * words;
        for (let w = 0; w < words; w++) sum[w] ^= generator[start + w];
      }
      for (let i = 0; i < parity; i++) word[information + i] = (sum[i >>> 5] >>> (i & 31)) & 1;
    },
  };
}

/**
 * The encoder of an AR4JA code by its structure: of its three parity blocks of M bits the last one, v5, solves
 *
 *     (I + (pi_7 + pi_8) (pi_2 + pi_3 + pi_4)) v5 = s,
 *
 * s a sparse sum over the information; the others follow from it by sparse sums. O(M^2 / 32) a frame.
 */
export function ar4jaEncoder(size: number, rate: Ar4jaRate): LdpcWordEncoder {
  const quarter = size / 4;
  const code = ar4jaQuasiCyclic(size, rate);
  const sum = (...terms: number[]) => {
    const matrix = CirculantMatrix.zero(4, quarter);
    for (const k of terms) {
      ar4jaPermutation(k, size).forEach(([column, shift], row) => {
        matrix.toggle(row, column, shift);
      });
    }
    return matrix;
  };
  const inverse = sum(0)
    .plus(sum(7, 8).times(sum(2, 3, 4)))
    .inverse();
  const information = (ar4jaExtraBlocks[rate] + 2) * size;
  const [third, fourth, fifth] = [information, information + size, information + 2 * size];
  const column = (variable: number) => variable / quarter;
  /** Sum of a block row's edges into columns up to a bound. */
  const rowSum = (row: number, before: number) =>
    code.edges.filter((edge) => edge.row >> 2 === row && edge.column < column(before));
  const [ofV4, ofV5] = [rowSum(1, third), rowSum(2, third)];
  const [v4FromV5, v3FromV5] = [1, 0].map((row) =>
    code.edges.filter((edge) => edge.row >> 2 === row && edge.column >= column(fifth)),
  );
  const v5FromV4 = code.edges.filter(
    (edge) => edge.row >> 2 === 2 && edge.column >= column(fourth) && edge.column < column(fifth),
  );
  const part = new Uint8Array(size);
  const total = new Uint8Array(size);
  return {
    encode: (word) => {
      // What v4 is without v5, then what v5 has to cancel.
      addEdges(part.fill(0), word, 0, ofV4, quarter);
      word.set(part, fourth);
      addEdges(total.fill(0), word, 0, ofV5, quarter);
      addEdges(total, word, 0, v5FromV4, quarter);
      inverse.multiply(total, word, fifth);
      addEdges(part, word, 0, v4FromV5, quarter);
      word.set(part, fourth);
      addEdges(total.fill(0), word, 0, v3FromV5, quarter);
      word.set(total, third);
    },
  };
}

/** out += the edges' circulants times the word; block rows of one band of four. */
function addEdges(
  out: Uint8Array,
  word: Uint8Array,
  start: number,
  edges: QuasiCyclicCode["edges"],
  size: number,
): void {
  for (const { row, column, shift } of edges) {
    const to = (row & 3) * size;
    const from = start + column * size;
    const tail = size - shift;
    for (let i = 0; i < tail; i++) out[to + i] ^= word[from + shift + i];
    for (let i = tail; i < size; i++) out[to + i] ^= word[from + i - tail];
  }
}
