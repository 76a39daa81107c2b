/**
 * Dual basis (Berlekamp) of the symbols of CCSDS Reed-Solomon codes: CCSDS 131.0-B-2, 4.3.9 and its annex on the
 * transformation.
 *
 * What the coefficients of alpha^7, ..., alpha^0 of an element add to its symbol as sent, z0 being the highest bit;
 * also z_i = Tr(u alpha^(117 i)), by which the test holds it.
 */
export const ccsdsDualBasis: readonly number[] = [0x8d, 0xef, 0xec, 0x86, 0xfa, 0x99, 0xaf, 0x7b];
