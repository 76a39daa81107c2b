import { Bch } from "./bch.js";
import { dvbBchRows } from "./dvb-bch.data.js";
import { dvbFrame_bit, dvbLdpcTable, dvbLdpcTables } from "./dvb-ldpc.js";
import type { DvbFrame, DvbLdpcTable } from "./dvb-ldpc-table.js";
import { dvbVlSnr } from "./dvb-vl-snr.data.js";

/** What the two codes of a FECFRAME are and which bits of the LDPC word are sent. */
export interface DvbFecFrame {
  /** Which part of EN 302 307 brought it: S2 is part 1, S2X part 2. */
  readonly standard: "S2" | "S2X";
  readonly frame: DvbFrame;
  /** LDPC code identifier, e.g. `3/4`, `116/180`; of VL-SNR modes `1/5 VL-SNR`, `11/45 VL-SNR SF2`. */
  readonly rate: string;
  readonly ldpc: DvbLdpcTable;
  /** Xs: leading information bits of the LDPC code that are 0 and are not sent. */
  readonly shortenedBits: number;
  /** P and Xp: of the parity bits p_0, p_P, p_2P, ... the first Xp are not sent. */
  readonly puncturingPeriod: number;
  readonly puncturedBits: number;
  /** k_bch and t; undefined for the LDPC codes that the standard uses punctured only, as tabulated. */
  readonly outerCode: { readonly informationBits: number; readonly correctableErrors: number } | undefined;
}

/** Every FECFRAME: a row for each LDPC code as it stands in the annexes, and for each VL-SNR mode. */
export const dvbFecFrames: readonly DvbFecFrame[] = [
  ...dvbLdpcTables.map(({ standard, frame, rate }) => fecFrame(standard, frame, rate, rate, 0, 1, 0)),
  ...dvbVlSnr.map(([frame, rate, code, xs, p, xp]) => fecFrame("S2X", frame, rate, code, xs, p, xp)),
];

/**
 * @param standard  `S2` leaves S2X's own codes out; S2X uses those of S2 too
 * @throws RangeError with the rates that there are
 */
export function dvbFecFrame(frame: DvbFrame, rate: string, standard: "S2" | "S2X" = "S2X"): DvbFecFrame {
  if (!Object.hasOwn(dvbFrame_bit, frame)) {
    throw new RangeError(`dvbFecFrame: frame: expected normal, medium or short, found ${frame}`);
  }
  if (standard !== "S2" && standard !== "S2X") {
    throw new RangeError(`dvbFecFrame: standard: expected S2 or S2X, found ${standard}`);
  }
  const choice = dvbFecFrames.filter(
    (known) => known.frame === frame && (standard === "S2X" || known.standard === "S2"),
  );
  const found = choice.find((known) => known.rate === rate);
  if (found) return found;
  const valid = choice.map((known) => known.rate).join(", ") || "none";
  throw new RangeError(`dvbFecFrame: rate: expected one of ${valid} (${standard}, ${frame} frame), found ${rate}`);
}

/** Bits that a FECFRAME sends. */
export function dvbSentBits({ frame, shortenedBits, puncturedBits }: DvbFecFrame): number {
  return dvbFrame_bit[frame] - shortenedBits - puncturedBits;
}

/**
 * Primitive polynomials of the outer codes: EN 302 307-1, tables 6a and 6b (g_1), EN 302 307-2 for the medium frame.
 * The minimal polynomials that follow from them are those of the tables.
 */
const bchField: Readonly<Record<DvbFrame, { readonly fieldDegree: number; readonly primitivePolynomial: number }>> = {
  // x^16 + x^5 + x^3 + x^2 + 1
  normal: { fieldDegree: 16, primitivePolynomial: 0x1002d },
  // x^15 + x^5 + x^3 + x^2 + 1
  medium: { fieldDegree: 15, primitivePolynomial: 0x802d },
  // x^14 + x^5 + x^3 + x + 1
  short: { fieldDegree: 14, primitivePolynomial: 0x402b },
};

/**
 * The outer code of a FECFRAME.
 * @throws RangeError where the standard has none
 */
export function dvbBch({ frame, rate, ldpc, shortenedBits, outerCode }: DvbFecFrame): Bch {
  if (outerCode === undefined) {
    throw new RangeError(`dvbBch: rate: expected one with an outer code, found ${rate}, which only VL-SNR modes use`);
  }
  const { correctableErrors } = outerCode;
  return new Bch({ ...bchField[frame], correctableErrors, codedBits: ldpc.informationBits - shortenedBits });
}

function fecFrame(
  standard: "S2" | "S2X",
  frame: DvbFrame,
  rate: string,
  code: string,
  shortenedBits: number,
  puncturingPeriod: number,
  puncturedBits: number,
): DvbFecFrame {
  const row = dvbBchRows.find(([ofFrame, ofRate]) => ofFrame === frame && ofRate === rate);
  return {
    standard,
    frame,
    rate,
    ldpc: dvbLdpcTable(frame, code),
    shortenedBits,
    puncturingPeriod,
    puncturedBits,
    outerCode: row && { informationBits: row[2], correctableErrors: row[4] },
  };
}
