import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GaloisField } from "../../src/fec/galois-field.js";

/** Product by shift and add, with no tables. */
function product(a: number, b: number, degree: number, polynomial: number): number {
  let sum = 0;
  for (let bit = degree - 1; bit >= 0; bit--) {
    sum <<= 1;
    if (sum >> degree) sum ^= polynomial;
    if ((b >> bit) & 1) sum ^= a;
  }
  return sum;
}

const fields = [
  [2, 0x7],
  [4, 0x13],
  [8, 0x11d],
  [8, 0x187],
  [14, 0x402b],
  [16, 0x1002d],
] as const;

describe("Galois field", () => {
  it("has the powers of GF(16) with x^4 + x + 1 of every textbook", () => {
    const { exp, log } = new GaloisField(4, 0x13);
    expect(Array.from(exp.subarray(0, 15))).toEqual([1, 2, 4, 8, 3, 6, 12, 11, 5, 10, 7, 14, 15, 13, 9]);
    expect(log[9]).toBe(14);
    expect(log[0]).toBe(-1);
  });

  it.each(fields)("of degree %i multiplies as polynomials do", (degree, polynomial) => {
    const field = new GaloisField(degree, polynomial);
    const element = fc.integer({ min: 0, max: field.order });
    fc.assert(
      fc.property(element, element, element, (a, b, c) => {
        expect(field.mul(a, b)).toBe(product(a, b, degree, polynomial));
        expect(field.mul(a, b ^ c)).toBe(field.mul(a, b) ^ field.mul(a, c));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it.each(fields)("of degree %i divides back what it multiplied", (degree, polynomial) => {
    const field = new GaloisField(degree, polynomial);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: field.order }), fc.integer({ min: 1, max: field.order }), (a, b) => {
        expect(field.div(field.mul(a, b), b)).toBe(a);
        expect(field.mul(b, field.inv(b))).toBe(1);
        expect(field.pow(b, -3)).toBe(field.inv(field.pow(b, 3)));
        expect(field.pow(b, 3)).toBe(field.mul(b, field.mul(b, b)));
        expect(field.pow(b, field.order)).toBe(1);
        expect(field.pow(b, 2 ** 52 + 1)).toBe(field.mul(field.pow(field.pow(b, 2 ** 26), 2 ** 26), b));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("has no inverse of 0 and no negative power of it", () => {
    const field = new GaloisField(8, 0x11d);
    expect(() => field.inv(0)).toThrow("inv: expected an element other than 0");
    expect(() => field.div(5, 0)).toThrow("div: expected a divisor other than 0");
    expect(() => field.pow(0, -1)).toThrow("pow: expected a base other than 0");
    expect([field.pow(0, 0), field.pow(0, 7), field.div(0, 3)]).toEqual([1, 0, 0]);
  });

  it("needs a primitive polynomial of its degree", () => {
    expect(() => new GaloisField(4, 0x1f)).toThrow("expected a primitive polynomial of degree 4, found 0x1f");
    expect(() => new GaloisField(8, 0x11b)).toThrow("expected a primitive polynomial");
    expect(() => new GaloisField(4, 0x12)).toThrow("expected a primitive polynomial");
    expect(() => new GaloisField(4, 0x23)).toThrow("primitivePolynomial: expected a whole number from 16 to 31");
    expect(() => new GaloisField(17, 0x20009)).toThrow("degree: expected a whole number from 2 to 16");
    expect(() => new GaloisField(Number.NaN, 0x13)).toThrow("degree");
  });
});
