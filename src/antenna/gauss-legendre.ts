/** Nodes and weights of Gauss and Legendre on an interval. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Quadrature that is exact for polynomials up to degree 2 count - 1.
 *
 * The nodes are the roots of the Legendre polynomial, by Newton's method from their asymptotic places.
 */
export function gaussLegendre(count: number, from: number, to: number): Quadrature {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new RangeError(`gaussLegendre: expected a whole number of nodes from 1, found ${count}`);
  }
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    let x = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let step = 0; step < 100; step++) {
      let [before, value] = [1, x];
      for (let degree = 2; degree <= count; degree++) {
        [before, value] = [value, ((2 * degree - 1) * x * value - (degree - 1) * before) / degree];
      }
      slope = (count * (x * value - before)) / (x * x - 1);
      const change = value / slope;
      x -= change;
      if (Math.abs(change) < 1e-15) break;
    }
    nodes[index] = (from + to) / 2 + ((to - from) / 2) * x;
    weights[index] = (to - from) / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
