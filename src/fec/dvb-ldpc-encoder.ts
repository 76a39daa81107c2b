import { checkLength } from "./check-arguments.js";
import { dvbFrame_bit, dvbGroup_bit, dvbLdpcQuasiCyclic, dvbLdpcStep } from "./dvb-ldpc.js";
import type { DvbLdpcTable } from "./dvb-ldpc-table.js";

/** A group of 360 bits in words of 32, and one twice in a row with two words to spare for reading behind its end. */
const groupWords = Math.ceil(dvbGroup_bit / 32);
const twiceWords = Math.ceil((2 * dvbGroup_bit) / 32) + 2;
/** Bits of a group in its last word. */
const secondCopy_bit = dvbGroup_bit % 32;

/**
 * Encoder of one LDPC code of DVB-S2 or DVB-S2X: EN 302 307-1, 5.3.2.1.
 *
 * Accumulators and parity stand in the quasi-cyclic form, 360 lanes in words of 32: accumulator q i + r is lane i of
 * row r, the sum of rotated groups. The chain p_j = a_j + p_(j-1) then runs down the rows for all lanes at once, but
 * for the carry from the last row's lane i to the first row's lane i + 1. Work: 12 words an edge of the base matrix.
 */
export class DvbLdpcEncoder {
  readonly table: DvbLdpcTable;
  /** k_ldpc. */
  readonly informationBits: number;
  /** n_ldpc. */
  readonly wordBits: number;
  readonly #step: number;
  /** First bit in `#twice` of each rotated group of a row; rows one after another. */
  readonly #sources: Int32Array;
  /** First place in `#sources` of each row, and the end of the last. */
  readonly #rowStarts: Int32Array;
  /** Every group twice in a row, bit j in bit j mod 32 of word j / 32. */
  readonly #twice: Int32Array;
  /** Parity by row, 12 words each. */
  readonly #parity: Int32Array;
  readonly #carry = new Int32Array(groupWords);

  constructor(table: DvbLdpcTable) {
    this.table = table;
    this.informationBits = table.informationBits;
    this.wordBits = dvbFrame_bit[table.frame];
    this.#step = dvbLdpcStep(table);
    const groups = table.informationBits / dvbGroup_bit;
    const edges = dvbLdpcQuasiCyclic(table).edges.filter((edge) => edge.column < groups);
    this.#sources = Int32Array.from(edges, ({ column, shift }) => column * twiceWords * 32 + shift);
    this.#rowStarts = Int32Array.from({ length: this.#step + 1 }, (_, row) => {
      const start = edges.findIndex((edge) => edge.row >= row);
      return start < 0 ? edges.length : start;
    });
    this.#twice = new Int32Array(groups * twiceWords);
    this.#parity = new Int32Array(this.#step * groupWords);
  }

  /**
   * Appends the parity to the information bits that a word starts with.
   * @param word  n bits; more may follow and are left alone
   */
  encode(word: Uint8Array): void {
    if (!(word.length >= this.wordBits)) checkLength("DvbLdpcEncoder", "word", word, this.wordBits);
    this.#pack(word);
    this.#accumulate();
    const carry = this.#carry;
    const step = this.#step;
    const parity = this.#parity;
    for (let row = 0; row < step; row++) {
      let to = this.informationBits + row;
      for (let w = 0; w < groupWords; w++) {
        let bits = parity[row * groupWords + w] ^ carry[w];
        const count = w < groupWords - 1 ? 32 : secondCopy_bit;
        for (let i = 0; i < count; i++, bits >>>= 1, to += step) word[to] = bits & 1;
      }
    }
  }

  #pack(word: Uint8Array): void {
    const twice = this.#twice;
    const groups = this.informationBits / dvbGroup_bit;
    // The second copy of a group starts at bit 8 of its last word, since 360 = 11 * 32 + 8.
    const last = groupWords - 1;
    for (let group = 0; group < groups; group++) {
      const base = group * twiceWords;
      let next = (group + 1) * dvbGroup_bit;
      let bits = 0;
      for (let j = 0; j < secondCopy_bit; j++) bits = (bits << 1) | word[--next];
      twice[base + last] = bits;
      for (let w = last - 1; w >= 0; w--) {
        bits = 0;
        for (let j = 0; j < 32; j++) bits = (bits << 1) | word[--next];
        twice[base + w] = bits;
      }
      twice[base + 2 * last] =
        (twice[base + last] << secondCopy_bit) | (twice[base + last - 1] >>> (32 - secondCopy_bit));
      for (let w = last - 1; w > 0; w--) {
        twice[base + last + w] = (twice[base + w] << secondCopy_bit) | (twice[base + w - 1] >>> (32 - secondCopy_bit));
      }
      twice[base + last] |= twice[base] << secondCopy_bit;
    }
  }

  /**
   * Running sums of the rows, from row 0 on, into `#parity`, and into `#carry` what each lane's sums lack: the parity
   * of the last row, lane i - 1, in bit i of the words.
   */
  #accumulate(): void {
    const twice = this.#twice;
    const sources = this.#sources;
    const parity = this.#parity;
    for (let row = 0; row < this.#step; row++) {
      const at = row * groupWords;
      if (row === 0) parity.fill(0, 0, groupWords);
      else parity.copyWithin(at, at - groupWords, at);
      for (let edge = this.#rowStarts[row]; edge < this.#rowStarts[row + 1]; edge++) {
        let from = sources[edge] >> 5;
        const right = sources[edge] & 31;
        if (right === 0) {
          for (let w = 0; w < groupWords; w++) parity[at + w] ^= twice[from++];
        } else {
          const left = 32 - right;
          let low = twice[from++];
          for (let w = 0; w < groupWords; w++) {
            const high = twice[from++];
            parity[at + w] ^= (low >>> right) | (high << left);
            low = high;
          }
        }
      }
    }
    const carry = this.#carry.fill(0);
    const last = (this.#step - 1) * groupWords;
    let bit = 0;
    for (let lane = 0; lane < dvbGroup_bit; lane++) {
      carry[lane >> 5] |= bit << (lane & 31);
      bit ^= (parity[last + (lane >> 5)] >>> (lane & 31)) & 1;
    }
  }
}
