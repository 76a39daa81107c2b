import type { QuasiCyclicCode } from "./quasi-cyclic-code.js";

/** Messages and posteriors of a frame after one iteration, in LLR units (float32) or counts (integers). */
export interface LdpcTrace {
  readonly code: QuasiCyclicCode;
  /** Block rows in use, from the first. */
  readonly rows: number;
  /** From 1. */
  readonly iteration: number;
  /** Of the variables that the rows in use reach: block column by block column, Z each. */
  readonly posteriors: Float32Array | Int16Array | Int8Array;
  /** Check to variable: edge by edge in the code's order, check 0 to Z - 1 each. */
  readonly messages: Float32Array | Int16Array | Int8Array;
}

/** An iterative decoder of one quasi-cyclic code; owns its messages. */
export interface LdpcDecoder {
  /**
   * @param llrs  one LLR a variable, `columns * Z`, finite; 0 where nothing was received; a known bit (filler) may
   *              have a large LLR, which the arithmetic clips
   * @param hard  receives one bit a variable, up to the last block column that the rows in use reach; the rest stays
   * @returns whether the word that was decided on meets every parity check
   */
  decode(llrs: Float32Array, hard: Uint8Array): boolean;

  /**
   * LLRs after the last `decode`, of channel and code together; of the columns of one edge, too, which `decode` decides by
   * what was received alone.
   * @param llrs  receives one a variable, `columns * Z`, up to the last block column that the rows in use reach; the rest
   *              stays
   */
  posteriors(llrs: Float32Array): void;

  /** Of the last `decode`. */
  readonly iterations: number;

  toString(): string;
}

/** What a decoder may be given beyond its settings. */
export interface LdpcOptions {
  /** Block rows in use, from the first; the rest of the code was not sent. All if left out. */
  readonly rows?: number;
  /** Asked once the parity checks hold, with the decided bits; false lets the decoder go on. For a CRC. */
  readonly accept?: (hard: Uint8Array) => boolean;
  /** Called after each iteration, for hardware vectors. */
  readonly onIteration?: (trace: LdpcTrace) => void;
}
