import { philox4x32 } from "../philox/philox4x32.js";
import { type Float32Bits, float32Bits, minusTwiceLogarithm, smallCosine, smallSine } from "./float32-functions.js";

/** A source of Gaussian samples; owns its work buffers, has no state between calls. */
export interface GaussianSource {
  /**
   * Fills `out` with Gaussian samples of mean 0: a pure function of the arguments.
   *
   * Four Philox4x32-10 blocks give 16 samples, of which the last ones are left out where `out` ends: sample
   * 16 g + 4 k + l is value k of block `firstBlock` + 4 g + l. A block's words (a, b, c, d) give the values
   * (r cos, r sin) of words a and b, then of c and d.
   *
   * @param key0        key words of the stream
   * @param number      frame that the samples belong to, whole number from 0 to 2^53 - 1: counter words 2 and 3
   * @param firstBlock  whole number from 0 to 2^53 - 1: counter words 0 and 1 of the first block
   * @param deviation   standard deviation, rounded to float32
   */
  fill(out: Float32Array, key0: number, key1: number, number: number, firstBlock?: number, deviation?: number): void;
}

/** Samples that are made together, of 4 blocks. */
const gaussianGroup = 16;

const { fround } = Math;
const blockScale = 2 ** -32;
/** An eighth of a turn for 2^31. */
const angleScale = fround((Math.PI / 4) * 2 ** -31);

/**
 * Gaussian samples by the method of Box and Muller (1958) in float32: the reference form, every operation rounded to
 * float32, so that other forms can be bit-exact.
 *
 * u = (a + 1/2) / 2^32 of a whole word: the radius sqrt(-2 ln u) goes up to 6.76 standard deviations, in steps that
 * are below 0.1 % of the tail's probability at 5.5. Radius and angle are exact to 3e-7.
 */
export function gaussianSource(): GaussianSource {
  const words = new Uint32Array(gaussianGroup);
  const scratch = float32Bits();
  const fill: GaussianSource["fill"] = (out, key0, key1, number, firstBlock = 0, deviation = 1) => {
    const scale = fround(deviation);
    const n0 = number % 2 ** 32;
    const n1 = Math.floor(number / 2 ** 32);
    for (let at = 0; at < out.length; at += gaussianGroup) {
      const block = firstBlock + at / 4;
      philox4x32(words, block % 2 ** 32, Math.floor(block / 2 ** 32), n0, n1, key0, key1);
      for (let lane = 0; lane < 4; lane++) {
        for (let pair = 0; pair < 2; pair++) {
          const first = at + 8 * pair + lane;
          const a = words[4 * lane + 2 * pair];
          const b = words[4 * lane + 2 * pair + 1];
          const r = gaussianRadius(a, scale, scratch);
          if (first < out.length) out[first] = r * cosine(b);
          if (first + 4 < out.length) out[first + 4] = r * sine(b);
        }
      }
    }
  };
  return { fill };
}

/** `scale` times the radius of a word. */
export function gaussianRadius(word: number, scale: number, scratch: Float32Bits): number {
  const u = fround(fround(fround(word) + 0.5) * blockScale);
  return fround(fround(Math.sqrt(minusTwiceLogarithm(u, scratch))) * scale);
}

/** Of the angle 2 pi word / 2^32, reckoned from the nearest quarter turn, which the upper two bits count. */
function cosine(word: number): number {
  const t = fround(fround(word << 2) * angleScale);
  const quarter = word >>> 30;
  const value = quarter % 2 === 0 ? smallCosine(t) : smallSine(t);
  return quarter === 1 || quarter === 2 ? -value : value;
}

function sine(word: number): number {
  const t = fround(fround(word << 2) * angleScale);
  const quarter = word >>> 30;
  const value = quarter % 2 === 0 ? smallSine(t) : smallCosine(t);
  return quarter >= 2 ? -value : value;
}
