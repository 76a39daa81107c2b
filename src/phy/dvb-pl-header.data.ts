/** Start of frame, 26 bits: EN 302 307-1, 5.5.2.1 (18D2E82 hex). */
export const startOfFrame = "01100011010010111010000010";

/** Rows of the (32, 7) code of the PLS, of the bits b0 (S2X) to b6, most significant bit first: EN 302 307-1, 5.5.2.4; EN 302 307-2, 5.5.2.4. */
export const plsGenerator = [
  0x90ac2ddd, 0x55555555, 0x33333333, 0x0f0f0f0f, 0x00ff00ff, 0x0000ffff, 0xffffffff,
] as const;

/** Sequence added to the 64 bits of the PLS code, 719D83C953422DFA hex. */
export const plsScrambling = "0111000110011101100000111100100101010011010000100010110111111010";

/** MODCOD field of the S2 MODCODs: EN 302 307-1, table 12. */
export const s2ModcodField: readonly string[] = [
  "QPSK 1/4",
  "QPSK 1/3",
  "QPSK 2/5",
  "QPSK 1/2",
  "QPSK 3/5",
  "QPSK 2/3",
  "QPSK 3/4",
  "QPSK 4/5",
  "QPSK 5/6",
  "QPSK 8/9",
  "QPSK 9/10",
  "8PSK 3/5",
  "8PSK 2/3",
  "8PSK 3/4",
  "8PSK 5/6",
  "8PSK 8/9",
  "8PSK 9/10",
  "16APSK 2/3",
  "16APSK 3/4",
  "16APSK 4/5",
  "16APSK 5/6",
  "16APSK 8/9",
  "16APSK 9/10",
  "32APSK 3/4",
  "32APSK 4/5",
  "32APSK 5/6",
  "32APSK 8/9",
  "32APSK 9/10",
];

/**
 * PLS codes of the S2X MODCODs without pilots: EN 302 307-2, table 17a, two public listings agree. Names of the short frame end
 * in ` short`.
 */
export const s2xPlsCode: Readonly<Record<string, number>> = {
  "QPSK 13/45": 132,
  "QPSK 9/20": 134,
  "QPSK 11/20": 136,
  "8APSK 5/9-L": 138,
  "8APSK 26/45-L": 140,
  "8PSK 23/36": 142,
  "8PSK 25/36": 144,
  "8PSK 13/18": 146,
  "16APSK 1/2-L": 148,
  "16APSK 8/15-L": 150,
  "16APSK 5/9-L": 152,
  "16APSK 26/45": 154,
  "16APSK 3/5": 156,
  "16APSK 3/5-L": 158,
  "16APSK 28/45": 160,
  "16APSK 23/36": 162,
  "16APSK 2/3-L": 164,
  "16APSK 25/36": 166,
  "16APSK 13/18": 168,
  "16APSK 7/9": 170,
  "16APSK 77/90": 172,
  "32APSK 2/3-L": 174,
  "32APSK 32/45": 178,
  "32APSK 11/15": 180,
  "32APSK 7/9": 182,
  "64APSK 32/45-L": 184,
  "64APSK 11/15": 186,
  "64APSK 7/9": 190,
  "64APSK 4/5": 194,
  "64APSK 5/6": 198,
  "128APSK 3/4": 200,
  "128APSK 7/9": 202,
  "256APSK 29/45-L": 204,
  "256APSK 2/3-L": 206,
  "256APSK 31/45-L": 208,
  "256APSK 32/45": 210,
  "256APSK 11/15-L": 212,
  "256APSK 3/4": 214,
  "QPSK 11/45 short": 216,
  "QPSK 4/15 short": 218,
  "QPSK 14/45 short": 220,
  "QPSK 7/15 short": 222,
  "QPSK 8/15 short": 224,
  "QPSK 32/45 short": 226,
  "8PSK 7/15 short": 228,
  "8PSK 8/15 short": 230,
  "8PSK 26/45 short": 232,
  "8PSK 32/45 short": 234,
  "16APSK 7/15 short": 236,
  "16APSK 8/15 short": 238,
  "16APSK 26/45 short": 240,
  "16APSK 3/5 short": 242,
  "16APSK 32/45 short": 244,
  "32APSK 2/3 short": 246,
  "32APSK 32/45 short": 248,
};
