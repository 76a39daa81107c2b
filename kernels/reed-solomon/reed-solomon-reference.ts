import {
  checkReedSolomonCode,
  fieldProduct,
  type ReedSolomonCode,
  type ReedSolomonField,
  reedSolomonField,
  reedSolomonGenerator,
} from "./reed-solomon-code.js";
import type { ReedSolomonCodec } from "./reed-solomon-codec.js";

/**
 * Reed-Solomon codec, the reference form: syndromes, Berlekamp-Massey from the erasure locator, Chien search, Forney.
 *
 * A word is the polynomial r(x) with its first symbol at the highest power; X = beta^i locates power i. The decoder
 * refuses where the locator's degree is above what the parity allows or its roots are not as many places of the word.
 * O(n parity) a word.
 */
export class ReferenceReedSolomonCodec implements ReedSolomonCodec {
  readonly symbols: Uint8Array;
  readonly erased: Uint8Array;
  readonly corrected: Int16Array;
  readonly #code: ReedSolomonCode;
  readonly #field: ReedSolomonField;
  readonly #generator: Uint8Array;
  /** Symbol sent for each element, and back. */
  readonly #sent: Uint8Array;
  readonly #element: Uint8Array;
  readonly #word: Uint8Array;

  /** @throws RangeError where no such code exists, naming the argument */
  constructor(code: ReedSolomonCode) {
    checkReedSolomonCode(code);
    this.#code = code;
    this.#field = reedSolomonField(code);
    this.#generator = reedSolomonGenerator(code, this.#field);
    this.#sent = code.sentSymbols ?? Uint8Array.from({ length: this.#field.order + 1 }, (_, element) => element);
    this.#element = new Uint8Array(this.#sent.length);
    for (const [element, symbol] of this.#sent.entries()) this.#element[symbol] = element;
    this.symbols = new Uint8Array(code.symbols * code.interleaving);
    this.erased = new Uint8Array(this.symbols.length);
    this.corrected = new Int16Array(code.interleaving);
    this.#word = new Uint8Array(code.symbols);
  }

  encode(): void {
    const { interleaving, parity, symbols } = this.#code;
    const first = symbols - parity;
    for (let w = 0; w < interleaving; w++) {
      this.#takeWord(w);
      const word = this.#word;
      const remainder = new Uint8Array(parity + 1);
      for (let i = 0; i < first; i++) {
        const feedback = word[i] ^ remainder[0];
        for (let j = 0; j < parity; j++) {
          remainder[j] = remainder[j + 1] ^ fieldProduct(this.#field, feedback, this.#generator[j + 1]);
        }
      }
      for (let j = 0; j < parity; j++) this.symbols[(first + j) * interleaving + w] = this.#sent[remainder[j]];
    }
  }

  correct(): boolean {
    const { interleaving, symbols } = this.#code;
    let isAccepted = true;
    for (let w = 0; w < interleaving; w++) {
      this.#takeWord(w);
      const erasures: number[] = [];
      for (let i = 0; i < symbols; i++) if (this.erased[i * interleaving + w] !== 0) erasures.push(symbols - 1 - i);
      this.corrected[w] = this.#correctWord(erasures);
      if (this.corrected[w] < 0) isAccepted = false;
      else for (let i = 0; i < symbols; i++) this.symbols[i * interleaving + w] = this.#sent[this.#word[i]];
    }
    return isAccepted;
  }

  receive(llrs: Float32Array, erasureThreshold: number): boolean {
    const { symbolBits } = this.#code;
    if (!llrs.every(Number.isFinite)) return false;
    for (let i = 0; i < this.symbols.length; i++) {
      let symbol = 0;
      let isErased = false;
      for (let bit = 0; bit < symbolBits; bit++) {
        const llr = llrs[i * symbolBits + bit];
        symbol = 2 * symbol + (llr < 0 ? 1 : 0);
        if (Math.abs(llr) <= Math.fround(erasureThreshold)) isErased = true;
      }
      this.symbols[i] = symbol;
      this.erased[i] = isErased ? 1 : 0;
    }
    return true;
  }

  information(bits: Uint8Array): void {
    const { symbolBits } = this.#code;
    for (let i = 0; i < bits.length; i++) {
      bits[i] = (this.symbols[Math.floor(i / symbolBits)] >> (symbolBits - 1 - (i % symbolBits))) & 1;
    }
  }

  toString(): string {
    const { symbols, parity, interleaving } = this.#code;
    return `Reed-Solomon (${symbols}, ${symbols - parity}), reference, ${interleaving} words a frame`;
  }

  #takeWord(w: number): void {
    const { interleaving } = this.#code;
    for (let i = 0; i < this.#word.length; i++) this.#word[i] = this.#element[this.symbols[i * interleaving + w]];
  }

  /**
   * @param erasures  powers of x
   * @returns symbols changed, -1 where the word is refused
   */
  #correctWord(erasures: readonly number[]): number {
    const { parity, firstRoot } = this.#code;
    const field = this.#field;
    const { order, exp, log } = field;
    if (erasures.length > parity) return -1;
    const syndromes = Array.from({ length: parity }, (_, j) => this.#value(firstRoot + j));
    if (syndromes.every((syndrome) => syndrome === 0)) return 0;
    const locator = this.#locator(syndromes, erasures);
    if (locator === undefined) return -1;
    const places = this.#places(locator);
    if (places.length !== locator.length - 1) return -1;
    // Omega = S Lambda, of a degree below Lambda's.
    const evaluator = places.map((_, i) =>
      locator
        .slice(0, i + 1)
        .reduce((sum, coefficient, j) => sum ^ fieldProduct(field, coefficient, syndromes[i - j]), 0),
    );
    let changed = 0;
    for (const place of places) {
      const inverse = order - place;
      const numerator = this.#polynomial(evaluator, inverse);
      // The derivative's terms are the odd ones.
      const derivative = this.#polynomial(
        locator.slice(1).map((coefficient, i) => (i % 2 === 0 ? coefficient : 0)),
        inverse,
      );
      if (numerator === 0) continue;
      // X^(1 - b) Omega(1/X) / Lambda'(1/X)
      const power = place * (1 - firstRoot) + log[numerator] - log[derivative];
      this.#word[this.#word.length - 1 - place] ^= exp[((power % order) + order) % order];
      changed++;
    }
    return changed;
  }

  /** r(beta^power). */
  #value(power: number): number {
    const { exp, order } = this.#field;
    const root = exp[power % order];
    return this.#word.reduce((sum, symbol) => fieldProduct(this.#field, sum, root) ^ symbol, 0);
  }

  /** A polynomial, ascending, at beta^power. */
  #polynomial(coefficients: readonly number[], power: number): number {
    const { exp, order } = this.#field;
    return coefficients.reduce((sum, c, i) => sum ^ fieldProduct(this.#field, c, exp[(i * power) % order]), 0);
  }

  /** Ascending coefficients of the locator of errors and erasures; undefined where the parity does not allow it. */
  #locator(syndromes: readonly number[], erasures: readonly number[]): readonly number[] | undefined {
    const field = this.#field;
    const { exp, log, order } = field;
    const { parity } = this.#code;
    const count = erasures.length;
    let locator = new Array<number>(parity + 2).fill(0);
    locator[0] = 1;
    for (const place of erasures) {
      for (let i = count; i > 0; i--) locator[i] ^= fieldProduct(field, locator[i - 1], exp[place]);
    }
    let previous = [...locator];
    let degree = count;
    for (let step = count + 1; step <= parity; step++) {
      let discrepancy = 0;
      for (let j = 0; j <= degree; j++) discrepancy ^= fieldProduct(field, locator[j], syndromes[step - 1 - j]);
      previous = [0, ...previous.slice(0, -1)];
      if (discrepancy === 0) continue;
      const next = locator.map((c, i) => c ^ fieldProduct(field, discrepancy, previous[i]));
      if (2 * degree <= step + count - 1) {
        degree = step + count - degree;
        const inverse = exp[order - log[discrepancy]];
        previous = locator.map((c) => fieldProduct(field, c, inverse));
      }
      locator = next;
    }
    if (2 * degree > parity + count || locator[degree] === 0) return undefined;
    return locator.slice(0, degree + 1);
  }

  /** Powers of x within the word at whose inverse the locator is 0. */
  #places(locator: readonly number[]): number[] {
    const { order } = this.#field;
    const places: number[] = [];
    for (let place = 0; place < this.#word.length; place++) {
      if (this.#polynomial(locator, order - place) === 0) places.push(place);
    }
    return places;
  }
}
