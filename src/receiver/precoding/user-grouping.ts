import type { ComplexMatrix } from "../../complex-matrix.js";

/**
 * Semi-orthogonal user selection: picks users one by one, each the one with the most channel power left after what lies along
 * those picked before is taken out, among those whose normalised product with every pick stays below a threshold.
 *
 * Yoo and Goldsmith, IEEE J. Sel. Areas Commun. 24 (2006), section IV. O(picks x candidates x antennas).
 *
 * @param h         `[candidate][antenna]`
 * @param most      users to pick at most
 * @param threshold of |h_k g_i^H| / (|h_k| |g_i|), above 0 to 1
 * @returns indices of candidates in the order of their picking; at least one
 */
export function semiOrthogonalUsers(h: ComplexMatrix, most: number, threshold: number): number[] {
  if (!(threshold > 0 && threshold <= 1)) {
    throw new RangeError(`semiOrthogonalUsers: threshold: expected a number above 0 to 1, found ${threshold}`);
  }
  const { rows, columns } = h;
  const residualRe = h.re.slice();
  const residualIm = h.im.slice();
  const power = Float64Array.from({ length: rows }, (_, row) => rowPower(h.re, h.im, row, columns));
  const isLeft = new Uint8Array(rows).fill(1);
  const picks: number[] = [];
  while (picks.length < most) {
    const best = strongest(residualRe, residualIm, isLeft, columns);
    if (best === undefined) break;
    picks.push(best);
    isLeft[best] = 0;
    const norm2 = rowPower(residualRe, residualIm, best, columns);
    for (let row = 0; row < rows; row++) {
      if (!isLeft[row]) continue;
      const [re, im] = product(h, row, residualRe, residualIm, best);
      if ((re * re + im * im) / (power[row] * norm2) >= threshold ** 2) {
        isLeft[row] = 0;
        continue;
      }
      for (let n = 0, p = row * columns, q = best * columns; n < columns; n++, p++, q++) {
        residualRe[p] -= (re * residualRe[q] - im * residualIm[q]) / norm2;
        residualIm[p] -= (re * residualIm[q] + im * residualRe[q]) / norm2;
      }
    }
  }
  return picks;
}

/**
 * Picks users in the order given, each at least so far from those picked before.
 *
 * @param u, v       direction cosines at the satellite, one a candidate
 * @param separation least distance in the plane of u and v, from 0
 */
export function separatedUsers(u: Float64Array, v: Float64Array, most: number, separation: number): number[] {
  const picks: number[] = [];
  for (let user = 0; user < u.length && picks.length < most; user++) {
    if (picks.every((other) => Math.hypot(u[user] - u[other], v[user] - v[other]) >= separation)) picks.push(user);
  }
  return picks;
}

function strongest(re: Float64Array, im: Float64Array, isLeft: Uint8Array, columns: number): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (let row = 0; row < isLeft.length; row++) {
    if (!isLeft[row]) continue;
    const power = rowPower(re, im, row, columns);
    if (power > most) {
      most = power;
      best = row;
    }
  }
  return best;
}

function rowPower(re: Float64Array, im: Float64Array, row: number, columns: number): number {
  let sum = 0;
  for (let p = row * columns; p < (row + 1) * columns; p++) sum += re[p] ** 2 + im[p] ** 2;
  return sum;
}

/** h_row g^H. */
function product(h: ComplexMatrix, row: number, re: Float64Array, im: Float64Array, other: number): [number, number] {
  let sumRe = 0;
  let sumIm = 0;
  for (let n = 0, p = row * h.columns, q = other * h.columns; n < h.columns; n++, p++, q++) {
    sumRe += h.re[p] * re[q] + h.im[p] * im[q];
    sumIm += h.im[p] * re[q] - h.re[p] * im[q];
  }
  return [sumRe, sumIm];
}
