import type { Backend } from "../kernel.js";

/** How a check node's outgoing magnitude follows from the other edges' magnitudes. */
export type CheckRule =
  | { readonly kind: "minSum" }
  /**
   * The minimum times `factor`, 1/16 to 1. Integer arithmetic rounds the factor to a multiple of 1/16, and the product to
   * the nearest count, the smaller of two as near.
   */
  | { readonly kind: "normalisedMinSum"; readonly factor: number }
  /** The minimum less `offset`, in LLR units, not below 0. */
  | { readonly kind: "offsetMinSum"; readonly offset: number }
  /** Exact belief propagation; float32 only. */
  | { readonly kind: "sumProduct" };

/** Integers that stand for LLRs: fixed-point studies. */
export interface Quantisation {
  /** Counts a unit of LLR; channel LLRs are rounded to the nearest count, ties to even. */
  readonly llrScale: number;
  /** Bits of a channel LLR with its sign: clipped to +-(2^(bits - 1) - 1) counts. */
  readonly llrBits: number;
  /** Bits of a check-to-variable message with its sign. */
  readonly messageBits: number;
  /** Bits of a posterior with its sign, at least those of LLRs and messages. */
  readonly posteriorBits: number;
}

/** A decoder of quasi-cyclic LDPC codes. */
export interface LdpcSettings {
  readonly arithmetic: "float32" | "int16" | "int8";
  readonly schedule: "layered" | "flooding";
  readonly checkRule: CheckRule;
  /** Most iterations, 1 or more. */
  readonly iterations: number;
  /** `parity`: a frame ends when its parity checks hold (and its CRC, where the chain has one); `none`: all iterations. */
  readonly stop: "parity" | "none";
  /** Of the integer arithmetics; their defaults if left out. */
  readonly quantisation?: Partial<Quantisation>;
  /** The fastest form if left out. */
  readonly backend?: Exclude<Backend, "gpu">;
}
