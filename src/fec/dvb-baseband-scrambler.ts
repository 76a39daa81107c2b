/** Stages of the register, the first one first: EN 302 307-1, 5.2.2, figure 5. */
const initialStages = "100101010000000";

/**
 * The sequence that is added to a BBFRAME's bits: EN 302 307-1, 5.2.2. Polynomial 1 + x^14 + x^15, started anew in each
 * BBFRAME; a bit is the sum of the last two stages, which also goes into the first one.
 *
 * @param length  in bits
 * @returns 0 or 1 an element; 0000 0011 1111 0110 at first
 */
export function dvbBasebandScrambling(length: number): Uint8Array {
  const stages = Array.from(initialStages, Number);
  const sequence = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const bit = stages[13] ^ stages[14];
    sequence[i] = bit;
    stages.pop();
    stages.unshift(bit);
  }
  return sequence;
}
