/**
 * Encoder and decoder of a frame of interleaved Reed-Solomon words; owns the frame's symbols.
 *
 * Symbol i of word w is number i * interleaving + w of the frame; the information comes first, then the parity.
 */
export interface ReedSolomonCodec {
  /** As sent, symbols of all words. */
  readonly symbols: Uint8Array;
  /** 1 where a symbol is known to be unreliable: `correct` does not believe it. */
  readonly erased: Uint8Array;
  /** Of each word at the last `correct`: symbols that it changed, or -1 where it refused the word. */
  readonly corrected: Int16Array;

  /** Parity from the information in `symbols`. */
  encode(): void;

  /**
   * Corrects `symbols` in place. A word with e errors and f erasures comes out right if 2 e + f is not above the
   * parity; with more it is nearly always refused, and then left as it is.
   * @returns whether every word was accepted
   */
  correct(): boolean;

  /**
   * Hard decision, the first bit of a symbol its highest: 1 where the LLR is negative.
   * @param erasureThreshold  a symbol with an LLR of such a magnitude or less is erased; below 0: none is
   * @returns false where an LLR is not finite
   */
  receive(llrs: Float32Array, erasureThreshold: number): boolean;

  /** Bits of the information, the first `bits.length / m` symbols. */
  information(bits: Uint8Array): void;

  toString(): string;
}
