/** What a mapper is made for. */
export interface MapperShape {
  /** 1 to 10; the constellation has 2^bitsPerSymbol points. */
  readonly bitsPerSymbol: number;
  /** Points indexed by their bits, the first bit the most significant. */
  readonly pointsRe: Float64Array;
  readonly pointsIm: Float64Array;
  /** Most symbols of a call. */
  readonly symbols: number;
}

/** Owns the work buffers of a mapper. Fill `bits` of the first `count` symbols, then `map(count)`. */
export interface SymbolMapper {
  /** `[symbol][bit]`, 0 or 1. */
  readonly bits: Uint8Array;
  readonly re: Float32Array;
  readonly im: Float32Array;
  map(count: number): void | Promise<void>;
  /** Gives back what the garbage collector does not; absent where there is nothing. */
  close?(): void;
}

/** A form of this kernel: makes a mapper. */
export type SymbolMapperForm = (shape: MapperShape) => SymbolMapper;

/** Bits to the points of a constellation: the reference form. */
export function symbolMapper(shape: MapperShape): SymbolMapper {
  checkMapperShape(shape);
  const { bitsPerSymbol, symbols } = shape;
  const pointsRe = Float32Array.from(shape.pointsRe);
  const pointsIm = Float32Array.from(shape.pointsIm);
  const bits = new Uint8Array(symbols * bitsPerSymbol);
  const re = new Float32Array(symbols);
  const im = new Float32Array(symbols);
  const map = (count: number) => {
    checkMapperCount(count, symbols);
    for (let symbol = 0; symbol < count; symbol++) {
      let label = 0;
      for (let bit = 0; bit < bitsPerSymbol; bit++) label = 2 * label + bits[symbol * bitsPerSymbol + bit];
      re[symbol] = pointsRe[label];
      im[symbol] = pointsIm[label];
    }
  };
  return { bits, re, im, map };
}

/** @throws RangeError unless the constellation has 2^bitsPerSymbol points and `symbols` is a whole number from 0 */
export function checkMapperShape({ bitsPerSymbol, pointsRe, pointsIm, symbols }: MapperShape): void {
  const isOrder = Number.isInteger(bitsPerSymbol) && bitsPerSymbol >= 1 && bitsPerSymbol <= 10;
  if (!(isOrder && pointsRe.length === 2 ** bitsPerSymbol && pointsIm.length === 2 ** bitsPerSymbol)) {
    const found = `${bitsPerSymbol} bits, ${pointsRe.length} and ${pointsIm.length} points`;
    throw new RangeError(
      `symbolMapper: shape: expected 1 to 10 bits a symbol and a point for each label, found ${found}`,
    );
  }
  checkMapperCount(symbols, Number.MAX_SAFE_INTEGER);
}

/** @throws RangeError unless `count` is a whole number from 0 to `symbols` */
export function checkMapperCount(count: number, symbols: number): void {
  if (!(Number.isInteger(count) && count >= 0 && count <= symbols)) {
    throw new RangeError(`symbolMapper: count: expected a whole number from 0 to ${symbols}, found ${count}`);
  }
}
