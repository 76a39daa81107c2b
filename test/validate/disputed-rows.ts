/** Rows of a reference file that contradict their own source, so that no right model can pass them. */
export interface DisputedRows {
  /** End of the file's path. */
  readonly file: string;
  /** SHA-256 of the file: the dispute is about this very content, and ends when it changes. */
  readonly sha256: string;
  readonly rows: readonly number[];
  readonly why: string;
}

export const disputedRows: readonly DisputedRows[] = [
  {
    file: "foundation/passes.json",
    sha256: "9ab354d686c26c7488161e6690732dbba337c7625f14798807896b1b712f0bb3",
    rows: [1, 2, 4, 5, 6, 7, 8, 11],
    why:
      "Skyfield 1.45's find_events returned rise and set up to 7 s late: at the stated set of row 1 the satellite " +
      "stands at 9.50 deg, not 10, where rows 5 to 8 of tle-look-angles.json, of the same source, lead to. Crossings " +
      "of Skyfield's own altitude, found by bisection, stand in test/cases/geometry/passes.json and all pass",
  },
  {
    file: "foundation/tle-look-angles.json",
    sha256: "19112942bd3c9d4cec2d289e7b793cdc8ef46136c1892f87a260bf5b54bf90b5",
    rows: [28, 29, 36, 37, 44, 45],
    why:
      "Skyfield 1.45 extrapolated UT1 - UTC = +0.34 s for December 2025: turning the Earth by that much brings every " +
      "row within 0.0005 deg; with UT1 = UTC six rows miss, by up to 0.045 deg in azimuth. Skyfield 1.55 with " +
      "UT1 = UTC agrees with every row of test/cases/geometry/tle-look-angles.json",
  },
];
