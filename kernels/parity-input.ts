import { philox4x32 } from "./philox/philox4x32.js";

/** Numbers uniform in (0, 1), the same for the same seed everywhere: input that every form of a kernel is held to. */
export function uniformNumbers(length: number, seed: number): Float32Array {
  const words = new Uint32Array(4 * Math.ceil(length / 4));
  philox4x32(words, 0, 0, 0, 0, seed, 0);
  return Float32Array.from({ length }, (_, index) => ((words[index] >>> 9) + 0.5) * 2 ** -23);
}

/** Numbers uniform in (-bound, bound). */
export function symmetricNumbers(length: number, seed: number, bound: number): Float32Array {
  return uniformNumbers(length, seed).map((value) => bound * (2 * value - 1));
}
