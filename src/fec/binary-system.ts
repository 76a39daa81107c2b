/**
 * Solves A x = b over GF(2) for several right sides by Gaussian elimination; columns beyond the rank are 0.
 *
 * @param rows     of A with the right sides behind it, bits packed 32 to a word, least significant first; destroyed
 * @param unknowns columns of A
 * @param sides    right sides
 * @returns for each unknown, the bits of all right sides' solutions, packed likewise
 * @throws RangeError where a right side has no solution
 */
export function binarySolution(rows: readonly Uint32Array[], unknowns: number, sides: number): Uint32Array[] {
  const words = Math.ceil((unknowns + sides) / 32);
  const pivotOf = new Int32Array(unknowns).fill(-1);
  let rank = 0;
  const order = [...rows];
  for (let column = 0; column < unknowns; column++) {
    const [word, bit] = [column >>> 5, 1 << (column & 31)];
    const found = order.findIndex((row, index) => index >= rank && (row[word] & bit) !== 0);
    if (found < 0) continue;
    [order[rank], order[found]] = [order[found], order[rank]];
    const pivot = order[rank];
    for (const row of order) {
      if (row === pivot || (row[word] & bit) === 0) continue;
      for (let w = 0; w < words; w++) row[w] ^= pivot[w];
    }
    pivotOf[column] = rank++;
  }
  for (const row of order.slice(rank)) {
    for (let side = 0; side < sides; side++) {
      if (bitOf(row, unknowns + side))
        throw new RangeError(`binarySolution: side ${side}: expected a solution, found none`);
    }
  }
  return Array.from({ length: unknowns }, (_, column) => {
    const solution = new Uint32Array(Math.ceil(sides / 32));
    if (pivotOf[column] < 0) return solution;
    const row = order[pivotOf[column]];
    for (let side = 0; side < sides; side++) {
      if (bitOf(row, unknowns + side)) solution[side >>> 5] |= 1 << (side & 31);
    }
    return solution;
  });
}

function bitOf(row: Uint32Array, index: number): boolean {
  return ((row[index >>> 5] >>> (index & 31)) & 1) === 1;
}
