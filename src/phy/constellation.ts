import { symbolMapper } from "../../kernels/channel/symbol-mapper.js";

/**
 * Points that bits are mapped on. A point's index is its bits, the first of them the most significant.
 */
export interface Constellation {
  /** As a user names it, e.g. `QPSK`, `256QAM`, `16APSK 2/3`. */
  readonly name: string;
  /** 1 to 10; there are 2^bitsPerSymbol points. */
  readonly bitsPerSymbol: number;
  /** Of unit mean power. */
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const powerTolerance = 1e-6;

/** @throws RangeError unless the points are 2^bitsPerSymbol, finite and of unit mean power */
export function checkConstellation({ name, bitsPerSymbol, re, im }: Constellation): void {
  if (!(Number.isInteger(bitsPerSymbol) && bitsPerSymbol >= 1 && bitsPerSymbol <= 10)) {
    throw new RangeError(`constellation ${name}: bitsPerSymbol: expected 1 to 10, found ${bitsPerSymbol}`);
  }
  if (re.length !== 2 ** bitsPerSymbol || im.length !== re.length) {
    const found = `${re.length} and ${im.length}`;
    throw new RangeError(`constellation ${name}: points: expected ${2 ** bitsPerSymbol} of each part, found ${found}`);
  }
  let power = 0;
  for (let i = 0; i < re.length; i++) power += (re[i] ** 2 + im[i] ** 2) / re.length;
  if (!(Math.abs(power - 1) <= powerTolerance)) {
    throw new RangeError(`constellation ${name}: points: expected a mean power of 1, found ${power}`);
  }
}

/** Symbols that carry so many bits; the last may be filled up. */
export function symbolCount(bits: number, { bitsPerSymbol }: Constellation): number {
  return Math.ceil(bits / bitsPerSymbol);
}

/**
 * The symbols of bits, the last one filled up with 0: a new pair of planar arrays.
 * @param bits  0 or 1, the first of each symbol the most significant of its index
 */
export function modulate(constellation: Constellation, bits: Uint8Array): { re: Float32Array; im: Float32Array } {
  checkConstellation(constellation);
  const { bitsPerSymbol, re: pointsRe, im: pointsIm } = constellation;
  const symbols = symbolCount(bits.length, constellation);
  const mapper = symbolMapper({ bitsPerSymbol, pointsRe, pointsIm, symbols });
  mapper.bits.set(bits);
  mapper.map(symbols);
  return { re: mapper.re, im: mapper.im };
}
