/**
 * Arikan's transform in place: x = u F^(n), F = [1 0; 1 1], modulo 2, in natural order (no bit reversal).
 *
 * Arikan 2009, and TS 38.212, 5.3.1.2. It is its own inverse. N log2(N) / 2 additions.
 *
 * @param bits  2^n bits of 0 or 1
 */
export function polarTransform(bits: Uint8Array): void {
  const { length } = bits;
  for (let half = 1; half < length; half *= 2) {
    for (let block = 0; block < length; block += 2 * half) {
      for (let i = block; i < block + half; i++) bits[i] ^= bits[i + half];
    }
  }
}
