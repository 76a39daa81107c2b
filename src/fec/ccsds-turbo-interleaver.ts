/** Sizes of CCSDS turbo codes: CCSDS 131.0-B, 6.3. */
export const ccsdsTurboSizes: readonly number[] = [1784, 3568, 7136, 8920];

/** CCSDS 131.0-B, 6.3, p_1 to p_8. */
const primes = [31, 37, 43, 47, 53, 59, 61, 67];

/**
 * The interleaver of CCSDS turbo codes: bit s of the second encoder's input is bit pi(s) of the block, from 0.
 *
 * CCSDS 131.0-B, 6.3, table 6-3 and the algorithm behind it, with k1 = 8 and k2 = k / 8.
 */
export function ccsdsTurboInterleaver(bits: number): Int32Array {
  const k1 = 8;
  const k2 = bits / k1;
  return Int32Array.from({ length: bits }, (_, place) => {
    const m = place % 2;
    const i = Math.floor(place / (2 * k2));
    const j = Math.floor(place / 2) - i * k2;
    const t = (19 * i + 1) % (k1 / 2);
    const c = (primes[t % 8] * j + 21 * m) % k2;
    return 2 * (t + (c * k1) / 2 + 1) - m - 1;
  });
}
