import { plsGenerator, plsScrambling, s2ModcodField, s2xPlsCode, startOfFrame } from "./dvb-pl-header.data.js";

export const startOfFrame_symbols = 26;
const plsWord_symbols = 64;
export const plHeader_symbols = startOfFrame_symbols + plsWord_symbols;

/** Symbols as planar parts. */
export interface Symbols {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/**
 * The PLS code of a MODCOD, 0 to 255: of S2 MODCOD x 4 + short x 2 + pilots, of S2X as table 17a numbers it, + pilots.
 *
 * EN 302 307-1, 5.5.2.2; EN 302 307-2, 5.5.2.2, table 17a.
 *
 * @param name  as `dvbModcodCode` knows it, with ` short` for the short frame
 * @throws RangeError for another name
 */
export function plsCode(name: string, pilots: boolean): number {
  const isShort = name.endsWith(" short");
  const field = s2ModcodField.indexOf(isShort ? name.slice(0, -" short".length) : name);
  if (field >= 0) return 4 * (field + 1) + (isShort ? 2 : 0) + (pilots ? 1 : 0);
  const code = s2xPlsCode[name];
  if (code === undefined) throw new RangeError(`plsCode: expected the name of a MODCOD, found ${name}`);
  return code + (pilots ? 1 : 0);
}

/** The 64 scrambled bits of a PLS code: bi-orthogonal, each bit of the (32, 7) code followed by itself plus the last bit. */
export function plsWord(code: number): Uint8Array {
  if (!(Number.isInteger(code) && code >= 0 && code <= 255)) {
    throw new RangeError(`plsWord: expected a code from 0 to 255, found ${code}`);
  }
  let half = 0;
  for (let bit = 0; bit < plsGenerator.length; bit++) if ((code >> (7 - bit)) & 1) half ^= plsGenerator[bit];
  return Uint8Array.from({ length: plsWord_symbols }, (_, i) => {
    const bit = (half >>> (31 - (i >> 1))) & 1;
    return bit ^ (i & 1 & code) ^ Number(plsScrambling[i]);
  });
}

/**
 * The 90 symbols of a PLHEADER, pi/2-BPSK: EN 302 307-1, 5.5.2; the PLS word of S2X (first bit 1) is turned by a quarter more
 * (EN 302 307-2, 5.5.2).
 */
export function plHeaderSymbols(code: number): Symbols {
  const symbols = { re: new Float32Array(plHeader_symbols), im: new Float32Array(plHeader_symbols) };
  put(symbols, 0, Array.from(startOfFrame, Number), false);
  put(symbols, startOfFrame_symbols, plsWord(code), code >= 128);
  return symbols;
}

function put({ re, im }: Symbols, first: number, bits: ArrayLike<number>, isTurned: boolean): void {
  for (let i = 0; i < bits.length; i++) {
    const value = (1 - 2 * bits[i]) * Math.SQRT1_2;
    // Odd symbols, counted from 1: I = Q; even ones: I = -Q.
    const [x, y] = (first + i) % 2 === 0 ? [value, value] : [-value, value];
    re[first + i] = isTurned ? -y : x;
    im[first + i] = isTurned ? x : y;
  }
}

/** Finds PLS codes by maximum likelihood: the word whose symbols correlate best. */
export class PlsDetector {
  readonly #candidates: readonly { readonly code: number; readonly symbols: Symbols }[];

  /** @param codes  that may be sent; all 256 if left out */
  constructor(codes: readonly number[] = Array.from({ length: 256 }, (_, code) => code)) {
    this.#candidates = codes.map((code) => ({ code, symbols: plHeaderSymbols(code) }));
  }

  /**
   * By the whole header, start of frame included, at whatever gain and phase: the largest |sum y conj s|.
   *
   * @param re  received symbols, the header's from 0 on
   */
  detect(re: Float32Array, im: Float32Array): number {
    let best = -Infinity;
    let found = 0;
    for (const { code, symbols } of this.#candidates) {
      const power = correlation(re, im, symbols, 0);
      if (power > best) {
        best = power;
        found = code;
      }
    }
    return found;
  }
}

/** |sum y conj s|^2 of symbols and those received from `first` on. */
export function correlation(re: Float32Array, im: Float32Array, symbols: Symbols, first: number): number {
  let [sumRe, sumIm] = [0, 0];
  for (let i = 0; i < symbols.re.length; i++) {
    const [x, y] = [re[first + i], im[first + i]];
    sumRe += x * symbols.re[i] + y * symbols.im[i];
    sumIm += y * symbols.re[i] - x * symbols.im[i];
  }
  return sumRe * sumRe + sumIm * sumIm;
}
