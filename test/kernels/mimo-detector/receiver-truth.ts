import type { MimoDetector, MimoDetectorShape } from "../../../kernels/mimo-detector/mimo-detector.js";

/** Complex numbers in float64, as pairs. */
export type Complex = readonly [re: number, im: number];

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const conjugate = ([a, b]: Complex): Complex => [a, -b];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const minus = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
const over = (a: Complex, [c, d]: Complex): Complex => {
  const [re, im] = times(a, [c, -d]);
  return [re / (c * c + d * d), im / (c * c + d * d)];
};

/** Sum of conj(a) b. */
export function inner(a: readonly Complex[], b: readonly Complex[]): Complex {
  return a.reduce((sum: Complex, value, index) => plus(sum, times(conjugate(value), b[index])), [0, 0]);
}

/** x of A x = b by elimination with pivots. */
export function solve(matrix: readonly (readonly Complex[])[], right: readonly Complex[]): Complex[] {
  const rows = matrix.map((row, index) => [...row, right[index]]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let row = column; row < size; row++) {
      if (Math.hypot(...rows[row][column]) > Math.hypot(...rows[best][column])) best = row;
    }
    [rows[column], rows[best]] = [rows[best], rows[column]];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = over(rows[row][column], rows[column][column]);
      rows[row] = rows[row].map((value, index) => minus(value, times(factor, rows[column][index])));
    }
  }
  return rows.map((row, index) => over(row[size], row[index]));
}

/** Channel column of a layer of an element. */
export function columnOf(made: MimoDetector, shape: MimoDetectorShape, layer: number, element: number): Complex[] {
  const { receive, layers, elements } = shape;
  return Array.from({ length: receive }, (_, branch) => {
    const at = (branch * layers + layer) * elements + element;
    return [made.hRe[at], made.hIm[at]];
  });
}

export function receivedOf(made: MimoDetector, { receive, elements }: MimoDetectorShape, element: number): Complex[] {
  return Array.from({ length: receive }, (_, branch) => [
    made.yRe[branch * elements + element],
    made.yIm[branch * elements + element],
  ]);
}

/**
 * R^-1 v, R = N0 I + sum of power_k h_k h_k^H over all layers but one: of the receive branches, as the textbooks write it.
 */
export function throughInverseCovariance(
  made: MimoDetector,
  shape: MimoDetectorShape,
  left: number,
  element: number,
  noiseVariance: number,
  vector: readonly Complex[],
): Complex[] {
  const { receive, layers } = shape;
  const columns = Array.from({ length: layers }, (_, layer) => columnOf(made, shape, layer, element));
  const covariance = Array.from({ length: receive }, (_, row) =>
    Array.from({ length: receive }, (_, column) => {
      let sum: Complex = [row === column ? noiseVariance : 0, 0];
      for (let layer = 0; layer < layers; layer++) {
        if (layer === left) continue;
        const [re, im] = times(columns[layer][row], conjugate(columns[layer][column]));
        sum = plus(sum, [made.power[layer] * re, made.power[layer] * im]);
      }
      return sum;
    }),
  );
  return solve(covariance, vector);
}
