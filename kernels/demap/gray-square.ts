import type { DemapperShape } from "./symbol-demapper.js";

/** Points that differ from the formula's by more are others. */
const tolerance = 1e-6;

/**
 * Half the distance of neighbouring levels if the constellation is square QAM (QPSK included) with the Gray labels of
 * 3GPP TS 38.211, 5.1.3 to 5.1.7, bits taken in turn by the real and the imaginary part; undefined if it is not.
 */
export function graySquareSpacing({ bitsPerSymbol, pointsRe, pointsIm }: DemapperShape): number | undefined {
  if (bitsPerSymbol % 2 !== 0) return undefined;
  const levelBits = bitsPerSymbol / 2;
  const spacing = squareSpacing(bitsPerSymbol);
  for (let label = 0; label < pointsRe.length; label++) {
    const re = spacing * grayLevel(label >> 1, levelBits, 2);
    const im = spacing * grayLevel(label, levelBits, 2);
    const isPoint = Math.abs(pointsRe[label] - re) < tolerance && Math.abs(pointsIm[label] - im) < tolerance;
    if (!isPoint) return undefined;
  }
  return spacing;
}

/**
 * Odd number that the bits b0 b1 ... stand for: (1 - 2 b0) (2^(n-1) - (1 - 2 b1) (2^(n-2) - ... (2 - (1 - 2 b(n-1))))).
 *
 * @param label  ends with b(n-1), its least significant bit
 * @param count  n, from 1
 * @param step   distance of the bits in the label: 2 where those of two numbers take turns
 */
export function grayLevel(label: number, count: number, step = 1): number {
  let level = 1 - 2 * (label & 1);
  for (let bit = 1; bit < count; bit++) level = (1 - 2 * ((label >> (step * bit)) & 1)) * (2 ** bit - level);
  return level;
}

/** Half the distance of neighbouring levels of square QAM of unit mean power. */
export function squareSpacing(bitsPerSymbol: number): number {
  return Math.sqrt(3 / (2 * (2 ** bitsPerSymbol - 1)));
}
