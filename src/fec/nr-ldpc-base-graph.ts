import type { QuasiCyclicCode } from "../../kernels/ldpc/quasi-cyclic-code.js";
import { type NrBaseGraphTable, nrBaseGraph1, nrBaseGraph2 } from "./nr-ldpc-base-graph.data.js";

export type NrBaseGraph = 1 | 2;

/** Lifting sizes Z of the sets iLS = 0 to 7: TS 38.212, Table 5.3.2-1. */
const nrLiftingSizesOfSet: readonly (readonly number[])[] = [
  [2, 4, 8, 16, 32, 64, 128, 256],
  [3, 6, 12, 24, 48, 96, 192, 384],
  [5, 10, 20, 40, 80, 160, 320],
  [7, 14, 28, 56, 112, 224],
  [9, 18, 36, 72, 144, 288],
  [11, 22, 44, 88, 176, 352],
  [13, 26, 52, 104, 208],
  [15, 30, 60, 120, 240],
];

/** All 51 lifting sizes, rising. */
export const nrLiftingSizes: readonly number[] = nrLiftingSizesOfSet.flat().sort((a, b) => a - b);

/** @throws RangeError unless `baseGraph` is 1 or 2 */
export function nrBaseGraphTable(baseGraph: NrBaseGraph): NrBaseGraphTable {
  if (baseGraph === 1) return nrBaseGraph1;
  if (baseGraph === 2) return nrBaseGraph2;
  throw new RangeError(`nrBaseGraphTable: baseGraph: expected 1 or 2, found ${baseGraph}`);
}

/**
 * Index iLS of the set that holds a lifting size: TS 38.212, Table 5.3.2-1.
 * @throws RangeError where no set holds it
 */
export function nrLiftingSet(liftingSize: number): number {
  const set = nrLiftingSizesOfSet.findIndex((sizes) => sizes.includes(liftingSize));
  if (set >= 0) return set;
  throw new RangeError(
    `nrLiftingSet: liftingSize: expected a lifting size of TS 38.212 (${nrLiftingSizes.join(", ")}), found ${liftingSize}`,
  );
}

/**
 * Base graph of a transport block: TS 38.212, 6.2.2 and 7.2.2.
 * @param transportBlockBits  A, without CRC
 * @param rate                R, the target code rate of the MCS
 */
export function nrBaseGraphChoice(transportBlockBits: number, rate: number): NrBaseGraph {
  const isSmall = transportBlockBits <= 292 || (transportBlockBits <= 3824 && rate <= 0.67);
  return isSmall || rate <= 0.25 ? 2 : 1;
}

/**
 * Parity-check matrix of TS 38.212, 5.3.2: Z x Z identity matrices, rows moved to the right by V mod Z.
 *
 * Variables are the whole word before puncturing: 22 Z or 10 Z information bits (the first 2 Z never sent), then parity.
 *
 * @throws RangeError where the base graph or the lifting size does not exist
 */
export function nrLdpcQuasiCyclic(baseGraph: NrBaseGraph, liftingSize: number): QuasiCyclicCode {
  const table = nrBaseGraphTable(baseGraph);
  const shifts = table.shiftsOfSet[nrLiftingSet(liftingSize)];
  const positions = table.columnsOfRow.flatMap((columns, row) => columns.map((column) => ({ row, column })));
  return {
    liftingSize,
    rows: table.rows,
    columns: table.columns,
    edges: positions.map(({ row, column }, i) => ({ row, column, shift: shifts[i] % liftingSize })),
  };
}
