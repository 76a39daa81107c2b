import type { QuasiCyclicCode, QuasiCyclicEdge } from "../../kernels/ldpc/quasi-cyclic-code.js";
import { dvbLdpcS2Normal } from "./dvb-ldpc-s2-normal.data.js";
import { dvbLdpcS2Short } from "./dvb-ldpc-s2-short.data.js";
import { dvbLdpcS2xNormal } from "./dvb-ldpc-s2x-normal.data.js";
import { dvbLdpcS2xNormalHigh } from "./dvb-ldpc-s2x-normal-high.data.js";
import { dvbLdpcS2xShort } from "./dvb-ldpc-s2x-short.data.js";
import type { DvbFrame, DvbLdpcTable } from "./dvb-ldpc-table.js";

/** Every LDPC code of DVB-S2 and DVB-S2X. */
export const dvbLdpcTables: readonly DvbLdpcTable[] = [
  ...dvbLdpcS2Normal,
  ...dvbLdpcS2Short,
  ...dvbLdpcS2xNormal,
  ...dvbLdpcS2xNormalHigh,
  ...dvbLdpcS2xShort,
];

/** Bits of a group that share a row of addresses, and lanes of the quasi-cyclic form. */
export const dvbGroup_bit = 360;

/** Bits of a FECFRAME before puncturing. */
export const dvbFrame_bit: Readonly<Record<DvbFrame, number>> = { normal: 64_800, medium: 32_400, short: 16_200 };

/** @throws RangeError with the rates that there are */
export function dvbLdpcTable(frame: DvbFrame, rate: string): DvbLdpcTable {
  const ofFrame = dvbLdpcTables.filter((table) => table.frame === frame);
  const found = ofFrame.find((table) => table.rate === rate);
  if (found) return found;
  if (ofFrame.length === 0) {
    throw new RangeError(`dvbLdpcTable: frame: expected normal, medium or short, found ${frame}`);
  }
  throw new RangeError(
    `dvbLdpcTable: rate: expected one of ${ofFrame.map((table) => table.rate).join(", ")} (${frame} frame), found ${rate}`,
  );
}

/** Rows of addresses, one a group of 360 information bits. */
export function dvbLdpcAddresses(table: DvbLdpcTable): readonly (readonly number[])[] {
  return table.addresses
    .trim()
    .split("\n")
    .map((row) => row.split(" ").map(Number));
}

/** q = (n - k) / 360, the step of an address from one bit of a group to the next: EN 302 307-1, tables 7a and 7b. */
export function dvbLdpcStep(table: DvbLdpcTable): number {
  return (dvbFrame_bit[table.frame] - table.informationBits) / dvbGroup_bit;
}

/**
 * The parity-check matrix in blocks of 360, from EN 302 307-1, 5.3.2.1: check j = q i + r is lane i of block row r.
 *
 * Columns are the groups of information bits, then q columns of parity: p_j with j = q i + r is lane i of parity
 * column r, so the parity stands in another order than it is sent in (`dvbLdpcParityIndex`). Information bit m of a
 * group meets check (a + m q) mod (n - k): row a mod q, lane m + floor(a / q). p_j also meets check j + 1; check 0
 * has no such predecessor.
 */
export function dvbLdpcQuasiCyclic(table: DvbLdpcTable): QuasiCyclicCode {
  const step = dvbLdpcStep(table);
  const groups = table.informationBits / dvbGroup_bit;
  const edges: QuasiCyclicEdge[] = dvbLdpcAddresses(table).flatMap((row, column) =>
    row.map((address) => ({
      row: address % step,
      column,
      shift: (dvbGroup_bit - Math.floor(address / step)) % dvbGroup_bit,
    })),
  );
  for (let row = 0; row < step; row++) {
    if (row === 0) edges.push({ row, column: groups + step - 1, shift: dvbGroup_bit - 1, lacksFirst: true });
    else edges.push({ row, column: groups + row - 1, shift: 0 });
    edges.push({ row, column: groups + row, shift: 0 });
  }
  edges.sort((a, b) => a.row - b.row || a.column - b.column);
  return { liftingSize: dvbGroup_bit, rows: step, columns: groups + step, edges };
}

/** Place of each parity bit p_j, in the order in which it is sent, among the variables of the quasi-cyclic form. */
export function dvbLdpcParityIndex(table: DvbLdpcTable): Int32Array {
  const step = dvbLdpcStep(table);
  const { informationBits } = table;
  return Int32Array.from(
    { length: step * dvbGroup_bit },
    (_, j) => informationBits + (j % step) * dvbGroup_bit + Math.floor(j / step),
  );
}
