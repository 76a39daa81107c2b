import type { DvbFrame } from "./dvb-ldpc-table.js";

/** Frame, rate, LDPC code, Xs, P and Xp. */
export type DvbVlSnrRow = readonly [DvbFrame, string, string, number, number, number];

/**
 * EN 302 307-2, 5.5.2.6, table 19a: shortening and puncturing of the VL-SNR modes. The first Xs information bits are 0
 * and are not sent; of the parity bits p_0, p_P, p_2P, ... the first Xp are not sent.
 *
 * The rate `1/5` of the short frame is the code 1/4 of EN 302 307-1. `SF2` marks the modes whose symbols are sent
 * twice (BPSK-S); the word is the same as it would be without. The figures stand alike in five public sources; the
 * rule for the places is from a public reading of V1.4.1 of the standard. One open encoder takes the same places out
 * of the accumulators before p_j = a_j + p_(j-1) is done, which gives other words.
 */
export const dvbVlSnr: readonly DvbVlSnrRow[] = [
  ["normal", "2/9 VL-SNR", "2/9", 0, 15, 3240],
  ["medium", "1/5 VL-SNR", "1/5", 640, 25, 980],
  ["medium", "11/45 VL-SNR", "11/45", 0, 15, 1620],
  ["medium", "1/3 VL-SNR", "1/3", 0, 13, 1620],
  ["short", "1/5 VL-SNR SF2", "1/4", 560, 30, 250],
  ["short", "11/45 VL-SNR SF2", "11/45", 0, 15, 810],
  ["short", "1/5 VL-SNR", "1/4", 0, 10, 1224],
  ["short", "4/15 VL-SNR", "4/15", 0, 8, 1224],
  ["short", "1/3 VL-SNR", "1/3", 0, 8, 1224],
];
