/** What a bit of the transform's input carries. */
export const polarBit = { frozen: 0, information: 1, parity: 2 } as const;

/** Length of the register that a parity bit is read from; TS 38.212, 5.3.1.2. */
export const parityRegisterLength = 5;

/** A polar code: what each of the N bits before the transform carries, in the order in which they are decided. */
export interface PolarCode {
  /**
   * One `polarBit` an input bit of the transform; N = 2^n bits, n from 0 to 10. A frozen bit is 0. A parity bit n is
   * the sum (modulo 2) of the information bits m < n with n - m a multiple of 5, as TS 38.212's register forms it.
   */
  readonly bits: Uint8Array;
}

/** n of N = 2^n. */
export function polarStages(code: PolarCode): number {
  const stages = Math.log2(code.bits.length);
  if (!(Number.isInteger(stages) && stages <= 10)) {
    throw new RangeError(`PolarCode: bits: expected a power of two from 1 to 1024, found ${code.bits.length}`);
  }
  return stages;
}

/** Whether the code has parity bits: then its information bits are decided one at a time. */
export function hasParityBits(code: PolarCode): boolean {
  return code.bits.includes(polarBit.parity);
}
