import { checkLength, checkWhole } from "./check-arguments.js";
import { type NrBaseGraph, nrBaseGraphTable, nrLdpcQuasiCyclic } from "./nr-ldpc-base-graph.js";

/**
 * Encoder of one NR LDPC code: TS 38.212, 5.3.2, by back-substitution.
 *
 * The four rows of the core sum to a single rotated copy of the first parity block, since the double diagonal cancels
 * and two of the three blocks above that column are equal; rows 0 to 2 then give the next three blocks one after
 * another, and every further row gives its own. Work: `edges * Z / 32` exclusive-ors of words with 32 bits of a rotated
 * block each.
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
  readonly #systematicColumns: number;
  /**
   * Each column that rows draw on, bit j in bit j mod 32 of word j / 32, twice in a row, so that a rotated block is read
   * without a wrap; two words to spare, since a read takes 32 bits and the word behind them.
   */
  readonly #twice: Int32Array;
  readonly #wordsPerColumn: number;
  readonly #sum: Int32Array;
  /** First bit in `#twice` of each rotated block of a sum: the core's sum, then rows 0 to 2, then rows from 4 on. */
  readonly #sources: readonly Int32Array[];
  readonly #firstParityShift: number;

  /**
   * @param rows  4 (the core) to all of the base graph; all if left out
   * @throws RangeError where the base graph, the lifting size or the number of rows does not exist
   */
  constructor(baseGraph: NrBaseGraph, liftingSize: number, rows = nrBaseGraphTable(baseGraph).rows) {
    const code = nrLdpcQuasiCyclic(baseGraph, liftingSize);
    checkWhole("NrLdpcEncoder", "rows", rows, 4, code.rows);
    const systematic = nrBaseGraphTable(baseGraph).systematicColumns;
    const wordsPerColumn = Math.ceil((2 * liftingSize) / 32) + 2;
    this.baseGraph = baseGraph;
    this.liftingSize = liftingSize;
    this.rows = rows;
    this.informationBits = systematic * liftingSize;
    this.wordBits = (systematic + rows) * liftingSize;
    this.#systematicColumns = systematic;
    this.#twice = new Int32Array((systematic + 4) * wordsPerColumn);
    this.#wordsPerColumn = wordsPerColumn;
    this.#sum = new Int32Array(Math.ceil(liftingSize / 32));

    const firstBit = (edge: { readonly column: number; readonly shift: number }) =>
      edge.column * wordsPerColumn * 32 + edge.shift;
    const coreSum = code.edges.filter((edge) => edge.row < 4 && edge.column < systematic);
    const sources = [Int32Array.from(coreSum, firstBit)];
    for (let row = 0; row < rows; row++) {
      if (row === 3) continue;
      const solved = row < 3 ? systematic + row + 1 : systematic + row;
      sources.push(
        Int32Array.from(
          code.edges.filter((edge) => edge.row === row && edge.column < solved),
          firstBit,
        ),
      );
    }
    this.#sources = sources;
    const shifts = code.edges.filter((edge) => edge.column === systematic && edge.row < 4).map((edge) => edge.shift);
    this.#firstParityShift = shifts.find((shift) => shifts.filter((other) => other === shift).length !== 2) ?? 0;
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
    const systematic = this.#systematicColumns;
    const sum = this.#sum;
    word.set(information);
    for (let column = 0; column < systematic; column++) {
      pack(information, column * size, size, sum);
      this.#keepTwice(column);
    }
    exclusiveOr(sum, this.#twice, this.#sources[0]);
    // Bit i of the core's sum is bit (i + shift) mod Z of the first parity block.
    const shift = this.#firstParityShift;
    unpack(sum, 0, size - shift, word, systematic * size + shift);
    unpack(sum, size - shift, shift, word, systematic * size);
    pack(word, systematic * size, size, sum);
    this.#keepTwice(systematic);
    for (let row = 0; row < 3; row++) {
      exclusiveOr(sum, this.#twice, this.#sources[row + 1]);
      this.#keepTwice(systematic + row + 1);
      unpack(sum, 0, size, word, (systematic + row + 1) * size);
    }
    for (let row = 4; row < this.rows; row++) {
      exclusiveOr(sum, this.#twice, this.#sources[row]);
      unpack(sum, 0, size, word, (systematic + row) * size);
    }
  }

  toString(): string {
    return `NrLdpcEncoder(BG${this.baseGraph}, Z=${this.liftingSize}, ${this.rows} rows)`;
  }

  /** Puts the first Z bits of the sum twice into a column. */
  #keepTwice(column: number): void {
    const size = this.liftingSize;
    const sum = this.#sum;
    const twice = this.#twice;
    const first = column * this.#wordsPerColumn;
    const second = first + (size >>> 5);
    const left = size & 31;
    if (left > 0) sum[sum.length - 1] &= (1 << left) - 1;
    twice.fill(0, first, first + this.#wordsPerColumn);
    for (let w = 0; w < sum.length; w++) twice[first + w] = sum[w];
    for (let w = 0; w < sum.length; w++) {
      twice[second + w] |= sum[w] << left;
      // In two steps, since a shift by 32 is one by 0.
      twice[second + w + 1] |= (sum[w] >>> 1) >>> (31 - left);
    }
  }
}

/** sum = exclusive-or over the sources of the bits from `source` on. */
function exclusiveOr(sum: Int32Array, bits: Int32Array, sources: Int32Array): void {
  sum.fill(0);
  for (let s = 0; s < sources.length; s++) {
    const right = sources[s] & 31;
    const left = 31 - right;
    let at = sources[s] >>> 5;
    let word = bits[at];
    for (let w = 0; w < sum.length; w++) {
      const next = bits[++at];
      sum[w] ^= (word >>> right) | ((next << 1) << left);
      word = next;
    }
  }
}

/** Bits start to start + length - 1 as words, the first in bit 0 of the first word. */
function pack(bits: Uint8Array, start: number, length: number, words: Int32Array): void {
  for (let w = 0, i = start; i < start + length; w++) {
    const end = Math.min(i + 32, start + length);
    let word = 0;
    for (let place = 0; i < end; i++, place++) word |= bits[i] << place;
    words[w] = word;
  }
}

/** Bits from to from + length - 1 of words, one an element from `start` on. */
function unpack(words: Int32Array, from: number, length: number, bits: Uint8Array, start: number): void {
  for (let i = 0; i < length; i++) bits[start + i] = (words[(from + i) >>> 5] >>> ((from + i) & 31)) & 1;
}
