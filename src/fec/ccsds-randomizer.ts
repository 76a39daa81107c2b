const period = 255;

/** The sequence of x^8 + x^7 + x^5 + x^3 + 1 from eight ones: CCSDS 131.0-B, 9.4 (10.4 in later issues). */
const sequence = pseudoRandomSequence();

/**
 * Adds the pseudo-random sequence of CCSDS telemetry to a code block's bits; twice gives them back.
 *
 * @param bits  of a code block from its first bit on, the sync marker not among them
 * @param out   receives as many; may be `bits`
 * @throws RangeError where the lengths differ
 */
export function ccsdsRandomize(bits: Uint8Array, out: Uint8Array): void {
  if (out.length !== bits.length) {
    throw new RangeError(`ccsdsRandomize: out: expected ${bits.length} elements, found ${out.length}`);
  }
  for (let i = 0; i < bits.length; i++) out[i] = bits[i] ^ sequence[i % period];
}

function pseudoRandomSequence(): Uint8Array {
  const register = new Uint8Array(8).fill(1);
  return Uint8Array.from({ length: period }, () => {
    const out = register[0];
    const next = register[0] ^ register[3] ^ register[5] ^ register[7];
    register.copyWithin(0, 1);
    register[7] = next;
    return out;
  });
}
