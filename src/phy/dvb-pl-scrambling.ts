const period = 2 ** 18 - 1;
/** Offset of the second part of the sequence, EN 302 307-1, 5.5.4. */
const secondPart = 131_072;

/**
 * The quarter turns R_n(i) by which the symbols behind a PLHEADER are multiplied, exp(j R_n pi / 2).
 *
 * EN 302 307-1, 5.5.4: z_n(i) = x(i + n) + y(i), R_n(i) = 2 z_n(i + 131072) + z_n(i), from the polynomials 1 + x^7 + x^18 and
 * 1 + y^5 + y^7 + y^10 + y^18.
 *
 * @param code    scrambling code number n, 0 to 262,141
 * @param length  symbols
 */
export function plScrambling(code: number, length: number): Uint8Array {
  if (!(Number.isInteger(code) && code >= 0 && code < period - 1)) {
    throw new RangeError(`plScrambling: expected a code number from 0 to ${period - 2}, found ${code}`);
  }
  const x = new Uint8Array(period);
  const y = new Uint8Array(period);
  x[0] = 1;
  y.fill(1, 0, 18);
  for (let i = 0; i + 18 < period; i++) {
    x[i + 18] = x[i + 7] ^ x[i];
    y[i + 18] = y[i + 10] ^ y[i + 7] ^ y[i + 5] ^ y[i];
  }
  const z = (i: number) => x[(i + code) % period] ^ y[i % period];
  return Uint8Array.from({ length }, (_, i) => 2 * z((i + secondPart) % period) + z(i));
}
