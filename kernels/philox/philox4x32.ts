/** Words a block holds. */
export const philoxBlockWords = 4;

/** A form of this kernel: fills `out` with the blocks of consecutive counters; see `philox4x32`. */
export type PhiloxForm = (
  out: Uint32Array,
  low: number,
  high: number,
  n0: number,
  n1: number,
  key0: number,
  key1: number,
) => void;

/** Multipliers and Weyl key increments of Philox4x32 (Salmon et al., SC11; Random123). */
const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;
const rounds = 10;

/**
 * Fills `out` with the Philox4x32-10 blocks of consecutive counters: the plain reference form.
 *
 * Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC11; known answers of Random123.
 * The counter's words are (low, high, n0, n1): the first two count blocks as one 64-bit number, the other two are
 * held. Bit-exact: any other form of this kernel must give the same words.
 *
 * @param out   receives 4 words a block; its length, a multiple of 4, says how many blocks
 * @param low   counter word 0 of the first block
 * @param high  counter word 1 of the first block
 * @param n0    counter word 2
 * @param n1    counter word 3
 * @param key0  key word 0
 * @param key1  key word 1
 */
export function philox4x32(
  out: Uint32Array,
  low: number,
  high: number,
  n0: number,
  n1: number,
  key0: number,
  key1: number,
): void {
  if (out.length % philoxBlockWords !== 0) {
    throw new RangeError(`philox4x32: expected room for whole blocks of 4 words, found ${out.length} words`);
  }
  let counter0 = low >>> 0;
  let counter1 = high >>> 0;
  for (let i = 0; i < out.length; i += philoxBlockWords) {
    let x0 = counter0;
    let x1 = counter1;
    let x2 = n0;
    let x3 = n1;
    let k0 = key0;
    let k1 = key1;
    for (let round = 0; round < rounds; round++) {
      const high0 = highProduct(x0, multiplier0 >>> 16, multiplier0 & 0xffff);
      const low0 = Math.imul(x0, multiplier0);
      const high1 = highProduct(x2, multiplier1 >>> 16, multiplier1 & 0xffff);
      const low1 = Math.imul(x2, multiplier1);
      x0 = high1 ^ x1 ^ k0;
      x1 = low1;
      x2 = high0 ^ x3 ^ k1;
      x3 = low0;
      k0 = (k0 + weyl0) | 0;
      k1 = (k1 + weyl1) | 0;
    }
    out[i] = x0;
    out[i + 1] = x1;
    out[i + 2] = x2;
    out[i + 3] = x3;
    counter0 = (counter0 + 1) >>> 0;
    if (counter0 === 0) counter1 = (counter1 + 1) >>> 0;
  }
}

/** Upper 32 bits of the 64-bit product of two unsigned words, the second given as halves of 16 bits; as a signed int. */
function highProduct(a: number, bHigh: number, bLow: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  // No sum here passes 2^32 - 1: (2^16 - 1)^2 + 2 (2^16 - 1) = 2^32 - 1.
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) >>> 0;
  const cross = (Math.imul(aLow, bHigh) + (middle & 0xffff)) >>> 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
}
