import type { Backend } from "../../kernels/kernel.js";

/** A decoder of turbo codes. */
export interface TurboSettings {
  /** float32: whole frames, in the reference form only; int16: eight windows side by side. */
  readonly arithmetic: "float32" | "int16";
  /** `log`: sums of probabilities (float32 only); `max-log`: the largest. */
  readonly algorithm: "log" | "max-log";
  /** Most iterations, of both component decoders each. */
  readonly iterations: number;
  /** Part of a decoder's extrinsic LLR that the other is told, over 0 to 1; int16 rounds it to sixteenths. */
  readonly extrinsicScale: number;
  /** `agreement`: a frame ends when both component decoders decide alike on every bit. */
  readonly stop: "agreement" | "none";
  /** Counts a unit of LLR, int16; 8 if left out. */
  readonly llrScale?: number;
  /** Bits of a channel LLR with its sign, 2 to 10, int16; 10 if left out. */
  readonly llrBits?: number;
  /** The fastest form if left out. */
  readonly backend?: Exclude<Backend, "gpu">;
}

/** How a code sends what its two encoders put out. */
export interface TurboFrame {
  readonly informationBits: number;
  /** Bit i of the second encoder's input is bit permutation[i] of the block. */
  readonly permutation: Int32Array;
  /**
   * For each coded bit `output * steps + step` with steps = k + 4: outputs 0 to 3 are the first encoder's input and its
   * parities of G1, G2 and G3, 4 to 7 the second one's.
   */
  readonly sent: Int32Array;
}

/** LLRs of a frame's bits after one iteration, in the block's order; in LLR units (float32) or counts (int16). */
export interface TurboTrace {
  /** From 1. */
  readonly iteration: number;
  /** Of the second component decoder, which decides. */
  readonly posteriors: Float32Array | Int16Array;
  /** What the first component decoder told the second in this iteration, and the second the first. */
  readonly firstExtrinsics: Float32Array | Int16Array;
  readonly secondExtrinsics: Float32Array | Int16Array;
}

/** What a decoder may be given beyond its settings. */
export interface TurboOptions {
  /** Called after each iteration, for hardware vectors. */
  readonly onIteration?: (trace: TurboTrace) => void;
}

/** Decodes one frame after another. */
export interface TurboDecoder {
  /** Of the last `decode`. */
  readonly iterations: number;
  /**
   * @param llrs  finite, one a coded bit
   * @returns whether both component decoders agree on every bit
   */
  decode(llrs: Float32Array, information: Uint8Array): boolean;
  toString(): string;
}
