/** A successive-cancellation list decoder of one polar code; owns its work buffers. */
export interface PolarListDecoder {
  /**
   * @param llrs  one finite LLR a bit of the mother code word; 0 where nothing was received, `largestPolarLlr` where
   *              the bit is known to be 0
   */
  decode(llrs: Float32Array): void;

  /** Paths that the last `decode` ended with, up to the list's size. */
  readonly paths: number;

  /** Metric of a path: sum of the LLR magnitudes it decided against; counts or LLR units. Rank 0 has the least. */
  metric(rank: number): number;

  /**
   * @param rank  0 to `paths` - 1, by rising metric
   * @param word  receives the path's N bits before the transform
   */
  word(rank: number, word: Uint8Array): void;

  toString(): string;
}
