import { RandomStream } from "./random-stream.js";

/**
 * A Latin hypercube: every axis has one point, at a random place, in each of `points` equal intervals, in an order of
 * its own (McKay, Beckman and Conover, 1979).
 *
 * @param points      rows
 * @param dimensions  columns
 * @returns coordinates in (0, 1), row after row
 */
export function latinHypercube(points: number, dimensions: number, seed: number): Float64Array {
  const coordinates = new Float64Array(points * dimensions);
  const order = new Int32Array(points);
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const stream = new RandomStream(seed, "random.latinHypercube", dimension);
    for (let i = 0; i < points; i++) order[i] = i;
    for (let i = points - 1; i > 0; i--) {
      const other = Math.floor(stream.uniform() * (i + 1));
      [order[i], order[other]] = [order[other], order[i]];
    }
    for (let i = 0; i < points; i++) coordinates[i * dimensions + dimension] = (order[i] + stream.uniform()) / points;
  }
  return coordinates;
}
