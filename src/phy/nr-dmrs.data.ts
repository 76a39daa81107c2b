/**
 * DM-RS positions l-bar by number of additional positions (0 to 3, or 0 and 1), relative to the slot's start with mapping
 * type A and to the allocation's with type B; `0` stands for l0. Absent where the standard has none.
 */
type Positions = readonly (readonly number[])[];

const front: Positions = [[0], [0], [0], [0]];
const frontDouble: Positions = [[0], [0]];
/** Type A of all tables of single symbols: TS 38.211, Tables 7.4.1.1.2-3 and 6.4.1.1.3-3, by ld from 4 on. */
const singleA: Readonly<Record<number, Positions>> = {
  4: front,
  5: front,
  6: front,
  7: front,
  8: [[0], [0, 7], [0, 7], [0, 7]],
  9: [[0], [0, 7], [0, 7], [0, 7]],
  10: [[0], [0, 9], [0, 6, 9], [0, 6, 9]],
  11: [[0], [0, 9], [0, 6, 9], [0, 6, 9]],
  12: [[0], [0, 9], [0, 6, 9], [0, 5, 8, 11]],
  13: [[0], [0, 11], [0, 7, 11], [0, 5, 8, 11]],
  14: [[0], [0, 11], [0, 7, 11], [0, 5, 8, 11]],
};
/** Type A of all tables of double symbols: TS 38.211, Tables 7.4.1.1.2-4 and 6.4.1.1.3-4. */
const doubleA: Readonly<Record<number, Positions>> = {
  4: frontDouble,
  5: frontDouble,
  6: frontDouble,
  7: frontDouble,
  8: frontDouble,
  9: frontDouble,
  10: [[0], [0, 8]],
  11: [[0], [0, 8]],
  12: [[0], [0, 8]],
  13: [[0], [0, 10]],
  14: [[0], [0, 10]],
};

/**
 * DM-RS positions of PDSCH: TS 38.211, Tables 7.4.1.1.2-3 (single symbol) and 7.4.1.1.2-4 (double symbol), by length,
 * mapping type and duration ld in symbols. (l1 = 11: no LTE carrier to make room for.)
 */
export const nrPdschDmrsPositions: Readonly<
  Record<1 | 2, Readonly<Record<"A" | "B", Readonly<Record<number, Positions>>>>>
> = {
  1: {
    A: { 3: front, ...singleA },
    B: {
      2: front,
      3: front,
      4: front,
      5: [[0], [0, 4], [0, 4], [0, 4]],
      6: [[0], [0, 4], [0, 4], [0, 4]],
      7: [[0], [0, 4], [0, 4], [0, 4]],
      8: [[0], [0, 6], [0, 3, 6], [0, 3, 6]],
      9: [[0], [0, 7], [0, 4, 7], [0, 4, 7]],
      10: [[0], [0, 7], [0, 4, 7], [0, 4, 7]],
      11: [[0], [0, 8], [0, 4, 8], [0, 3, 6, 9]],
      12: [[0], [0, 9], [0, 5, 9], [0, 3, 6, 9]],
      13: [[0], [0, 9], [0, 5, 9], [0, 3, 6, 9]],
    },
  },
  2: {
    A: doubleA,
    B: {
      5: frontDouble,
      6: frontDouble,
      7: frontDouble,
      8: [[0], [0, 5]],
      9: [[0], [0, 5]],
      10: [[0], [0, 7]],
      11: [[0], [0, 7]],
      12: [[0], [0, 8]],
      13: [[0], [0, 8]],
    },
  },
};

/**
 * DM-RS positions of PUSCH without hopping in the slot: TS 38.211, Tables 6.4.1.1.3-3 (single symbol) and 6.4.1.1.3-4
 * (double symbol), by length, mapping type and duration ld in symbols.
 */
export const nrPuschDmrsPositions: typeof nrPdschDmrsPositions = {
  1: {
    A: singleA,
    B: {
      1: front,
      2: front,
      3: front,
      4: front,
      5: [[0], [0, 4], [0, 4], [0, 4]],
      6: [[0], [0, 4], [0, 4], [0, 4]],
      7: [[0], [0, 4], [0, 4], [0, 4]],
      8: [[0], [0, 6], [0, 3, 6], [0, 3, 6]],
      9: [[0], [0, 6], [0, 3, 6], [0, 3, 6]],
      10: [[0], [0, 8], [0, 4, 8], [0, 3, 6, 9]],
      11: [[0], [0, 8], [0, 4, 8], [0, 3, 6, 9]],
      12: [[0], [0, 10], [0, 5, 10], [0, 3, 6, 9]],
      13: [[0], [0, 10], [0, 5, 10], [0, 3, 6, 9]],
      14: [[0], [0, 10], [0, 5, 10], [0, 3, 6, 9]],
    },
  },
  2: {
    A: doubleA,
    B: {
      5: frontDouble,
      6: frontDouble,
      7: frontDouble,
      8: [[0], [0, 5]],
      9: [[0], [0, 5]],
      10: [[0], [0, 7]],
      11: [[0], [0, 7]],
      12: [[0], [0, 9]],
      13: [[0], [0, 9]],
      14: [[0], [0, 9]],
    },
  },
};
