import { checkLlrs } from "./check-arguments.js";
import { nrBaseGraphTable } from "./nr-ldpc-base-graph.js";
import { type NrCodeBlock, type NrTransmission, nrRateMatchingIndex, nrRowsReached } from "./nr-ldpc-rate-matching.js";

/** LLR of a filler bit, which is known to be 0: beyond any received one, within every arithmetic's own clip. */
const fillerLlr = 1e4;

/**
 * Soft bits of one code block over its HARQ transmissions: what is received more than once is added (Chase combining),
 * what comes first in a later redundancy version fills its place (incremental redundancy). TS 38.212, 5.4.2 backwards.
 */
export class NrSoftBuffer {
  readonly block: NrCodeBlock;
  /** LLRs of the word before puncturing: information with filler, then parity; 0 where nothing was received. */
  readonly llrs: Float32Array;
  /** Block rows that the parity received so far reaches, at least 4. */
  rows = 4;
  readonly #indices = new Map<string, { readonly index: Int32Array; readonly rows: number }>();

  constructor(block: NrCodeBlock) {
    this.block = block;
    this.llrs = new Float32Array(nrBaseGraphTable(block.baseGraph).columns * block.liftingSize);
    this.clear();
  }

  /** Forgets everything received. */
  clear(): void {
    const { baseGraph, liftingSize, payloadBits } = this.block;
    this.llrs.fill(0);
    this.llrs.fill(fillerLlr, payloadBits, nrBaseGraphTable(baseGraph).systematicColumns * liftingSize);
    this.rows = 4;
  }

  /**
   * Adds a transmission; its table of positions is made at the first use and kept.
   * @param llrs  E finite LLRs, in the order sent
   */
  add(llrs: Float32Array, transmission: NrTransmission): void {
    checkLlrs("NrSoftBuffer", "llrs", llrs, transmission.bits);
    const key = `${transmission.redundancyVersion} ${transmission.bits} ${transmission.modulationOrder}`;
    let known = this.#indices.get(key);
    if (!known) {
      const index = nrRateMatchingIndex(this.block, transmission);
      known = { index, rows: nrRowsReached(this.block, index) };
      this.#indices.set(key, known);
    }
    this.addIndexed(llrs, 0, known.index, known.rows);
  }

  /**
   * `add` for hot paths, without checks.
   * @param start  of the transmission in `llrs`
   * @param index  of `nrRateMatchingIndex`
   * @param rows   of `nrRowsReached`
   */
  addIndexed(llrs: Float32Array, start: number, index: Int32Array, rows: number): void {
    const sums = this.llrs;
    for (let i = 0; i < index.length; i++) sums[index[i]] += llrs[start + i];
    if (rows > this.rows) this.rows = rows;
  }

  toString(): string {
    const { baseGraph, liftingSize, payloadBits } = this.block;
    return `NrSoftBuffer(BG${baseGraph}, Z=${liftingSize}, K'=${payloadBits}, ${this.rows} rows reached)`;
  }
}
