import { philox4x32, philoxBlockWords } from "../../kernels/philox/philox4x32.js";
import { streamKey } from "./stream-key.js";

/** Blocks made at a time; the numbers do not depend on it. */
const bufferedBlocks = 32;

/**
 * A stream of random numbers that is a pure function of (seed, name, number, position): what other streams
 * draw, and in which order or on which worker, changes nothing.
 *
 * Philox4x32-10; key = hash of seed and name (`streamKey`), counter = (block index, number), where `number`
 * is the frame or replication that the draws belong to. A stream repeats after 2^65 uniforms.
 */
export class RandomStream {
  readonly name: string;
  readonly seed: number;
  readonly #key0: number;
  readonly #key1: number;
  readonly #words = new Uint32Array(bufferedBlocks * philoxBlockWords);
  #number = 0;
  #next = 0;
  #block = 0;
  #spareGaussian = Number.NaN;

  /**
   * @param seed    whole number from 0 to 2^53 - 1
   * @param name    what the numbers are for, e.g. `mac.arrivals`
   * @param number  frame or replication, whole number from 0 to 2^53 - 1
   */
  constructor(seed: number, name: string, number = 0) {
    const { key0, key1 } = streamKey(seed, name);
    this.seed = seed;
    this.name = name;
    this.#key0 = key0;
    this.#key1 = key1;
    this.reset(number);
  }

  /** Back to the first draw of frame or replication `number`. */
  reset(number = this.#number): void {
    if (!(Number.isSafeInteger(number) && number >= 0)) {
      throw new RangeError(`RandomStream: expected a number from 0 to 2^53 - 1, found ${number}`);
    }
    this.#number = number;
    this.#block = 0;
    this.#next = this.#words.length;
    this.#spareGaussian = Number.NaN;
  }

  /** Uniform in the open interval (0, 1): 52 random bits, at the middles of 2^52 equal cells; never 0, never 1. */
  uniform(): number {
    if (this.#next === this.#words.length) this.#fill();
    const words = this.#words;
    const high = words[this.#next] >>> 6;
    const low = words[this.#next + 1] >>> 6;
    this.#next += 2;
    return (high * 0x400_0000 + low + 0.5) * 2 ** -52;
  }

  /** Exponential of the given mean, by inversion. */
  exponential(mean: number): number {
    return -mean * Math.log(this.uniform());
  }

  /** Gaussian of mean 0 and standard deviation 1 (Box and Muller, 1958; both values of a pair are used). */
  gaussian(): number {
    const spare = this.#spareGaussian;
    if (!Number.isNaN(spare)) {
      this.#spareGaussian = Number.NaN;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spareGaussian = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** Index drawn with the probabilities that `cumulative` holds (see `cumulativeProbabilities`). */
  choice(cumulative: Float64Array): number {
    const u = this.uniform();
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (u < cumulative[middle]) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  toString(): string {
    const drawn = this.#block * philoxBlockWords - (this.#words.length - this.#next);
    return `RandomStream(${this.name}, seed ${this.seed}, number ${this.#number}, ${drawn} words drawn)`;
  }

  #fill(): void {
    philox4x32(
      this.#words,
      this.#block % 2 ** 32,
      Math.floor(this.#block / 2 ** 32),
      this.#number % 2 ** 32,
      Math.floor(this.#number / 2 ** 32),
      this.#key0,
      this.#key1,
    );
    this.#block += bufferedBlocks;
    this.#next = 0;
  }
}

/**
 * Running sums of `weights` divided by their total, for `RandomStream.choice`.
 * @param weights  at least one; each finite and not negative, their sum positive
 */
export function cumulativeProbabilities(weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + (weight >= 0 ? weight : Number.NaN), 0);
  if (!(total > 0 && total < Infinity)) {
    throw new RangeError(
      `cumulativeProbabilities: expected weights that are not negative with a positive sum, found ${weights}`,
    );
  }
  let sum = 0;
  const cumulative = Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum / total;
  });
  // Weights of 0 at the end must never be drawn through a rounded last sum.
  for (let i = weights.length - 1; i >= 0; i--) {
    cumulative[i] = 1;
    if (weights[i] > 0) break;
  }
  return cumulative;
}
