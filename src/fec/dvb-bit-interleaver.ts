import {
  type DvbInterleavedModulation,
  type DvbInterleaverRow,
  dvbInterleaverS2,
  dvbInterleaverS2xNormal,
  dvbInterleaverS2xShort,
} from "./dvb-bit-interleaver.data.js";
import type { DvbFrame } from "./dvb-ldpc-table.js";

/** A modulation of DVB-S2 or DVB-S2X; BPSK and QPSK have no bit interleaver. */
export type DvbModulation = "BPSK" | "QPSK" | DvbInterleavedModulation;

const rowsOfFrame: Readonly<Record<DvbFrame, readonly DvbInterleaverRow[]>> = {
  normal: [...dvbInterleaverS2, ...dvbInterleaverS2xNormal],
  medium: [],
  short: [...dvbInterleaverS2, ...dvbInterleaverS2xShort],
};

/** Zeros after a code word for 128APSK, so that seven columns are of one length: EN 302 307-2, 5.3.2.2. */
const zeros128Apsk_bit = 6;
/** Ones after the interleaved bits for 128APSK, which fill its last slot: EN 302 307-2, 5.3.3. */
const ones128Apsk_bit = 84;

/** Index of the interleaver for a 0 and a 1 that come from no code word. */
export const dvbPadding = { zero: -1, one: -2 } as const;

/**
 * The columns of a bit interleaver in the order in which each row is read out: the column of a symbol's most
 * significant bit first. Empty for BPSK and QPSK.
 *
 * @param rate  LDPC code identifier
 * @throws RangeError with what there is for this frame, where the standard has no such combination
 */
export function dvbInterleaverColumns(frame: DvbFrame, modulation: DvbModulation, rate: string): readonly number[] {
  if (modulation === "BPSK" || modulation === "QPSK") return [];
  const rows = rowsOfFrame[frame].filter(([ofModulation]) => ofModulation === modulation);
  const row = rows.find(([, rates]) => rates.split(" ").includes(rate));
  if (row === undefined) {
    const rates = rows.map(([, ofRow]) => ofRow.replaceAll(" ", ", ")).join(", ") || "none";
    throw new RangeError(
      `dvbInterleaverColumns: rate: expected one that ${modulation} has in the ${frame} frame (${rates}), found ${rate}`,
    );
  }
  return Array.from(row[2], Number);
}

/**
 * Where each bit of an interleaved FECFRAME comes from: EN 302 307-1, 5.3.3. The word is written down the columns, one
 * after another, and read out row by row.
 *
 * @param columns  from `dvbInterleaverColumns`
 * @param bits     of the word, a multiple of the columns but for 128APSK
 * @returns index in the word of each bit, in the order of sending, or one of `dvbPadding`
 */
export function dvbInterleaverIndex(columns: readonly number[], bits: number): Int32Array {
  if (columns.length === 0) return Int32Array.from({ length: bits }, (_, i) => i);
  const isPadded = columns.length === 7;
  const rows = (isPadded ? bits + zeros128Apsk_bit : bits) / columns.length;
  if (!Number.isInteger(rows)) {
    throw new RangeError(`dvbInterleaverIndex: bits: expected a multiple of ${columns.length}, found ${bits}`);
  }
  const interleaved = rows * columns.length;
  return Int32Array.from({ length: isPadded ? interleaved + ones128Apsk_bit : interleaved }, (_, i) => {
    if (i >= interleaved) return dvbPadding.one;
    const from = columns[i % columns.length] * rows + Math.floor(i / columns.length);
    return from < bits ? from : dvbPadding.zero;
  });
}
