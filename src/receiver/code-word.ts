import type { Constellation } from "../phy/constellation.js";

/**
 * One code word of one user, as a receiver of several decodes and cancels it. It stands for the word that is sent now:
 * what `decode` found is kept until the next.
 *
 * Bits are in the order in which they are mapped: `[element][layer][bit]`, `codedBits` of them, scrambled. An LLR is
 * ln(P(bit = 0) / P(bit = 1)).
 */
export interface CodeWord {
  readonly constellation: Constellation;
  /** Elements times layers times bits of a symbol. */
  readonly codedBits: number;
  /** Layers that the word is mapped to, 1 to 4. */
  readonly layers: number;
  /** M of DFT-s-OFDM: each run of M elements is one transform; absent for CP-OFDM. */
  readonly transformSize?: number;
  /** Decided information bits of the last `decode`. */
  readonly information: Uint8Array;
  /** Of the decoder, at the last `decode`. */
  readonly iterations: number;

  /**
   * @param llrs  of the scrambled bits; descrambling is inside
   * @returns whether the CRC holds
   */
  decode(llrs: Float32Array): boolean;

  /**
   * Symbols of the decided word, encoded again, as the layers carry them (behind the transform of DFT-s-OFDM):
   * `[layer][element]`.
   */
  remodulate(re: Float32Array, im: Float32Array): void;

  /**
   * LLRs of the scrambled bits after the last `decode`, channel and code together. Absent where the decoder cannot
   * tell; soft cancellation and iterative detection refuse such a word.
   */
  posterior?(llrs: Float32Array): void;
}
