import { checkWhole } from "./check-arguments.js";
import type { GaloisField } from "./galois-field.js";

/**
 * Coefficients of the generator polynomial of a binary BCH code, narrow sense: the product of the distinct minimal
 * polynomials of alpha, alpha^3, ..., alpha^(2t - 1).
 *
 * @returns bit 0 or 1 of each power, the highest first: degree + 1 of them, the first and the last 1
 * @throws RangeError unless t is 1 to (2^m - 2) / 2
 */
export function bchGenerator(field: GaloisField, correctableErrors: number): Uint8Array {
  checkWhole("bchGenerator", "correctableErrors", correctableErrors, 1, (field.order - 1) / 2);
  // Roots, each with its conjugates alpha^e, alpha^2e, alpha^4e, ...
  const isRoot = new Uint8Array(field.order);
  for (let odd = 1; odd < 2 * correctableErrors; odd += 2) {
    for (let exponent = odd; isRoot[exponent] === 0; exponent = (2 * exponent) % field.order) isRoot[exponent] = 1;
  }
  // Ascending coefficients of the product of x + alpha^e, elements of the field that end as 0 or 1.
  let product = [1];
  for (let exponent = 0; exponent < field.order; exponent++) {
    if (isRoot[exponent] === 0) continue;
    const root = field.exp[exponent];
    const next = [...product.map((coefficient) => field.mul(coefficient, root)), 0];
    for (let power = 0; power < product.length; power++) next[power + 1] ^= product[power];
    product = next;
  }
  return Uint8Array.from(product.reverse());
}

/**
 * The primitive polynomial of degree m that is the smallest as a number, e.g. x^4 + x + 1 for m = 4.
 * @param degree  m, 2 to 16
 */
export function smallestPrimitivePolynomial(degree: number): number {
  checkWhole("smallestPrimitivePolynomial", "degree", degree, 2, 16);
  const order = 2 ** degree - 1;
  const primes = primeFactors(order);
  for (let polynomial = 2 ** degree + 1; ; polynomial += 2) {
    // x has the order 2^m - 1 modulo a polynomial of degree m only where that one is primitive.
    if (powerOfX(order, polynomial, degree) !== 1) continue;
    if (primes.every((prime) => powerOfX(order / prime, polynomial, degree) !== 1)) return polynomial;
  }
}

function primeFactors(value: number): number[] {
  const primes: number[] = [];
  for (let divisor = 2, rest = value; rest > 1; divisor++) {
    if (rest % divisor === 0) primes.push(divisor);
    while (rest % divisor === 0) rest /= divisor;
  }
  return primes;
}

/** x^exponent modulo a binary polynomial. */
function powerOfX(exponent: number, polynomial: number, degree: number): number {
  let result = 1;
  let square = 2;
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if (rest & 1) result = product(result, square, polynomial, degree);
    square = product(square, square, polynomial, degree);
  }
  return result;
}

function product(a: number, b: number, polynomial: number, degree: number): number {
  let sum = 0;
  for (let bit = degree - 1; bit >= 0; bit--) {
    sum <<= 1;
    if (sum >> degree) sum ^= polynomial;
    if ((b >> bit) & 1) sum ^= a;
  }
  return sum;
}
