import type { Warning } from "../leolink-error.js";

/**
 * Amplitudes of a line by Taylor's distribution, sampled: the near side lobes about at the level, the others falling as those of
 * a uniform line, so that the outer elements are not stronger than their neighbours.
 *
 * w(x) = 1 + 2 sum F_m cos(2 pi m x / N) with x counted from the middle of N elements, and F_m from the level and n-bar:
 * A = acosh(R) / pi, sigma^2 = nBar^2 / (A^2 + (nBar - 1/2)^2).
 * Taylor, IRE Trans. Antennas Propag. AP-3 (1955); Carrara and Goodman, "Spotlight Synthetic Aperture Radar".
 *
 * @param count        elements, from 1
 * @param sideLobe_dB  relative to the peak, below 0
 * @param nBar         whole number from 1; 1 is a uniform line
 * @returns amplitudes of which the largest is 1
 */
export function taylorTaper(count: number, sideLobe_dB: number, nBar: number): Float64Array {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new RangeError(`taylorTaper: expected a whole number of elements from 1, found ${count}`);
  }
  if (!(sideLobe_dB < 0 && sideLobe_dB >= -150)) {
    throw new RangeError(`taylorTaper: expected a side-lobe level from -150 to below 0 dB, found ${sideLobe_dB}`);
  }
  if (!(Number.isInteger(nBar) && nBar >= 1)) {
    throw new RangeError(`taylorTaper: expected a whole number n-bar from 1, found ${nBar}`);
  }
  const coefficients = Array.from({ length: nBar - 1 }, (_, index) => coefficient(index + 1, sideLobe_dB, nBar));
  const weights = Float64Array.from({ length: count }, (_, n) => {
    const x = (n - (count - 1) / 2) / count;
    return coefficients.reduce((sum, f, index) => sum + 2 * f * Math.cos(2 * Math.PI * (index + 1) * x), 1);
  });
  const largest = weights.reduce((a, b) => Math.max(a, b));
  return weights.map((weight) => weight / largest);
}

/** Taylor's distribution rises towards the edges where n-bar is below 2 A^2 + 1/2. */
export function taylorWarnings(sideLobe_dB: number, nBar: number): Warning[] {
  const least = 2 * levelA(sideLobe_dB) ** 2 + 0.5;
  if (nBar >= least) return [];
  const message = `n-bar ${nBar} is below the ${least.toFixed(1)} that side lobes of ${sideLobe_dB} dB need; the distribution does not fall to its edges`;
  return [{ source: "Taylor taper", message }];
}

function levelA(sideLobe_dB: number): number {
  return Math.acosh(10 ** (-sideLobe_dB / 20)) / Math.PI;
}

function coefficient(m: number, sideLobe_dB: number, nBar: number): number {
  const a2 = levelA(sideLobe_dB) ** 2;
  const sigma2 = nBar ** 2 / (a2 + (nBar - 0.5) ** 2);
  let numerator = m % 2 === 1 ? 1 : -1;
  let denominator = 2;
  for (let n = 1; n < nBar; n++) {
    numerator *= 1 - m ** 2 / (sigma2 * (a2 + (n - 0.5) ** 2));
    if (n !== m) denominator *= 1 - (m / n) ** 2;
  }
  return numerator / denominator;
}
