import { bchGenerator } from "./bch-generator.js";
import { BchRemainder } from "./bch-remainder.js";
import { checkLength, checkWhole } from "./check-arguments.js";
import { GaloisField } from "./galois-field.js";

/** A binary, narrow-sense, systematic BCH code, whole (2^m - 1 bits) or shortened. */
export interface BchParameters {
  /** m of the field GF(2^m), 3 to 16. */
  readonly fieldDegree: number;
  /** With its term x^m. */
  readonly primitivePolynomial: number;
  /** t; the designed distance is 2t + 1. */
  readonly correctableErrors: number;
  /** Bits of a code word; leading information bits up to 2^m - 1 are 0 and are not sent. */
  readonly codedBits: number;
}

/**
 * Encoder and hard-decision decoder of one BCH code; owns their work buffers.
 *
 * A word is its information bits, then its parity bits, the highest power of the polynomial first. The decoder takes
 * the remainder first, which is 0 for a word without errors; then syndromes, the Berlekamp-Massey algorithm in its
 * binary form (t steps), and a Chien search over the bits that were sent: `n t` steps.
 */
export class Bch {
  readonly informationBits: number;
  readonly parityBits: number;
  readonly codedBits: number;
  readonly correctableErrors: number;
  readonly field: GaloisField;
  readonly #remainder: BchRemainder;
  /** S_1 to S_2t. */
  readonly #syndromes: Int32Array;
  /** Ascending coefficients of the error locator, of the one before, and of their sum. */
  #locator: Int32Array;
  #previous: Int32Array;
  #sum: Int32Array;
  /** Logarithm of each locator term at the place that the Chien search has come to; -1 for a term of 0. */
  readonly #termLog: Int32Array;
  readonly #errors: Int32Array;

  /** @throws RangeError unless the code has at least one information bit and fits in 2^m - 1 bits */
  constructor({ fieldDegree, primitivePolynomial, correctableErrors, codedBits }: BchParameters) {
    checkWhole("Bch", "fieldDegree", fieldDegree, 3, 16);
    this.field = new GaloisField(fieldDegree, primitivePolynomial);
    const generator = bchGenerator(this.field, correctableErrors);
    this.#remainder = new BchRemainder(generator);
    this.parityBits = this.#remainder.degree;
    checkWhole("Bch", "codedBits", codedBits, this.parityBits + 1, this.field.order);
    this.codedBits = codedBits;
    this.informationBits = codedBits - this.parityBits;
    this.correctableErrors = correctableErrors;
    this.#syndromes = new Int32Array(2 * correctableErrors + 1);
    const terms = 2 * correctableErrors + 2;
    this.#locator = new Int32Array(terms);
    this.#previous = new Int32Array(terms);
    this.#sum = new Int32Array(terms);
    this.#termLog = new Int32Array(correctableErrors + 1);
    this.#errors = new Int32Array(correctableErrors);
  }

  /**
   * Appends the parity to the information bits that a word starts with.
   * @param word  `codedBits` bits
   */
  encode(word: Uint8Array): void {
    checkLength("Bch", "word", word, this.codedBits);
    this.#remainder.divide(word, this.informationBits);
    const { words } = this.#remainder;
    for (let i = 0, to = this.informationBits; i < this.parityBits; i++) {
      word[to + i] = (words[i >> 5] >>> (31 - (i & 31))) & 1;
    }
  }

  /**
   * Corrects a word in place.
   * @param word  `codedBits` bits
   * @returns errors corrected, 0 to t, or -1 where no code word lies within t errors; the word is then left as it is
   */
  correct(word: Uint8Array): number {
    checkLength("Bch", "word", word, this.codedBits);
    // Remainder of word * x^parity: 0 for the same words as that of the word, and its roots hold scaled syndromes.
    if (this.#remainder.divide(word, this.codedBits)) return 0;
    this.#findSyndromes();
    const errors = this.#findLocator();
    if (errors < 0 || this.#search(errors) !== errors) return -1;
    for (let i = 0; i < errors; i++) word[this.#errors[i]] ^= 1;
    return errors;
  }

  toString(): string {
    return `BCH(${this.codedBits}, ${this.informationBits}) t=${this.correctableErrors}`;
  }

  /** S_j = r(alpha^j) for the word r, from its remainder: that of r * x^parity, so a factor alpha^(-j parity) is due. */
  #findSyndromes(): void {
    const { exp, order } = this.field;
    const { words } = this.#remainder;
    const syndromes = this.#syndromes;
    const parity = this.parityBits;
    for (let j = 1; j < syndromes.length; j += 2) {
      let sum = 0;
      for (let i = 0; i < parity; i++) {
        if (words[i >> 5] << (i & 31) >= 0) continue;
        // Bit i stands for x^(parity - 1 - i), so for x^(-1 - i) of the word.
        sum ^= exp[order - ((j * (1 + i)) % order)];
      }
      syndromes[j] = sum;
    }
    for (let j = 2; j < syndromes.length; j += 2) syndromes[j] = this.field.mul(syndromes[j / 2], syndromes[j / 2]);
  }

  /**
   * Berlekamp-Massey for binary codes: every second discrepancy is 0, so the steps are for S_1, S_3, ..., S_(2t-1).
   * @returns degree of the locator, -1 where it is over t
   */
  #findLocator(): number {
    const { field } = this;
    const syndromes = this.#syndromes;
    this.#locator.fill(0)[0] = 1;
    this.#previous.fill(0)[0] = 1;
    let degree = 0;
    let previousDiscrepancy = 1;
    let gap = 1;
    for (let step = 1; step < syndromes.length; step += 2) {
      const locator = this.#locator;
      let discrepancy = syndromes[step];
      for (let i = 1; i <= degree; i++) discrepancy ^= field.mul(locator[i], syndromes[step - i]);
      if (discrepancy === 0) {
        gap += 2;
        continue;
      }
      const factor = field.div(discrepancy, previousDiscrepancy);
      const sum = this.#sum;
      sum.set(locator);
      for (let i = gap; i < sum.length; i++) sum[i] ^= field.mul(factor, this.#previous[i - gap]);
      if (2 * degree <= step - 1) {
        this.#sum = this.#previous;
        this.#previous = locator;
        degree = step - degree;
        previousDiscrepancy = discrepancy;
        gap = 2;
      } else {
        this.#sum = locator;
        gap += 2;
      }
      this.#locator = sum;
    }
    if (degree > this.correctableErrors || this.#locator[degree] === 0) return -1;
    for (let i = degree + 1; i < this.#locator.length; i++) if (this.#locator[i] !== 0) return -1;
    return degree;
  }

  /**
   * Chien search: bit i of the word is in error where the locator is 0 at alpha^-(n - 1 - i).
   * @returns places found, as many as the locator's degree or fewer
   */
  #search(degree: number): number {
    const { exp, log, order } = this.field;
    const termLog = this.#termLog;
    for (let j = 1; j <= degree; j++) {
      const coefficient = log[this.#locator[j]];
      // From the last bit, alpha^0, on: a step towards the first turns term j by alpha^-j.
      termLog[j] = coefficient;
    }
    let found = 0;
    for (let i = this.codedBits - 1; i >= 0 && found < degree; i--) {
      let sum = 1;
      for (let j = 1; j <= degree; j++) {
        const term = termLog[j];
        if (term < 0) continue;
        sum ^= exp[term];
        termLog[j] = term >= j ? term - j : term - j + order;
      }
      if (sum === 0) this.#errors[found++] = i;
    }
    return found;
  }
}
