/** Modulations whose FECFRAMEs are interleaved bit by bit; those of two rings of 8 points and the like included. */
export type DvbInterleavedModulation = "8PSK" | "8APSK" | "16APSK" | "32APSK" | "64APSK" | "128APSK" | "256APSK";

/** Modulation, rates (LDPC code identifiers), and columns in the order in which a row is read out. */
export type DvbInterleaverRow = readonly [DvbInterleavedModulation, string, string];

/**
 * EN 302 307-1, 5.3.3, for normal and short frames: columns from the first to the last, but 8PSK 3/5 from the last to
 * the first.
 */
export const dvbInterleaverS2: readonly DvbInterleaverRow[] = [
  ["8PSK", "3/5", "210"],
  ["8PSK", "2/3 3/4 5/6 8/9 9/10", "012"],
  ["16APSK", "2/3 3/4 4/5 5/6 8/9 9/10", "0123"],
  ["32APSK", "3/4 4/5 5/6 8/9 9/10", "01234"],
];

/**
 * EN 302 307-2, 5.3.3, table 9a (normal frame). `102` reads the second column first.
 *
 * Typed from two public implementations made apart from each other, which agree in every row; a public comparison with
 * the text of V1.4.1 confirms the rule. The standard itself was not at hand. Table 9a names the code of 32APSK 2/3-L
 * `2/3`, so it is the code of EN 302 307-1, although the efficiency of table 20a is that of `20/30`.
 */
export const dvbInterleaverS2xNormal: readonly DvbInterleaverRow[] = [
  ["8APSK", "100/180 104/180", "012"],
  ["8PSK", "23/36", "012"],
  ["8PSK", "25/36 13/18", "102"],
  ["16APSK", "90/180", "3210"],
  ["16APSK", "96/180", "2310"],
  ["16APSK", "100/180", "2301"],
  ["16APSK", "26/45", "3201"],
  ["16APSK", "3/5", "3210"],
  ["16APSK", "18/30 20/30", "0123"],
  ["16APSK", "28/45", "3012"],
  ["16APSK", "23/36", "3021"],
  ["16APSK", "25/36", "2310"],
  ["16APSK", "13/18", "3021"],
  ["16APSK", "140/180", "3210"],
  ["16APSK", "154/180", "0321"],
  ["32APSK", "2/3", "21430"],
  ["32APSK", "128/180 132/180", "40312"],
  ["32APSK", "140/180", "40213"],
  ["64APSK", "128/180", "305214"],
  ["64APSK", "132/180", "520143"],
  ["64APSK", "7/9", "201543"],
  ["64APSK", "4/5", "124053"],
  ["64APSK", "5/6", "421053"],
  ["128APSK", "135/180", "4250316"],
  ["128APSK", "140/180", "4130256"],
  ["256APSK", "116/180", "40372156"],
  ["256APSK", "20/30 22/30", "01234567"],
  ["256APSK", "124/180", "46320571"],
  ["256APSK", "128/180", "75642301"],
  ["256APSK", "135/180", "50743612"],
];

/** EN 302 307-2, 5.3.3, table 9b (short frame); sources as for table 9a. */
export const dvbInterleaverS2xShort: readonly DvbInterleaverRow[] = [
  ["8PSK", "7/15 8/15 26/45", "102"],
  ["8PSK", "32/45", "012"],
  ["16APSK", "7/15 8/15", "2103"],
  ["16APSK", "26/45", "2130"],
  ["16APSK", "3/5", "3201"],
  ["16APSK", "32/45", "0123"],
  ["32APSK", "2/3", "41230"],
  ["32APSK", "32/45", "10423"],
];
