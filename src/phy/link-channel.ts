/** Everything between coded bits and their LLRs; owns its work buffers. */
export interface LinkChannel {
  /**
   * A frame's way through the channel: a pure function of what the channel was made with, the bits, level and frame.
   *
   * @param coded  0 or 1, one an element
   * @param level  Es/N0 in dB, or the probability of a channel of bits
   * @param frame  whole number from 0 to 2^53 - 1; names the noise, which is the same at every level
   * @param llrs   receives an LLR for each bit, ln(P(0) / P(1))
   */
  transmit(coded: Uint8Array, level: number, frame: number, llrs: Float32Array): void;

  toString(): string;
}
