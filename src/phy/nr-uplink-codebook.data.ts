/**
 * Precoding matrices of PUSCH: TS 38.211, Tables 6.3.1.5-1 to 6.3.1.5-7, by transmission precoding matrix indicator (TPMI).
 *
 * Each matrix is its layers' columns one after another; of a column, one character an antenna port: `1`, `j`, `n` for -1,
 * `o` for -j, `0`. The factor before the matrix is that of unit power over all layers where every port is used; it is
 * noted where it is not.
 */
export interface NrUplinkCodebook {
  readonly matrices: readonly string[];
  /** The factor 1 / sqrt(divisor) of each matrix. */
  readonly divisors: readonly number[];
}

function codebook(...parts: readonly (readonly [divisor: number, matrices: string])[]): NrUplinkCodebook {
  const matrices = parts.map(([, text]) => text.trim().split(/\s*,\s*/));
  return { matrices: matrices.flat(), divisors: parts.flatMap(([divisor], i) => matrices[i].map(() => divisor)) };
}

const selectsPorts = "1000, 0100, 0010, 0001, 1010, 10n0, 10j0, 10o0, 0101, 010n, 010j, 010o";

/** By antenna ports, then layers, without transform precoding (one layer of two ports and `nrSpreadUplinkCodebook` with it). */
export const nrUplinkCodebooks: Readonly<Record<2 | 4, Readonly<Record<number, NrUplinkCodebook>>>> = {
  2: {
    // Table 6.3.1.5-1
    1: codebook([2, "10, 01, 11, 1n, 1j, 1o"]),
    // Table 6.3.1.5-4
    2: codebook([2, "10 01"], [4, "11 1n, 1j 1o"]),
  },
  4: {
    // Table 6.3.1.5-3
    1: codebook(
      [4, selectsPorts],
      [4, "1111, 11jj, 11nn, 11oo, 1j1j, 1jjn, 1jno, 1jo1, 1n1n, 1njo, 1nn1, 1noj, 1o1o, 1oj1, 1onj, 1oon"],
    ),
    // Table 6.3.1.5-5
    2: codebook(
      [4, "1000 0100, 1000 0010, 1000 0001, 0100 0010, 0100 0001, 0010 0001"],
      [4, "1010 010o, 1010 010j, 10o0 0101, 10o0 010n, 10n0 010o, 10n0 010j, 10j0 0101, 10j0 010n"],
      [8, "1111 11nn, 11jj 11oo, 1j1j 1jno, 1jjn 1jo1, 1n1n 1nn1, 1njo 1noj, 1o1o 1onj, 1oj1 1oon"],
    ),
    // Table 6.3.1.5-6
    3: codebook(
      [4, "1000 0100 0010, 1010 0100 0001, 10n0 0100 0001"],
      [12, "1111 1n1n 11nn, 11jj 1njo 11oo, 1n1n 1111 1nn1, 1njo 11jj 1noj"],
    ),
    // Table 6.3.1.5-7
    4: codebook(
      [4, "1000 0100 0010 0001"],
      [8, "1010 10n0 0101 010n, 10j0 10o0 010j 010o"],
      [16, "1111 1n1n 11nn 1nn1, 11jj 1njo 11oo 1noj"],
    ),
  },
};

/** One layer on four ports with transform precoding: Table 6.3.1.5-2. */
export const nrSpreadUplinkCodebook: NrUplinkCodebook = codebook(
  [4, selectsPorts],
  [4, "111n, 11jj, 11n1, 11oo, 1j1j, 1jj1, 1jno, 1jon, 1n11, 1njo, 1nnn, 1noj, 1o1o, 1ojn, 1onj, 1oo1"],
);
