/**
 * The recursive systematic component encoder of CCSDS turbo codes: CCSDS 131.0-B, 6.3: 16 states, feedback G0 = 10011,
 * parities G1 = 11011, G2 = 10101, G3 = 11111 (the newest register input first).
 */
export const turboStates = 16;
/** Parities of G1, G2 and G3, counted from 0. */
export const turboParities = [0, 1, 2] as const;

/** Register bits d1 (newest) to d4 as a number, d1 the most significant. */
export interface TurboStep {
  readonly next: number;
  /** Parities of G1, G2, G3, G1 the most significant. */
  readonly parities: number;
}

/** What input `bit` does in `state`. */
export function turboStep(state: number, bit: number): TurboStep {
  const [d1, d2, d3, d4] = [state >> 3, (state >> 2) & 1, (state >> 1) & 1, state & 1];
  const a = bit ^ d3 ^ d4;
  const parities = ((a ^ d1 ^ d3 ^ d4) << 2) | ((a ^ d2 ^ d4) << 1) | (a ^ d1 ^ d2 ^ d3 ^ d4);
  return { next: (a << 3) | (state >> 1), parities };
}

/** The input that puts a 0 into the register: four of them end a code in state 0. */
export function turboTailBit(state: number): number {
  return ((state >> 1) ^ state) & 1;
}
