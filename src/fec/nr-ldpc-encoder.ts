import { qcXor } from "../../kernels/ldpc/create-qc-xor.js";
import type { QcXor } from "../../kernels/ldpc/qc-xor.js";
import type { QuasiCyclicEdge } from "../../kernels/ldpc/quasi-cyclic-code.js";
import { checkLength, checkWhole } from "./check-arguments.js";
import { type NrBaseGraph, nrBaseGraphTable, nrLdpcQuasiCyclic } from "./nr-ldpc-base-graph.js";

/** Rows of the base graph's core, whose parity has a double diagonal. */
const coreRows = 4;

/**
 * Encoder of one NR LDPC code: TS 38.212, 5.3.2, by back-substitution.
 *
 * The four rows of the core sum to a single rotated copy of the first parity block, since the double diagonal cancels
 * and two of the three blocks above that column are equal; rows 0 to 2 then give the next three blocks one after
 * another, and every further row gives its own.
 */
export class NrLdpcEncoder {
  readonly baseGraph: NrBaseGraph;
  readonly liftingSize: number;
  /** Block rows encoded, from the first; the parity of the others is not made. */
  readonly rows: number;
  /** K. */
  readonly informationBits: number;
  /** Information and the parity of `rows` rows, in the word before puncturing. */
  readonly wordBits: number;
  /** What the information adds to each row, the row in the place of the parity block that it gives. */
  readonly #information: QcXor;
  /** What the core's parity adds to the rows behind the core. */
  readonly #extension: QcXor;
  /** What parity blocks of the core add to later ones, in the order in which they are solved. */
  readonly #core: readonly { readonly from: number; readonly to: number; readonly shift: number }[];
  readonly #firstParityShift: number;
  readonly #coreSum: Uint8Array;

  /**
   * @param rows  4 (the core) to all of the base graph; all if left out
   * @throws RangeError where the base graph, the lifting size or the number of rows does not exist
   */
  constructor(baseGraph: NrBaseGraph, liftingSize: number, rows = nrBaseGraphTable(baseGraph).rows) {
    const code = nrLdpcQuasiCyclic(baseGraph, liftingSize);
    checkWhole("NrLdpcEncoder", "rows", rows, coreRows, code.rows);
    const systematic = nrBaseGraphTable(baseGraph).systematicColumns;
    this.baseGraph = baseGraph;
    this.liftingSize = liftingSize;
    this.rows = rows;
    this.informationBits = systematic * liftingSize;
    this.wordBits = (systematic + rows) * liftingSize;

    // Parity blocks count from 0 here; row 3 is in the place of block 0, which the sum of the core's rows gives.
    const block = (row: number) => (row < coreRows ? (row + 1) % coreRows : row);
    const used = code.edges.filter((edge) => edge.row < rows);
    const part = (rowsOfPart: number, columns: number, edges: QuasiCyclicEdge[]) =>
      qcXor({ liftingSize, rows: rowsOfPart, columns, edges });
    const isInformation = (edge: QuasiCyclicEdge) => edge.column < systematic;
    const ofInformation = used.filter(isInformation).map((edge) => ({ ...edge, row: block(edge.row) }));
    this.#information = part(rows, systematic, ofInformation);
    const ofParity = used
      .filter((edge) => !isInformation(edge))
      .map((edge) => ({ ...edge, column: edge.column - systematic }));
    const ofExtension = ofParity
      .filter(({ row, column }) => row >= coreRows && column < coreRows)
      .map((edge) => ({ ...edge, row: edge.row - coreRows }));
    this.#extension = part(rows - coreRows, coreRows, ofExtension);
    this.#core = ofParity
      .filter(({ row, column }) => row < coreRows - 1 && column < block(row))
      .map(({ row, column, shift }) => ({ from: column * liftingSize, to: block(row) * liftingSize, shift }));
    const shifts = ofParity.filter(({ row, column }) => row < coreRows && column === 0).map(({ shift }) => shift);
    this.#firstParityShift = shifts.find((shift) => shifts.filter((other) => other === shift).length !== 2) ?? 0;
    this.#coreSum = new Uint8Array(liftingSize);
  }

  /**
   * @param information  K bits, filler as 0
   * @param word         receives `wordBits` bits: information, then parity
   * @throws RangeError where a length is wrong
   */
  encode(information: Uint8Array, word: Uint8Array): void {
    checkLength("NrLdpcEncoder", "information", information, this.informationBits);
    checkLength("NrLdpcEncoder", "word", word, this.wordBits);
    const size = this.liftingSize;
    const parity = word.subarray(this.informationBits);
    word.set(information);
    this.#information.multiply(information, parity);
    // Bit i of the core's sum is bit (i + shift) mod Z of the first parity block.
    const sum = this.#coreSum;
    for (let i = 0; i < size; i++) sum[i] = parity[i] ^ parity[size + i] ^ parity[2 * size + i] ^ parity[3 * size + i];
    parity.fill(0, 0, size);
    addRotated(parity, 0, sum, 0, size, (size - this.#firstParityShift) % size);
    for (const { from, to, shift } of this.#core) addRotated(parity, to, parity, from, size, shift);
    this.#extension.accumulate(parity.subarray(0, coreRows * size), parity.subarray(coreRows * size));
  }

  toString(): string {
    return `NrLdpcEncoder(BG${this.baseGraph}, Z=${this.liftingSize}, ${this.rows} rows)`;
  }
}

/** Adds bit (i + shift) mod Z of a block to bit i of another. */
function addRotated(to: Uint8Array, toAt: number, from: Uint8Array, fromAt: number, z: number, shift: number): void {
  for (let i = shift; i < z; i++) to[toAt++] ^= from[fromAt + i];
  for (let i = 0; i < shift; i++) to[toAt++] ^= from[fromAt + i];
}
