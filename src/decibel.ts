/** Ratio of powers to decibels; 0 gives -Infinity. */
export function dB(ratio: number): number {
  return 10 * Math.log10(ratio);
}

/** Decibels to a ratio of powers. */
export function fromdB(value_dB: number): number {
  return 10 ** (value_dB / 10);
}

/**
 * Combines carrier-to-noise (or -interference) ratios of contributions that add as noise:
 * 1/c = sum of 1/c_i. `Infinity` stands for a contribution that is absent.
 */
export function combinedRatio_dB(...ratios_dB: number[]): number {
  return -dB(ratios_dB.reduce((sum, ratio_dB) => sum + fromdB(-ratio_dB), 0));
}
