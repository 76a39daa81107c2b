export type DvbS2xModulation = "QPSK" | "8PSK" | "8APSK" | "16APSK" | "32APSK" | "64APSK" | "128APSK" | "256APSK";

/** Modulation, code rate as printed, Kbch in bits, Es/N0 threshold in dB, spectral efficiency as printed (no pilots). */
export type ModcodRow = readonly [DvbS2xModulation, string, number, number, number];

/**
 * EN 302 307-1 (V1.4.1), Table 13: Es/N0 for quasi-error-free reception, PER 1e-7 of MPEG packets of 188 bytes,
 * AWGN, 50 LDPC iterations, perfect carrier and timing, no phase noise; normal FECFRAME of 64,800 bits, no pilots.
 * Typed from public transcriptions: two full lists and part of a third agree; the standard itself was not at hand.
 */
export const table13: readonly ModcodRow[] = [
  ["QPSK", "1/4", 16_008, -2.35, 0.490243],
  ["QPSK", "1/3", 21_408, -1.24, 0.656448],
  ["QPSK", "2/5", 25_728, -0.3, 0.789412],
  ["QPSK", "1/2", 32_208, 1.0, 0.988858],
  ["QPSK", "3/5", 38_688, 2.23, 1.188304],
  ["QPSK", "2/3", 43_040, 3.1, 1.322253],
  ["QPSK", "3/4", 48_408, 4.03, 1.487473],
  ["QPSK", "4/5", 51_648, 4.68, 1.587196],
  ["QPSK", "5/6", 53_840, 5.18, 1.654663],
  ["QPSK", "8/9", 57_472, 6.2, 1.766451],
  ["QPSK", "9/10", 58_192, 6.42, 1.788612],
  ["8PSK", "3/5", 38_688, 5.5, 1.779991],
  ["8PSK", "2/3", 43_040, 6.62, 1.980636],
  ["8PSK", "3/4", 48_408, 7.91, 2.228124],
  ["8PSK", "5/6", 53_840, 9.35, 2.478562],
  ["8PSK", "8/9", 57_472, 10.69, 2.646012],
  ["8PSK", "9/10", 58_192, 10.98, 2.679207],
  ["16APSK", "2/3", 43_040, 8.97, 2.637201],
  ["16APSK", "3/4", 48_408, 10.21, 2.966728],
  ["16APSK", "4/5", 51_648, 11.03, 3.165623],
  ["16APSK", "5/6", 53_840, 11.61, 3.300184],
  ["16APSK", "8/9", 57_472, 12.89, 3.523143],
  ["16APSK", "9/10", 58_192, 13.13, 3.567342],
  ["32APSK", "3/4", 48_408, 12.73, 3.703295],
  ["32APSK", "4/5", 51_648, 13.64, 3.951571],
  ["32APSK", "5/6", 53_840, 14.28, 4.11954],
  ["32APSK", "8/9", 57_472, 15.69, 4.397854],
  ["32APSK", "9/10", 58_192, 16.05, 4.453027],
];

/**
 * EN 302 307-2 (V1.1.1), Table 20a: Es/N0 for FER 1e-5, AWGN, 50 LDPC iterations, no pilots; normal FECFRAME.
 * Typed from two public transcriptions, most rows in three; all lie 0.56 to 1.06 dB above the BICM capacity of their constellation.
 * Left out: QPSK 2/9 and the other VL-SNR modes (Table 20b) and the short frames (Table 20c), whose thresholds
 * stand in one public list only.
 */
export const table20a: readonly ModcodRow[] = [
  ["QPSK", "13/45", 18_528, -2.03, 0.567805],
  ["QPSK", "9/20", 28_968, 0.22, 0.889135],
  ["QPSK", "11/20", 35_448, 1.45, 1.088581],
  ["8APSK", "5/9-L", 35_808, 4.73, 1.647211],
  ["8APSK", "26/45-L", 37_248, 5.13, 1.713601],
  ["8PSK", "23/36", 41_208, 6.12, 1.896173],
  ["8PSK", "25/36", 44_808, 7.02, 2.062148],
  ["8PSK", "13/18", 46_608, 7.49, 2.145136],
  ["16APSK", "1/2-L", 32_208, 5.97, 1.972253],
  ["16APSK", "8/15-L", 34_368, 6.55, 2.10485],
  ["16APSK", "5/9-L", 35_808, 6.84, 2.193247],
  ["16APSK", "26/45", 37_248, 7.51, 2.281645],
  // One list prints 7.41 here, the figure of 3/5-L; 7.80 stands in two others.
  ["16APSK", "3/5", 38_688, 7.8, 2.370043],
  ["16APSK", "3/5-L", 38_688, 7.41, 2.370043],
  ["16APSK", "28/45", 40_128, 8.1, 2.458441],
  ["16APSK", "23/36", 41_208, 8.38, 2.524739],
  ["16APSK", "2/3-L", 43_008, 8.43, 2.635236],
  ["16APSK", "25/36", 44_808, 9.27, 2.745734],
  ["16APSK", "13/18", 46_608, 9.71, 2.856231],
  ["16APSK", "7/9", 50_208, 10.65, 3.077225],
  ["16APSK", "77/90", 55_248, 11.99, 3.386618],
  // One list prints 3.291954, which is Kbch 43040 (the S2 2/3 code); two lists and the 20/30 code give this.
  ["32APSK", "2/3-L", 43_008, 11.1, 3.289502],
  ["32APSK", "32/45", 45_888, 11.75, 3.510192],
  ["32APSK", "11/15", 47_328, 12.17, 3.620536],
  ["32APSK", "7/9", 50_208, 13.05, 3.841226],
  ["64APSK", "32/45-L", 45_888, 13.98, 4.206428],
  ["64APSK", "11/15", 47_328, 14.81, 4.338659],
  ["64APSK", "7/9", 50_208, 15.47, 4.603122],
  ["64APSK", "4/5", 51_648, 15.87, 4.735354],
  // One list prints 4.933701, which is Kbch 53808 (BCH t = 12); two lists and the S2 code (t = 10) give this.
  ["64APSK", "5/6", 53_840, 16.55, 4.936639],
  // 64800 bits are padded to 103 slots; one list leaves the padding out.
  ["128APSK", "3/4", 48_408, 17.73, 5.163248],
  ["128APSK", "7/9", 50_208, 18.53, 5.355556],
  ["256APSK", "29/45-L", 41_568, 16.98, 5.06569],
  ["256APSK", "2/3-L", 43_008, 17.24, 5.241514],
  ["256APSK", "31/45-L", 44_448, 18.1, 5.417338],
  ["256APSK", "32/45", 45_888, 18.59, 5.593162],
  ["256APSK", "11/15-L", 47_328, 18.84, 5.768987],
  ["256APSK", "3/4", 48_408, 19.57, 5.900855],
];
