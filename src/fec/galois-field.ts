import { checkWhole } from "./check-arguments.js";

/**
 * The finite field GF(2^m), 2 <= m <= 16, by tables of powers and logarithms of its primitive element alpha.
 *
 * An element is a whole number whose bit i is the coefficient of alpha^i; addition is exclusive or.
 */
export class GaloisField {
  /** m. */
  readonly degree: number;
  /** Bit i is the coefficient of x^i; bit m is set. */
  readonly primitivePolynomial: number;
  /** 2^m - 1, the order of alpha. */
  readonly order: number;
  /** alpha^i for 0 <= i < 2 `order`, twice over so that a sum of two logarithms needs no reduction. */
  readonly exp: Uint16Array;
  /** Logarithm of elements 1 to `order`; that of 0, which has none, is -1. */
  readonly log: Int32Array;

  /**
   * @param degree               m, 2 to 16
   * @param primitivePolynomial  with its term x^m, e.g. 0x11d for x^8 + x^4 + x^3 + x^2 + 1
   * @throws RangeError unless the polynomial is of degree m and primitive
   */
  constructor(degree: number, primitivePolynomial: number) {
    checkWhole("GaloisField", "degree", degree, 2, 16);
    const size = 1 << degree;
    checkWhole("GaloisField", "primitivePolynomial", primitivePolynomial, size, 2 * size - 1);
    const order = size - 1;
    this.degree = degree;
    this.primitivePolynomial = primitivePolynomial;
    this.order = order;
    this.exp = new Uint16Array(2 * order);
    this.log = new Int32Array(size).fill(-1);
    let element = 1;
    for (let i = 0; i < order; i++) {
      if (this.log[element] !== -1) {
        throw new RangeError(
          `GaloisField: primitivePolynomial: expected a primitive polynomial of degree ${degree}, ` +
            `found 0x${primitivePolynomial.toString(16)}, whose root has an order of ${i}`,
        );
      }
      this.exp[i] = element;
      this.exp[i + order] = element;
      this.log[element] = i;
      element <<= 1;
      if (element >= size) element ^= primitivePolynomial;
    }
  }

  mul(a: number, b: number): number {
    return a === 0 || b === 0 ? 0 : this.exp[this.log[a] + this.log[b]];
  }

  /** @throws RangeError for a divisor of 0 */
  div(a: number, b: number): number {
    if (b === 0) throw new RangeError("GaloisField: div: expected a divisor other than 0");
    return a === 0 ? 0 : this.exp[this.log[a] - this.log[b] + this.order];
  }

  /** @throws RangeError for 0, which has no inverse */
  inv(a: number): number {
    if (a === 0) throw new RangeError("GaloisField: inv: expected an element other than 0");
    return this.exp[this.order - this.log[a]];
  }

  /**
   * a to the power of a whole number, which may be negative; 0 to the power of 0 is 1.
   * @throws RangeError for a negative power of 0
   */
  pow(a: number, exponent: number): number {
    checkWhole("GaloisField", "exponent", exponent, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    if (exponent === 0) return 1;
    if (a === 0) {
      if (exponent < 0) throw new RangeError("GaloisField: pow: expected a base other than 0 for a negative power");
      return 0;
    }
    // The remainder first: log times exponent could pass 2^53.
    const power = (this.log[a] * (exponent % this.order)) % this.order;
    return this.exp[power < 0 ? power + this.order : power];
  }

  toString(): string {
    return `GF(2^${this.degree}) of 0x${this.primitivePolynomial.toString(16)}`;
  }
}
