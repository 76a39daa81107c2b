/** What a MODCOD of DVB-S2 or DVB-S2X is made of. */
export interface DvbModcodCode {
  /** As printed, e.g. `16APSK 2/3-L`; with ` short` for the short FECFRAME. */
  readonly name: string;
  readonly standard: "S2" | "S2X";
  readonly frame: "normal" | "short";
  /** LDPC code identifier, e.g. `20/30`. */
  readonly rate: string;
  /** As `dvbConstellation` names it. */
  readonly constellation: string;
  /** That the bit interleaver is for. */
  readonly modulation: "QPSK" | "8PSK" | "8APSK" | "16APSK" | "32APSK" | "64APSK" | "128APSK" | "256APSK";
}

/** Modulation and rates as printed, each with its LDPC code identifier behind a colon where that differs. */
type ModcodRow = readonly [DvbModcodCode["modulation"], string];

/** EN 302 307-1, table 12, both frames; 9/10 is for the normal one only. */
const s2: readonly ModcodRow[] = [
  ["QPSK", "1/4 1/3 2/5 1/2 3/5 2/3 3/4 4/5 5/6 8/9 9/10"],
  ["8PSK", "3/5 2/3 3/4 5/6 8/9 9/10"],
  ["16APSK", "2/3 3/4 4/5 5/6 8/9 9/10"],
  ["32APSK", "3/4 4/5 5/6 8/9 9/10"],
];

/**
 * EN 302 307-2, table 17a, PLS codes 132 to 214: normal frame. Three public implementations agree.
 *
 * 32APSK 2/3-L: its code is the one of EN 302 307-1 in those implementations and in tables 9a and 17a as they quote
 * them, with k_bch = 43,040; the efficiency that table 20a prints is that of the code 20/30 with 43,008.
 */
const s2xNormal: readonly ModcodRow[] = [
  ["QPSK", "13/45 9/20 11/20"],
  ["8APSK", "5/9-L:100/180 26/45-L:104/180"],
  ["8PSK", "23/36 25/36 13/18"],
  ["16APSK", "1/2-L:90/180 8/15-L:96/180 5/9-L:100/180 26/45 3/5 3/5-L:18/30 28/45 23/36 2/3-L:20/30 25/36 13/18"],
  ["16APSK", "7/9:140/180 77/90:154/180"],
  ["32APSK", "2/3-L:2/3 32/45:128/180 11/15:132/180 7/9:140/180"],
  ["64APSK", "32/45-L:128/180 11/15:132/180 7/9 4/5 5/6"],
  ["128APSK", "3/4:135/180 7/9:140/180"],
  ["256APSK", "29/45-L:116/180 2/3-L:20/30 31/45-L:124/180 32/45:128/180 11/15-L:22/30 3/4:135/180"],
];

/** EN 302 307-2, table 17a, PLS codes 216 to 248: short frame. */
const s2xShort: readonly ModcodRow[] = [
  ["QPSK", "11/45 4/15 14/45 7/15 8/15 32/45"],
  ["8PSK", "7/15 8/15 26/45 32/45"],
  ["16APSK", "7/15 8/15 26/45 3/5 32/45"],
  ["32APSK", "2/3 32/45"],
];

/** Every MODCOD but those of VL-SNR. */
export const dvbModcodCodes: readonly DvbModcodCode[] = [
  ...modcods("S2", "normal", s2),
  ...modcods("S2", "short", s2).filter(({ rate }) => rate !== "9/10"),
  ...modcods("S2X", "normal", s2xNormal),
  ...modcods("S2X", "short", s2xShort),
];

/** The code and constellation of a MODCOD, by its printed name; undefined where there is none. */
export function dvbModcodCode(name: string): DvbModcodCode | undefined {
  return dvbModcodCodes.find((modcod) => modcod.name === name);
}

function modcods(standard: "S2" | "S2X", frame: "normal" | "short", rows: readonly ModcodRow[]): DvbModcodCode[] {
  return rows.flatMap(([modulation, rates]) =>
    rates.split(" ").map((entry) => {
      const [printed, rate = printed] = entry.split(":");
      const end = frame === "short" ? " short" : "";
      const isFixed = modulation === "QPSK" || modulation === "8PSK";
      // The radii of S2 are the same in both frames.
      const constellation = isFixed ? modulation : `${modulation} ${printed}${standard === "S2X" ? end : ""}`;
      return { name: `${modulation} ${printed}${end}`, standard, frame, rate, constellation, modulation };
    }),
  );
}
