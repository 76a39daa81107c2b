import type { QuasiCyclicCode, QuasiCyclicEdge } from "../../kernels/ldpc/quasi-cyclic-code.js";
import { ar4jaPhi, ar4jaTheta, c2Shifts, telecommandShifts } from "./ccsds-ldpc.data.js";

export type Ar4jaRate = "1/2" | "2/3" | "4/5";

/** M of the AR4JA codes: CCSDS 131.0-B, table 7-2. */
const ar4jaSizes: Readonly<Record<number, Readonly<Record<Ar4jaRate, number>>>> = {
  1024: { "1/2": 512, "2/3": 256, "4/5": 128 },
  4096: { "1/2": 2048, "2/3": 1024, "4/5": 512 },
  16384: { "1/2": 8192, "2/3": 4096, "4/5": 2048 },
};

/** Blocks of M columns in front of those of rate 1/2. */
export const ar4jaExtraBlocks: Readonly<Record<Ar4jaRate, number>> = { "1/2": 0, "2/3": 2, "4/5": 6 };

/**
 * Where the identity (0) and the permutations pi_k stand among blocks of M x M: row, column, and what is added there.
 * CCSDS 131.0-B, 7.4.2.3; columns of rate 1/2 count from 0, those before it are negative.
 */
const ar4jaBlocks: readonly (readonly [number, number, readonly number[]])[] = [
  [1, -6, [21, 22, 23]],
  [1, -5, [0]],
  [2, -6, [0]],
  [2, -5, [24, 25, 26]],
  [1, -4, [15, 16, 17]],
  [1, -3, [0]],
  [2, -4, [0]],
  [2, -3, [18, 19, 20]],
  [1, -2, [9, 10, 11]],
  [1, -1, [0]],
  [2, -2, [0]],
  [2, -1, [12, 13, 14]],
  [0, 2, [0]],
  [0, 4, [0, 1]],
  [1, 0, [0]],
  [1, 1, [0]],
  [1, 3, [0]],
  [1, 4, [2, 3, 4]],
  [2, 0, [0]],
  [2, 1, [5, 6]],
  [2, 3, [7, 8]],
  [2, 4, [0]],
];

/** @throws RangeError with the sizes and rates that there are */
export function ar4jaSize(informationBits: number, rate: Ar4jaRate): number {
  const size = ar4jaSizes[informationBits]?.[rate];
  if (size !== undefined) return size;
  const rates = Object.keys(ar4jaExtraBlocks).join(", ");
  throw new RangeError(
    `ccsdsLdpcCode: informationBits, rate: expected ${Object.keys(ar4jaSizes).join(", ")} bits at ${rates}, found ${informationBits} at ${rate}`,
  );
}

/** A permutation pi_k (0: the identity) as four circulants of M / 4: of row quarter j, its column quarter and shift. */
export function ar4jaPermutation(k: number, size: number): readonly (readonly [quarter: number, shift: number])[] {
  const column = Math.log2(size) - 7;
  return [0, 1, 2, 3].map((j) =>
    k === 0 ? [j, 0] : [(ar4jaTheta[k - 1] + j) % 4, ar4jaPhi[j][k - 1][column] % (size / 4)],
  );
}

/** The parity-check matrix of an AR4JA code in circulants of M / 4; its last M columns are punctured. */
export function ar4jaQuasiCyclic(size: number, rate: Ar4jaRate): QuasiCyclicCode {
  const extra = ar4jaExtraBlocks[rate];
  const edges = ar4jaBlocks
    .filter(([, column]) => column + extra >= 0)
    .flatMap(([row, column, terms]) =>
      terms.flatMap((k) =>
        ar4jaPermutation(k, size).map(([quarter, shift], j) => ({
          row: 4 * row + j,
          column: 4 * (column + extra) + quarter,
          shift,
        })),
      ),
    );
  return { liftingSize: size / 4, rows: 12, columns: 4 * (extra + 5), edges: inOrder(edges) };
}

/** The (8176, 7156) code that C2 is made of: two rows of sixteen blocks of two circulants. */
export function c2QuasiCyclic(): QuasiCyclicCode {
  return { liftingSize: 511, rows: 2, columns: 16, edges: circulants(c2Shifts) };
}

/** The short codes of telecommand, (128, 64) and (512, 256). */
export function telecommandQuasiCyclic(bits: 128 | 512): QuasiCyclicCode {
  return { liftingSize: bits / 8, rows: 4, columns: 8, edges: circulants(telecommandShifts[bits]) };
}

function circulants(blocks: readonly (readonly (readonly number[])[])[]): QuasiCyclicEdge[] {
  return blocks.flatMap((row, r) =>
    row.flatMap((shifts, column) => shifts.map((shift) => ({ row: r, column, shift }))),
  );
}

function inOrder(edges: readonly QuasiCyclicEdge[]): QuasiCyclicEdge[] {
  return [...edges].sort((a, b) => a.row - b.row || a.column - b.column);
}
