import { philoxSimd } from "../../kernels/philox/philox-simd.js";
import { type PhiloxForm, philox4x32, philoxBlockWords } from "../../kernels/philox/philox4x32.js";
import { streamKey } from "../random/stream-key.js";
import type { BitChannelSpec } from "./channel-spec.js";
import type { HostBackend } from "./demapper.js";
import type { LinkChannel } from "./link-channel.js";

const wordRange = 2 ** 32;
/** A draw is the upper 31 bits of a word. */
const drawRange = 2 ** 31;
/** Half of the smallest probability that a draw tells from 0. */
const leastProbability = 0.5 / drawRange;
/** LLR of a bit that is sure as far as a draw tells: ln(2^32 - 1) = 22.2. */
export const certainLlr = Math.log((1 - leastProbability) / leastProbability);

/**
 * A channel that turns bits over (LLR +-ln((1 - p) / p)) or loses them (LLR 0; `certainLlr` of the others), each with
 * probability p, by one word of a Philox stream a bit. A p within 2^-32 of 0 or 1 has the LLR of that distance.
 */
export class BitChannel implements LinkChannel {
  readonly #kind: BitChannelSpec["kind"];
  readonly #bits: number;
  readonly #words: Uint32Array;
  readonly #table = new Float32Array(4);
  readonly #key: { readonly key0: number; readonly key1: number };
  readonly #philox: PhiloxForm;

  constructor({ kind }: BitChannelSpec, bits: number, seed: number, backend: HostBackend) {
    this.#kind = kind;
    this.#bits = bits;
    this.#words = new Uint32Array(philoxBlockWords * Math.ceil(bits / philoxBlockWords));
    this.#key = streamKey(seed, "symbol-link.bit-errors");
    this.#philox = backend === "simd" ? philoxSimd() : philox4x32;
  }

  transmit(coded: Uint8Array, probability: number, frame: number, llrs: Float32Array): void {
    if (!(probability >= 0 && probability <= 1)) {
      throw new RangeError(`SymbolLink: level: expected a probability from 0 to 1, found ${probability}`);
    }
    const { key0, key1 } = this.#key;
    this.#philox(this.#words, 0, 0, frame % wordRange, Math.floor(frame / wordRange), key0, key1);
    const threshold = Math.ceil(probability * drawRange);
    const bounded = Math.min(Math.max(probability, leastProbability), 1 - leastProbability);
    const isErasure = this.#kind === "erasure";
    const received = isErasure ? certainLlr : Math.log((1 - bounded) / bounded);
    const hit = isErasure ? 0 : -received;
    // By 2 (hit) + bit: a look-up and a sign bit, since no processor can foretell a branch here.
    const table = this.#table;
    table.set([received, -received, hit, -hit]);
    const words = this.#words;
    const bits = this.#bits;
    for (let i = 0; i < bits; i++) {
      const isHit = ((words[i] >>> 1) - threshold) >>> 31;
      llrs[i] = table[2 * isHit + coded[i]];
    }
  }

  toString(): string {
    return this.#kind;
  }
}
