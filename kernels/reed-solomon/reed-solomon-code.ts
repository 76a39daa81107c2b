/** A Reed-Solomon code over GF(2^m), whole or shortened, and how the words of a frame are interleaved. */
export interface ReedSolomonCode {
  /** m, 3 to 8. */
  readonly symbolBits: number;
  /** Primitive, with its term x^m; alpha is its root. */
  readonly fieldPolynomial: number;
  /** Symbols of a word that are sent, its leading symbols up to 2^m - 1 being 0. */
  readonly symbols: number;
  /** Parity symbols of a word, so roots of the generator: beta^b to beta^(b + parity - 1), beta = alpha^p. */
  readonly parity: number;
  /** b. */
  readonly firstRoot: number;
  /** p, without a factor in common with 2^m - 1. */
  readonly rootStep: number;
  /** Words of a frame, whose symbols are sent in turn. */
  readonly interleaving: number;
  /** Symbol sent for each element of the field (bit i the coefficient of alpha^i); itself if left out. */
  readonly sentSymbols?: Uint8Array;
}

/** @throws RangeError where no such code exists, naming the argument */
export function checkReedSolomonCode(code: ReedSolomonCode): void {
  check("symbolBits", code.symbolBits, 3, 8);
  const order = 2 ** code.symbolBits - 1;
  check("fieldPolynomial", code.fieldPolynomial, order + 1, 2 * order + 1);
  check("parity", code.parity, 1, order - 1);
  check("symbols", code.symbols, code.parity + 1, order);
  check("firstRoot", code.firstRoot, 0, order - 1);
  check("rootStep", code.rootStep, 1, order - 1);
  check("interleaving", code.interleaving, 1, 64);
  if (greatestCommonDivisor(code.rootStep, order) !== 1) {
    throw new RangeError(
      `ReedSolomonCode: rootStep: expected no factor in common with ${order}, found ${code.rootStep}`,
    );
  }
  const { sentSymbols } = code;
  if (sentSymbols && !(sentSymbols.length === order + 1 && new Set(sentSymbols).size === order + 1)) {
    throw new RangeError(`ReedSolomonCode: sentSymbols: expected ${order + 1} different symbols`);
  }
}

function check(argument: string, value: number, minimum: number, maximum: number): void {
  if (!(Number.isInteger(value) && value >= minimum && value <= maximum)) {
    throw new RangeError(
      `ReedSolomonCode: ${argument}: expected a whole number from ${minimum} to ${maximum}, found ${value}`,
    );
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Powers and logarithms of beta, which generates the field as alpha does. */
export interface ReedSolomonField {
  /** 2^m - 1. */
  readonly order: number;
  /** beta^i for 0 <= i < 2 `order`. */
  readonly exp: Uint8Array;
  /** Logarithms of elements 1 to `order`. */
  readonly log: Uint8Array;
}

/** @throws RangeError unless the polynomial is primitive */
export function reedSolomonField({ symbolBits, fieldPolynomial, rootStep }: ReedSolomonCode): ReedSolomonField {
  const order = 2 ** symbolBits - 1;
  const powers = new Uint8Array(order);
  const seen = new Set<number>();
  for (let i = 0, element = 1; i < order; i++) {
    powers[i] = element;
    seen.add(element);
    element <<= 1;
    if (element > order) element ^= fieldPolynomial;
  }
  if (seen.size !== order || seen.has(0)) {
    throw new RangeError(
      `ReedSolomonCode: fieldPolynomial: expected a primitive polynomial, found 0x${fieldPolynomial.toString(16)}`,
    );
  }
  const exp = Uint8Array.from({ length: 2 * order }, (_, i) => powers[(rootStep * i) % order]);
  const log = new Uint8Array(order + 1);
  for (let i = 0; i < order; i++) log[exp[i]] = i;
  return { order, exp, log };
}

export function fieldProduct({ exp, log }: ReedSolomonField, a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : exp[log[a] + log[b]];
}

/** Coefficients of the generator polynomial, the highest power, which is 1, first. */
export function reedSolomonGenerator(code: ReedSolomonCode, field: ReedSolomonField): Uint8Array {
  const generator = new Uint8Array(code.parity + 1);
  generator[0] = 1;
  for (let degree = 0; degree < code.parity; degree++) {
    const root = field.exp[(code.firstRoot + degree) % field.order];
    for (let i = degree + 1; i > 0; i--) generator[i] ^= fieldProduct(field, generator[i - 1], root);
  }
  return generator;
}
