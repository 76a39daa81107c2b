/**
 * A channel code as a link sees it: information bits in, coded bits for the modulator out, and back from LLRs.
 *
 * Bits are 0 or 1, one an element. An LLR is ln(P(bit = 0) / P(bit = 1)): positive means 0.
 */
export interface ChannelCode<Settings> {
  /** As a plot's legend names it, e.g. `NR LDPC BG1 Z=384 K=8448 E=16896 RV 0`. */
  readonly name: string;
  /** Bits of the user's data in a frame. */
  readonly informationBits: number;
  /** Bits of a frame on the channel. */
  readonly codedBits: number;

  /**
   * @param information  `informationBits` bits
   * @param coded        receives `codedBits` bits
   * @throws RangeError where a length is wrong
   */
  encode(information: Uint8Array, coded: Uint8Array): void;

  /** A decoder with state and work buffers of its own. */
  decoder(settings: Settings): ChannelDecoder;

  toString(): string;
}

/** Owns the work buffers of a decoder; one frame after another. */
export interface ChannelDecoder {
  /**
   * @param llrs         `codedBits` finite LLRs, of the order in which `encode` gives the bits
   * @param information  receives the decided `informationBits` bits
   * @returns whether the decoder accepts the frame: parity, CRC or the code's own check holds; true where there is none
   * @throws RangeError where a length is wrong or an LLR is not finite, naming the argument and the place
   */
  decode(llrs: Float32Array, information: Uint8Array): boolean;

  /**
   * LLRs of the coded bits after the last `decode`, of channel and code together: what soft cancellation and iterative
   * detection go on with. Absent where the decoder has none.
   * @param llrs  receives `codedBits` finite LLRs, of the order in which `encode` gives the bits
   */
  posterior?(llrs: Float32Array): void;

  /** Iterations that the last `decode` took; 1 where the decoder does not iterate. */
  readonly iterations: number;

  toString(): string;
}
