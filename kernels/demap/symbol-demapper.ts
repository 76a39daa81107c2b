/** What a demapper is made for. */
export interface DemapperShape {
  /** 1 to 10; the constellation has 2^bitsPerSymbol points. */
  readonly bitsPerSymbol: number;
  /** Points of unit mean power, indexed by their bits, the first bit the most significant. */
  readonly pointsRe: Float64Array;
  readonly pointsIm: Float64Array;
  /** Most symbols of a call. */
  readonly symbols: number;
}

/**
 * Owns the work buffers of a demapper. Fill `re`, `im` and `snr` of the first `count` symbols, then `demap(count)`.
 * Finite LLRs need |re|, |im| and snr times either below 1e30.
 */
export interface SymbolDemapper {
  /** Symbols received, equalised: point plus noise. */
  readonly re: Float32Array;
  readonly im: Float32Array;
  /** 1 / N0 of each symbol, N0 the variance of its complex noise; 0 where nothing is known of it. */
  readonly snr: Float32Array;
  /** `[symbol][bit]`, ln(P(0) / P(1)), set by `demap`. */
  readonly llrs: Float32Array;
  demap(count: number): void | Promise<void>;
  /** Gives back what the garbage collector does not; absent where there is nothing. */
  close?(): void;
}

/** A form of this kernel: makes a demapper. */
export type SymbolDemapperForm = (shape: DemapperShape) => SymbolDemapper;

/**
 * LLRs by the nearest points, (min over bit 1 of |y - x|^2 - min over bit 0 of |y - x|^2) / N0: the reference form.
 *
 * Viterbi, "An intuitive justification and a simplified implementation of the MAP decoder for convolutional codes",
 * IEEE J. Sel. Areas Commun. 16 (1998). |y|^2, which is in every distance, is left out, so that a large y costs no
 * digits. O(symbols points bitsPerSymbol).
 */
export function maxLogDemapper(shape: DemapperShape): SymbolDemapper {
  return referenceDemapper(shape, (distances, snr, bit) => {
    let nearest0 = Infinity;
    let nearest1 = Infinity;
    for (let label = 0; label < distances.length; label++) {
      if (label & bit) nearest1 = Math.min(nearest1, distances[label]);
      else nearest0 = Math.min(nearest0, distances[label]);
    }
    return snr * (nearest1 - nearest0);
  });
}

/**
 * Exact LLRs, ln of the sum over bit 0 of exp(-|y - x|^2 / N0) less that over bit 1: the reference form, float64.
 *
 * O(symbols points bitsPerSymbol) exponentials.
 */
export function exactDemapper(shape: DemapperShape): SymbolDemapper {
  return referenceDemapper(
    shape,
    (distances, snr, bit) => logarithmicSum(distances, snr, bit, 0) - logarithmicSum(distances, snr, bit, bit),
  );
}

/** ln of the sum of exp(-snr distance) over the labels whose `bit` has the value `wanted`. */
function logarithmicSum(distances: Float64Array, snr: number, bit: number, wanted: number): number {
  let nearest = Infinity;
  for (let label = 0; label < distances.length; label++) {
    if ((label & bit) === wanted) nearest = Math.min(nearest, distances[label]);
  }
  let sum = 0;
  for (let label = 0; label < distances.length; label++) {
    if ((label & bit) === wanted) sum += Math.exp(snr * (nearest - distances[label]));
  }
  return Math.log(sum) - snr * nearest;
}

function referenceDemapper(
  shape: DemapperShape,
  llrOf: (distances: Float64Array, snr: number, bit: number) => number,
): SymbolDemapper {
  checkDemapperShape(shape);
  const { bitsPerSymbol, pointsRe, pointsIm, symbols } = shape;
  const re = new Float32Array(symbols);
  const im = new Float32Array(symbols);
  const snr = new Float32Array(symbols);
  const llrs = new Float32Array(symbols * bitsPerSymbol);
  const distances = new Float64Array(pointsRe.length);
  const demap = (count: number) => {
    checkSymbolCount(count, symbols);
    for (let symbol = 0; symbol < count; symbol++) {
      for (let label = 0; label < distances.length; label++) {
        const energy = pointsRe[label] ** 2 + pointsIm[label] ** 2;
        distances[label] = energy - 2 * (re[symbol] * pointsRe[label] + im[symbol] * pointsIm[label]);
      }
      for (let bit = 0; bit < bitsPerSymbol; bit++) {
        llrs[symbol * bitsPerSymbol + bit] = llrOf(distances, snr[symbol], 1 << (bitsPerSymbol - 1 - bit));
      }
    }
  };
  return { re, im, snr, llrs, demap };
}

const mostBits = 10;

/** @throws RangeError unless the constellation has 2^bitsPerSymbol points and `symbols` is a whole number from 0 */
export function checkDemapperShape({ bitsPerSymbol, pointsRe, pointsIm, symbols }: DemapperShape): void {
  if (!(Number.isInteger(bitsPerSymbol) && bitsPerSymbol >= 1 && bitsPerSymbol <= mostBits)) {
    throw new RangeError(`demapper: bitsPerSymbol: expected a whole number from 1 to 10, found ${bitsPerSymbol}`);
  }
  for (const points of [pointsRe, pointsIm]) {
    if (points.length !== 2 ** bitsPerSymbol) {
      throw new RangeError(`demapper: points: expected ${2 ** bitsPerSymbol} points, found ${points.length}`);
    }
  }
  if (!(Number.isInteger(symbols) && symbols >= 0)) {
    throw new RangeError(`demapper: symbols: expected a whole number from 0, found ${symbols}`);
  }
}

/** @throws RangeError unless `count` is a whole number from 0 to `symbols` */
export function checkSymbolCount(count: number, symbols: number): void {
  if (!(Number.isInteger(count) && count >= 0 && count <= symbols)) {
    throw new RangeError(`demapper: count: expected a whole number from 0 to ${symbols}, found ${count}`);
  }
}
