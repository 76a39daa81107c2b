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

/** What both component codes share. */
export interface TurboFrame {
  readonly informationBits: number;
  /** Bit i of the second encoder's input is bit permutation[i] of the block. */
  readonly permutation: Int32Array;
  /** Which of the eight outputs are ever sent: 0 to 3 the first encoder's input and parities, 4 to 7 the second one's. */
  readonly sentOutputs: readonly number[];
}

/** Decodes one frame after another. */
export interface TurboDecoder {
  /**
   * LLRs of all outputs: eight planes of k + 4 steps, 0 to 3 the first encoder's input and parities, 4 to 7 the second
   * one's; 0 where nothing is sent. Fill before `decode`.
   */
  readonly outputs: Float32Array;
  readonly iterations: number;
  /** @returns whether both component decoders agree on every bit */
  decode(information: Uint8Array): boolean;
  toString(): string;
}
