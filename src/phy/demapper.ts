import {
  exactDemapper,
  maxLogDemapper,
  type SymbolDemapper,
  type SymbolDemapperForm,
} from "../../kernels/demap/symbol-demapper.js";
import { exactDemapperSimd, maxLogDemapperSimd } from "../../kernels/demap/symbol-demapper-simd.js";
import { type Constellation, checkConstellation, symbolCount } from "./constellation.js";

/** `exact`: sums of likelihoods; `max-log`: the nearest points only. */
export type Demapping = "exact" | "max-log";

/** Forms that answer at once. */
export type HostBackend = "reference" | "simd";

const forms: Readonly<Record<HostBackend, Readonly<Record<Demapping, SymbolDemapperForm>>>> = {
  reference: { exact: exactDemapper, "max-log": maxLogDemapper },
  simd: { exact: exactDemapperSimd, "max-log": maxLogDemapperSimd },
};

/**
 * LLRs of received symbols, ln(P(bit = 0) / P(bit = 1)), the bits of a symbol all equally likely.
 *
 * Owns the work buffers for up to `bits` bits; the bits that fill up the last symbol get no LLR.
 */
export class Demapper {
  readonly constellation: Constellation;
  readonly demapping: Demapping;
  readonly bits: number;
  readonly symbols: number;
  readonly #form: SymbolDemapper;
  readonly #llrs: Float32Array;

  constructor(constellation: Constellation, demapping: Demapping, bits: number, backend: HostBackend = "simd") {
    checkConstellation(constellation);
    if (!(Number.isInteger(bits) && bits >= 0)) {
      throw new RangeError(`Demapper: bits: expected a whole number from 0, found ${bits}`);
    }
    this.constellation = constellation;
    this.demapping = demapping;
    this.bits = bits;
    this.symbols = symbolCount(bits, constellation);
    this.#form = forms[backend][demapping]({
      bitsPerSymbol: constellation.bitsPerSymbol,
      pointsRe: constellation.re,
      pointsIm: constellation.im,
      symbols: this.symbols,
    });
    this.#llrs = this.#form.llrs.subarray(0, bits);
  }

  /**
   * @param re    `symbols` numbers: point plus noise (after a channel that fades, equalised)
   * @param im    the same of the imaginary parts
   * @param snr   1 / N0, N0 the variance of the complex noise: one number, above 0, or one for each symbol (SNR of a
   *              symbol of unit power after equalisation, 0 where nothing is known of it)
   * @param llrs  receives `bits` LLRs, finite as long as |re|, |im| and either times the SNR stay below 1e30
   */
  demap(re: Float32Array, im: Float32Array, snr: number | Float32Array, llrs: Float32Array): void {
    const { symbols } = this;
    checkCount("re", re, symbols);
    checkCount("im", im, symbols);
    checkCount("llrs", llrs, this.bits);
    if (typeof snr === "number") {
      if (!(snr > 0 && snr < Infinity)) {
        throw new RangeError(`Demapper: snr: expected a finite number above 0, found ${snr}`);
      }
      this.#form.snr.fill(snr);
    } else {
      checkCount("snr", snr, symbols);
      this.#form.snr.set(snr);
    }
    this.#form.re.set(re);
    this.#form.im.set(im);
    this.#form.demap(symbols);
    llrs.set(this.#llrs);
  }

  toString(): string {
    return `Demapper(${this.constellation.name}, ${this.demapping}, ${this.bits} bits)`;
  }
}

function checkCount(argument: string, array: ArrayLike<number>, count: number): void {
  if (array.length !== count) {
    throw new RangeError(`Demapper: ${argument}: expected ${count} elements, found ${array.length}`);
  }
}
