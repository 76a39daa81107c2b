/** A frame's walk through the trellis. */
export interface ViterbiFrame {
  /** Inputs, with those of a tail. */
  readonly steps: number;
  /** `zero`: the encoder starts in state 0. */
  readonly start: "zero" | "any";
  /** `zero`: the last K - 1 inputs are 0. */
  readonly end: "zero" | "any";
}

/**
 * Soft-decision Viterbi decoder of one frame after another; owns its work buffers.
 *
 * A path costs, at each coded bit that it does not share with the sign of the LLR, the LLR's magnitude; the cheapest path
 * wins. Of two ways of equal cost into a state the one whose oldest input is 0 survives; of equal ends the lowest.
 */
export interface ViterbiDecoder {
  /** Where a frame goes in: LLRs of all outputs of each step, `steps * outputs`; 0 where a bit is punctured. */
  readonly llrs: Float32Array;

  /**
   * Decides the frame in `llrs`, which stays as it is.
   * @param bits  receives its first inputs, `steps` or fewer
   * @returns false where an LLR is not finite; `bits` then holds nothing of use
   */
  decode(bits: Uint8Array): boolean;

  toString(): string;
}
