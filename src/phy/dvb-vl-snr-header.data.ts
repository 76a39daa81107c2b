/**
 * The 896 bits of the VL-SNR header, 16 rows of 56: EN 302 307-2, 5.5.2.5. Three public implementations made apart from each
 * other agree in every row.
 */
export const vlSnrHeaderRows: readonly string[] = [
  "fbf23e837f9bc4",
  "98708e0b39345e",
  "f6a2c9fe1b1737",
  "8418d95a6f997a",
  "7b7d7b3e9fc9ea",
  "5e78ba03a6d51a",
  "279cc26543ecd0",
  "342b0498bf3d7d",
  "add036e9d5312f",
  "1061c6df826237",
  "72d3e0907384c7",
  "3bd5acee25e2c9",
  "59087d82615ada",
  "e9af0172cf9da7",
  "3f4835a4063f07",
  "23c9aeecf2ed41",
];

/** Walsh-Hadamard sequences by header index: where a bit is 0, its row is inverted. EN 302 307-2, 5.5.2.5; sources as above. */
export const vlSnrWalsh: readonly string[] = [
  "1111111111111111",
  "1010101010101010",
  "1100110011001100",
  "1001100110011001",
  "1111000011110000",
  "1001011010010110",
  "1100110000110011",
  "1001100101100110",
  "1111000000001111",
  "1100001111000011",
  "1010010110100101",
  "0000000011111111",
  "1010101001010101",
  "1010010101011010",
  "1100001100111100",
  "1001011001101001",
];

/** Name, header index, set, FECFRAME, rate (code identifier) and symbols for each that the code gives. */
export type VlSnrModcodRow = readonly [string, number, 1 | 2, "normal" | "medium" | "short", string, 1 | 2];

/** EN 302 307-2, tables 18a and 18b; BPSK-S sends each symbol twice. */
export const vlSnrModcodRows: readonly VlSnrModcodRow[] = [
  ["QPSK 2/9", 0, 1, "normal", "2/9 VL-SNR", 1],
  ["BPSK 1/5 medium", 1, 1, "medium", "1/5 VL-SNR", 1],
  ["BPSK 11/45 medium", 2, 1, "medium", "11/45 VL-SNR", 1],
  ["BPSK 1/3 medium", 3, 1, "medium", "1/3 VL-SNR", 1],
  ["BPSK-S 1/5 short", 4, 1, "short", "1/5 VL-SNR SF2", 2],
  ["BPSK-S 11/45 short", 5, 1, "short", "11/45 VL-SNR SF2", 2],
  ["BPSK 1/5 short", 9, 2, "short", "1/5 VL-SNR", 1],
  ["BPSK 4/15 short", 10, 2, "short", "4/15 VL-SNR", 1],
  ["BPSK 1/3 short", 11, 2, "short", "1/3 VL-SNR", 1],
];
