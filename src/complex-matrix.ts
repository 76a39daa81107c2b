/** A complex matrix, planar and row-major. */
export interface ComplexMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function complexMatrix(rows: number, columns: number): ComplexMatrix {
  return { rows, columns, re: new Float64Array(rows * columns), im: new Float64Array(rows * columns) };
}

/** out = A A^H + diagonal I, the Gram matrix of A's rows; O(rows^2 columns). */
export function gramMatrix(a: ComplexMatrix, diagonal: number, out: ComplexMatrix): void {
  const { rows, columns, re, im } = a;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let n = 0, p = i * columns, q = j * columns; n < columns; n++, p++, q++) {
        sumRe += re[p] * re[q] + im[p] * im[q];
        sumIm += im[p] * re[q] - re[p] * im[q];
      }
      out.re[i * rows + j] = sumRe + (i === j ? diagonal : 0);
      out.im[i * rows + j] = i === j ? 0 : sumIm;
      out.re[j * rows + i] = out.re[i * rows + j];
      out.im[j * rows + i] = -out.im[i * rows + j];
    }
  }
}

/**
 * Cholesky factor L of a Hermitian positive definite matrix, A = L L^H, in place of A's lower triangle.
 *
 * @returns false where a pivot is not above `leastPivot` times the largest of the diagonal: the matrix is singular to
 * working precision, and the factor is unusable
 */
export function choleskyInPlace({ rows, re, im }: ComplexMatrix, leastPivot = 1e-14): boolean {
  let largest = 0;
  for (let i = 0; i < rows; i++) largest = Math.max(largest, re[i * rows + i]);
  for (let j = 0; j < rows; j++) {
    const jRow = j * rows;
    let pivot = re[jRow + j];
    for (let k = 0; k < j; k++) pivot -= re[jRow + k] ** 2 + im[jRow + k] ** 2;
    if (!(pivot > leastPivot * largest)) return false;
    const root = Math.sqrt(pivot);
    re[jRow + j] = root;
    im[jRow + j] = 0;
    for (let i = j + 1; i < rows; i++) {
      const iRow = i * rows;
      let sumRe = re[iRow + j];
      let sumIm = im[iRow + j];
      for (let k = 0; k < j; k++) {
        sumRe -= re[iRow + k] * re[jRow + k] + im[iRow + k] * im[jRow + k];
        sumIm -= im[iRow + k] * re[jRow + k] - re[iRow + k] * im[jRow + k];
      }
      re[iRow + j] = sumRe / root;
      im[iRow + j] = sumIm / root;
    }
  }
  return true;
}

/** Solves L L^H X = B for X in place of B, `factor` from `choleskyInPlace`; O(rows^2 columns of B). */
export function choleskySolve(factor: ComplexMatrix, b: ComplexMatrix): void {
  const { rows, re: lRe, im: lIm } = factor;
  const { columns, re, im } = b;
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < i; k++) subtractRow(re, im, columns, i, k, lRe[i * rows + k], lIm[i * rows + k]);
    divideRow(re, im, columns, i, lRe[i * rows + i]);
  }
  for (let i = rows - 1; i >= 0; i--) {
    for (let k = i + 1; k < rows; k++) subtractRow(re, im, columns, i, k, lRe[k * rows + i], -lIm[k * rows + i]);
    divideRow(re, im, columns, i, lRe[i * rows + i]);
  }
}

/** Row i -= factor x row k. */
function subtractRow(
  re: Float64Array,
  im: Float64Array,
  columns: number,
  i: number,
  k: number,
  fRe: number,
  fIm: number,
) {
  for (let n = 0, p = i * columns, q = k * columns; n < columns; n++, p++, q++) {
    re[p] -= fRe * re[q] - fIm * im[q];
    im[p] -= fRe * im[q] + fIm * re[q];
  }
}

function divideRow(re: Float64Array, im: Float64Array, columns: number, i: number, divisor: number): void {
  for (let n = 0, p = i * columns; n < columns; n++, p++) {
    re[p] /= divisor;
    im[p] /= divisor;
  }
}
