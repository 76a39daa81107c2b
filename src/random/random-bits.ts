import { philox4x32, philoxBlockWords } from "../../kernels/philox/philox4x32.js";
import { streamKey } from "./stream-key.js";

const wordBits = 32;
/** Words made at a time; the bits do not depend on it. */
const bufferedWords = 8 * philoxBlockWords;

/**
 * Random bits as a pure function of (seed, name, number, position), 32 from each word of the Philox4x32-10 stream that
 * `RandomStream` has under the same name, the least significant bit first.
 */
export class RandomBits {
  readonly #name: string;
  readonly #seed: number;
  readonly #key0: number;
  readonly #key1: number;
  readonly #words = new Uint32Array(bufferedWords);
  readonly #buffer = new Uint8Array(wordBits * bufferedWords);
  readonly #fours = new Uint32Array(this.#buffer.buffer);
  /** Of each number from 0 to 15, its bits in four bytes, the least significant first. */
  readonly #fourBits = new Uint32Array(Uint8Array.from({ length: 64 }, (_, i) => ((i >> 2) >> (i & 3)) & 1).buffer);

  /**
   * @param seed  whole number from 0 to 2^53 - 1
   * @param name  what the bits are for, e.g. `coded-link.information`
   */
  constructor(seed: number, name: string) {
    const { key0, key1 } = streamKey(seed, name);
    this.#seed = seed;
    this.#name = name;
    this.#key0 = key0;
    this.#key1 = key1;
  }

  /**
   * @param bits    receives 0 or 1, one an element
   * @param number  frame or replication, whole number from 0 to 2^53 - 1
   */
  fill(bits: Uint8Array, number: number): void {
    if (!(Number.isSafeInteger(number) && number >= 0)) {
      throw new RangeError(`RandomBits: number: expected a whole number from 0 to 2^53 - 1, found ${number}`);
    }
    const words = this.#words;
    const n0 = number % 2 ** 32;
    const n1 = Math.floor(number / 2 ** 32);
    let block = 0;
    for (let from = 0; from < bits.length; from += this.#buffer.length) {
      philox4x32(words, block % 2 ** 32, Math.floor(block / 2 ** 32), n0, n1, this.#key0, this.#key1);
      block += bufferedWords / philoxBlockWords;
      this.#spread();
      const isWhole = bits.length - from >= this.#buffer.length;
      bits.set(isWhole ? this.#buffer : this.#buffer.subarray(0, bits.length - from), from);
    }
  }

  /** The bits of the words, four at a time. */
  #spread(): void {
    const words = this.#words;
    const fours = this.#fours;
    const fourBits = this.#fourBits;
    for (let i = 0, at = 0; i < words.length; i++) {
      const word = words[i];
      for (let shift = 0; shift < wordBits; shift += 4) fours[at++] = fourBits[(word >>> shift) & 15];
    }
  }

  toString(): string {
    return `RandomBits(${this.#name}, seed ${this.#seed})`;
  }
}

/** Fills `bits` from the stream of (seed, name, number); `RandomBits` is faster for many frames. */
export function fillRandomBits(bits: Uint8Array, seed: number, name: string, number: number): void {
  new RandomBits(seed, name).fill(bits, number);
}
