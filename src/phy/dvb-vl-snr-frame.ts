import { plHeader_symbols, type Symbols } from "./dvb-pl-header.js";
import { vlSnrHeaderRows, vlSnrModcodRows, vlSnrWalsh } from "./dvb-vl-snr-header.data.js";
import { pilotBlock_symbols } from "./pl-frame.js";

export const vlSnrHeader_symbols = 900;

/** A MODCOD of the VL-SNR modes. */
export interface VlSnrModcod {
  /** As printed, with the FECFRAME where it is not the normal one, e.g. `BPSK 1/3 medium`. */
  readonly name: string;
  readonly standard: "S2X";
  readonly frame: "normal" | "medium" | "short";
  /** LDPC code identifier, e.g. `1/3 VL-SNR`. */
  readonly rate: string;
  readonly constellation: "QPSK" | "BPSK";
  readonly modulation: "QPSK" | "BPSK";
  readonly headerIndex: number;
  readonly set: 1 | 2;
  /** How often each symbol is sent. */
  readonly spreading: 1 | 2;
}

/** Every MODCOD of the VL-SNR modes: EN 302 307-2, tables 18a and 18b. */
export const vlSnrModcods: readonly VlSnrModcod[] = vlSnrModcodRows.map(
  ([name, headerIndex, set, frame, rate, spreading]) => {
    const modulation = name.startsWith("QPSK") ? "QPSK" : "BPSK";
    return { name, standard: "S2X", frame, rate, constellation: modulation, modulation, headerIndex, set, spreading };
  },
);

/** EN 302 307-2, table 17a: all frames of a set have one PLS code, pilots included. */
export const vlSnrPlsCode = { 1: 129, 2: 131 } as const;

/** A run of pilots. */
export interface PilotRun {
  /** Counted from the PLHEADER's first symbol. */
  readonly first: number;
  readonly symbols: number;
}

/** Data symbols, and pilots in their middle, between the pilot blocks of a group; and how many such groups. */
interface GroupRow {
  readonly count: number;
  readonly half: number;
  readonly pilots: number;
}

/** EN 302 307-2, 5.5.2.5, figures 17 and 18; four public implementations agree, and the sums are those of table 18a. */
const layouts: Readonly<Record<1 | 2, { readonly groups: readonly GroupRow[]; readonly tail: number }>> = {
  1: {
    groups: [
      { count: 18, half: 703, pilots: 34 },
      { count: 3, half: 702, pilots: 36 },
    ],
    tail: 720,
  },
  2: {
    groups: [
      { count: 9, half: 704, pilots: 32 },
      { count: 1, half: 702, pilots: 36 },
    ],
    tail: 360,
  },
};
/** Data between the VL-SNR header and the first pilot block. */
const lead = 540;

/**
 * Geometry of a VL-SNR frame: PLHEADER, VL-SNR header, and data with the pilot blocks of S2 and more between them.
 * @returns symbols of the frame and the pilots' places
 */
export function vlSnrLayout(set: 1 | 2): { readonly symbols: number; readonly pilots: readonly PilotRun[] } {
  const { groups, tail } = layouts[set];
  const pilots: PilotRun[] = [];
  let at = plHeader_symbols + vlSnrHeader_symbols + lead;
  const block = (symbols: number) => {
    pilots.push({ first: at, symbols });
    at += symbols;
  };
  block(pilotBlock_symbols);
  for (const { count, half, pilots: between } of groups) {
    for (let group = 0; group < count; group++) {
      at += half;
      block(between);
      at += half;
      block(pilotBlock_symbols);
    }
  }
  return { symbols: at + tail, pilots };
}

/** The 900 symbols of a VL-SNR header, pi/2-BPSK: two zeros, the pattern, two zeros (EN 302 307-2, 5.5.2.5). */
export function vlSnrHeaderSymbols(index: number): Symbols {
  if (!(Number.isInteger(index) && index >= 0 && index < vlSnrWalsh.length)) {
    throw new RangeError(`vlSnrHeaderSymbols: expected an index from 0 to ${vlSnrWalsh.length - 1}, found ${index}`);
  }
  const pattern = vlSnrHeaderRows.flatMap((row, at) => {
    const inverted = vlSnrWalsh[index][at] === "0" ? 1 : 0;
    return Array.from(row, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0"))
      .join("")
      .split("")
      .map((bit) => Number(bit) ^ inverted);
  });
  const bits = [0, 0, ...pattern, 0, 0];
  const symbols = { re: new Float32Array(bits.length), im: new Float32Array(bits.length) };
  bits.forEach((bit, i) => {
    const value = (1 - 2 * bit) * Math.SQRT1_2;
    symbols.re[i] = i % 2 === 0 ? value : -value;
    symbols.im[i] = value;
  });
  return symbols;
}
