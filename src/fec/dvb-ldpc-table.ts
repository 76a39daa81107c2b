/** FECFRAME of 64,800, 32,400 or 16,200 bits. */
export type DvbFrame = "normal" | "medium" | "short";

/** One LDPC code of DVB-S2 or DVB-S2X as the standard's annexes tabulate it. */
export interface DvbLdpcTable {
  readonly standard: "S2" | "S2X";
  /** Part of EN 302 307 and number of the table. */
  readonly table: string;
  readonly frame: DvbFrame;
  /** LDPC code identifier: a nominal rate, exact for normal and medium frames only. */
  readonly rate: string;
  /** k_ldpc. */
  readonly informationBits: number;
  /** A line for each group of 360 information bits: addresses of its first bit's parity accumulators. */
  readonly addresses: string;
}
