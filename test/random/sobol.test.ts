import { describe, expect, it } from "vitest";
import { latinHypercube } from "../../src/random/latin-hypercube.js";
import { mostSobolDimensions, SobolSequence } from "../../src/random/sobol.js";
import { sobolDirections } from "../../src/random/sobol-directions.data.js";

describe("SobolSequence", () => {
  it("begins as R's randtoolbox::sobol in two dimensions", () => {
    const published = [
      [0.5, 0.5],
      [0.75, 0.25],
      [0.25, 0.75],
      [0.375, 0.375],
      [0.875, 0.875],
      [0.625, 0.125],
      [0.125, 0.625],
      [0.1875, 0.3125],
      [0.6875, 0.8125],
      [0.9375, 0.0625],
    ];
    const sequence = new SobolSequence(2);
    const found = published.map((_, index) => [0, 1].map((dimension) => sequence.coordinate(index + 1, dimension)));
    expect(found).toEqual(published);
  });

  it("puts one point of any 2^k into each of 2^k intervals of every axis", () => {
    const sequence = new SobolSequence(mostSobolDimensions);
    for (const k of [1, 4, 9]) {
      for (let dimension = 0; dimension < mostSobolDimensions; dimension++) {
        const seen = new Set<number>();
        for (let index = 3 * 2 ** k; index < 4 * 2 ** k; index++) {
          seen.add(Math.floor(sequence.coordinate(index, dimension) * 2 ** k));
        }
        expect(seen.size, `dimension ${dimension}, k = ${k}`).toBe(2 ** k);
      }
    }
  });

  it("has direction numbers that are odd and below their power of two", () => {
    for (const [degree, coefficients, initial] of sobolDirections) {
      expect(initial.length).toBe(degree);
      expect(coefficients).toBeLessThan(2 ** Math.max(1, degree - 1));
      expect(initial.every((number, index) => number % 2 === 1 && number < 2 ** (index + 1))).toBe(true);
    }
  });

  it.each([0, 33, 1.5, Number.NaN])("refuses %s dimensions", (dimensions) => {
    expect(() => new SobolSequence(dimensions)).toThrow("dimensions: expected 1 to 32");
  });
});

describe("latinHypercube", () => {
  it("has one point in each interval of every axis, and another order for each axis and seed", () => {
    const points = 50;
    const found = latinHypercube(points, 3, 7);
    const column = (hypercube: Float64Array, dimension: number) =>
      Array.from({ length: points }, (_, index) => Math.floor(hypercube[index * 3 + dimension] * points));
    for (const dimension of [0, 1, 2]) expect(new Set(column(found, dimension)).size).toBe(points);
    expect(column(found, 0)).not.toEqual(column(found, 1));
    expect(latinHypercube(points, 3, 8)).not.toEqual(found);
    expect(latinHypercube(points, 3, 7)).toEqual(found);
  });
});
