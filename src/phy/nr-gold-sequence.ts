/** Nc of TS 38.211, 5.2.1. */
const skipped = 1600;
/** Bits of each register that are known ahead: both recurrences reach back 28 bits or more. */
const stride = 28;
const strideMask = 2 ** stride - 1;

/**
 * The pseudo-random sequence c(n) of TS 38.211, 5.2.1: a Gold sequence of length 31, one bit an element.
 *
 * @param initial  c_init, 0 to 2^31 - 1
 * @param length   bits
 * @param first    the first n; 0 if left out
 */
export function nrGoldSequence(initial: number, length: number, first = 0): Uint8Array {
  if (!(Number.isInteger(initial) && initial >= 0 && initial < 2 ** 31)) {
    throw new RangeError(`nrGoldSequence: initial: expected a whole number from 0 to 2^31 - 1, found ${initial}`);
  }
  if (!(Number.isSafeInteger(length) && length >= 0 && Number.isSafeInteger(first) && first >= 0)) {
    throw new RangeError(`nrGoldSequence: length, first: expected whole numbers from 0, found ${length} and ${first}`);
  }
  // Bit i of a register is x(n + i).
  let x1 = 1;
  let x2 = initial;
  const advance = (bits: number) => {
    const mask = bits === stride ? strideMask : 2 ** bits - 1;
    x1 = (x1 >>> bits) | ((((x1 >>> 3) ^ x1) & mask) << (31 - bits));
    x2 = (x2 >>> bits) | ((((x2 >>> 3) ^ (x2 >>> 2) ^ (x2 >>> 1) ^ x2) & mask) << (31 - bits));
  };
  let ahead = skipped + first;
  for (; ahead >= stride; ahead -= stride) advance(stride);
  advance(ahead);
  const sequence = new Uint8Array(length);
  for (let n = 0; n < length; n += stride) {
    const bits = Math.min(stride, length - n);
    const both = x1 ^ x2;
    for (let i = 0; i < bits; i++) sequence[n + i] = (both >>> i) & 1;
    advance(stride);
  }
  return sequence;
}
