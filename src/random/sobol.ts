import { sobolDirections } from "./sobol-directions.data.js";

const bits = 32;

/** Dimensions that a Sobol sequence may have here. */
export const mostSobolDimensions = sobolDirections.length + 1;

/**
 * Sobol's low-discrepancy sequence with the direction numbers of Joe and Kuo (2008): point 0 is the origin, and any
 * 2^k points from a multiple of 2^k on put one point into each of the 2^k equal intervals of every axis.
 *
 * O(32) a coordinate, whichever point is asked for.
 */
export class SobolSequence {
  readonly dimensions: number;
  /** Direction numbers V_1 to V_32 of each dimension, as fractions of 2^32. */
  readonly #directions: readonly Uint32Array[];

  /** @throws RangeError where `dimensions` is no whole number from 1 to `mostSobolDimensions` */
  constructor(dimensions: number) {
    if (!(Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= mostSobolDimensions)) {
      throw new RangeError(`SobolSequence: dimensions: expected 1 to ${mostSobolDimensions}, found ${dimensions}`);
    }
    this.dimensions = dimensions;
    this.#directions = Array.from({ length: dimensions }, (_, dimension) => directionsOf(dimension));
  }

  /**
   * A coordinate of a point, in [0, 1).
   *
   * @param index  of the point, below 2^32
   */
  coordinate(index: number, dimension: number): number {
    const directions = this.#directions[dimension];
    let gray = (index ^ (index >>> 1)) >>> 0;
    let sum = 0;
    for (let bit = 0; gray !== 0; bit++, gray >>>= 1) {
      if (gray & 1) sum ^= directions[bit];
    }
    return (sum >>> 0) / 2 ** bits;
  }

  toString(): string {
    return `SobolSequence(${this.dimensions} dimensions)`;
  }
}

function directionsOf(dimension: number): Uint32Array {
  if (dimension === 0) return Uint32Array.from({ length: bits }, (_, bit) => (1 << (bits - 1 - bit)) >>> 0);
  const [degree, coefficients, initial] = sobolDirections[dimension - 1];
  const directions = new Uint32Array(bits);
  for (let i = 0; i < bits; i++) {
    if (i < degree) {
      directions[i] = initial[i] << (bits - 1 - i);
      continue;
    }
    let next = directions[i - degree] ^ (directions[i - degree] >>> degree);
    for (let k = 1; k < degree; k++) {
      if ((coefficients >> (degree - 1 - k)) & 1) next ^= directions[i - k];
    }
    directions[i] = next;
  }
  return directions;
}
