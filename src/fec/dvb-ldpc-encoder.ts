import { qcXor } from "../../kernels/ldpc/create-qc-xor.js";
import type { QcXor } from "../../kernels/ldpc/qc-xor.js";
import { checkLength } from "./check-arguments.js";
import { dvbFrame_bit, dvbGroup_bit, dvbLdpcQuasiCyclic, dvbLdpcStep } from "./dvb-ldpc.js";
import type { DvbLdpcTable } from "./dvb-ldpc-table.js";

/** Lanes of a row in words of four, a byte each, lowest first. */
const rowWords = dvbGroup_bit / 4;

/**
 * Encoder of one LDPC code of DVB-S2 or DVB-S2X: EN 302 307-1, 5.3.2.1.
 *
 * Accumulators stand in the quasi-cyclic form: accumulator q i + r is lane i of row r, the sum of rotated groups. The
 * chain p_j = a_j + p_(j-1) then runs down the rows, four lanes at a time, once it is known what each lane starts from:
 * the sum of all accumulators of the lanes before it.
 */
export class DvbLdpcEncoder {
  readonly table: DvbLdpcTable;
  /** k_ldpc. */
  readonly informationBits: number;
  /** n_ldpc. */
  readonly wordBits: number;
  /** q. */
  readonly #step: number;
  readonly #information: QcXor;
  /** Accumulators by row, a byte each, and the same as words of four lanes. */
  readonly #sums: Uint8Array;
  readonly #sumWords: Int32Array;
  /** Parity before the first row of each lane, and the same as words of four lanes. */
  readonly #carries: Uint8Array;
  readonly #carryWords: Int32Array;

  constructor(table: DvbLdpcTable) {
    const code = dvbLdpcQuasiCyclic(table);
    const groups = table.informationBits / dvbGroup_bit;
    this.table = table;
    this.informationBits = table.informationBits;
    this.wordBits = dvbFrame_bit[table.frame];
    this.#step = dvbLdpcStep(table);
    this.#information = qcXor({ ...code, columns: groups, edges: code.edges.filter(({ column }) => column < groups) });
    this.#sums = new Uint8Array(this.#step * dvbGroup_bit);
    this.#sumWords = new Int32Array(this.#sums.buffer);
    this.#carries = new Uint8Array(dvbGroup_bit);
    this.#carryWords = new Int32Array(this.#carries.buffer);
  }

  /**
   * Appends the parity to the information bits that a word starts with.
   * @param word  n bits; more may follow and are left alone
   */
  encode(word: Uint8Array): void {
    if (!(word.length >= this.wordBits)) checkLength("DvbLdpcEncoder", "word", word, this.wordBits);
    this.#information.multiply(word.subarray(0, this.informationBits), this.#sums);
    this.#startLanes();
    const step = this.#step;
    const sums = this.#sumWords;
    for (let lanes = 0, to = this.informationBits; lanes < rowWords; lanes++, to += 3 * step) {
      let parity = this.#carryWords[lanes];
      for (let at = lanes; at < sums.length; at += rowWords, to++) {
        parity ^= sums[at];
        // An element of the word keeps the lowest byte.
        word[to] = parity;
        word[to + step] = parity >> 8;
        word[to + 2 * step] = parity >> 16;
        word[to + 3 * step] = parity >> 24;
      }
    }
  }

  #startLanes(): void {
    const sums = this.#sumWords;
    const words = this.#carryWords.fill(0);
    for (let row = 0; row < sums.length; row += rowWords) {
      for (let lanes = 0; lanes < rowWords; lanes++) words[lanes] ^= sums[row + lanes];
    }
    const carries = this.#carries;
    let parity = 0;
    for (let lane = 0; lane < dvbGroup_bit; lane++) {
      const ofLane = carries[lane];
      carries[lane] = parity;
      parity ^= ofLane;
    }
  }
}
