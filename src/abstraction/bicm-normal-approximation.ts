import { normalQuantile } from "../statistics/normal-quantile.js";

/** Mean and variance of what a symbol tells about its bits. */
export interface BicmInformation {
  /** Bits a symbol. */
  readonly capacity: number;
  /** Bits squared a symbol. */
  readonly dispersion: number;
}

const stepsPerDeviation = 8;
const steps = 9 * stepsPerDeviation;

/**
 * Capacity and dispersion of bit-interleaved coded modulation over an AWGN channel: square QAM with Gray labels,
 * equiprobable bits, and an ideal interleaver, which makes of the bits of a symbol independent parallel channels
 * (Caire, Taricco, Biglieri, 1998). Mean and variance of each bit's information density
 *
 *     i(b; y) = log2( 2 p(y | b) / (p(y | 0) + p(y | 1)) )
 *
 * are added over the bits. The expectation over the noise is a trapezoidal sum to 9 deviations; both dimensions are
 * alike.
 *
 * @param bitsPerSymbol  2, 4, 6, 8 or 10: QPSK to 1024QAM
 * @param esn0           linear, above 0
 */
export function bicmInformation(bitsPerSymbol: number, esn0: number): BicmInformation {
  if (![2, 4, 6, 8, 10].includes(bitsPerSymbol)) {
    throw new RangeError(`bicmInformation: bitsPerSymbol: expected 2, 4, 6, 8 or 10, found ${bitsPerSymbol}`);
  }
  if (!(esn0 > 0 && esn0 < Infinity)) throw new RangeError(`bicmInformation: esn0: expected over 0, found ${esn0}`);
  const bits = bitsPerSymbol / 2;
  const levels = 2 ** bits;
  // Noise of variance 1 a dimension; the levels' mean square is Es / N0 then (half the energy, half the noise).
  const amplitude = Math.sqrt((3 * esn0) / (levels * levels - 1));
  const mean = new Float64Array(bits);
  const square = new Float64Array(bits);
  const density = new Float64Array(bits);
  let total = 0;
  for (let sent = 0; sent < levels; sent++) {
    for (let step = -steps; step <= steps; step++) {
      const noise = step / stepsPerDeviation;
      const weight = Math.exp((-noise * noise) / 2);
      informationDensity(sent, noise, amplitude, levels, density);
      for (let bit = 0; bit < bits; bit++) {
        mean[bit] += weight * density[bit];
        square[bit] += weight * density[bit] * density[bit];
      }
      total += weight;
    }
  }
  let capacity = 0;
  let dispersion = 0;
  for (let bit = 0; bit < bits; bit++) {
    capacity += (2 * mean[bit]) / total;
    dispersion += 2 * Math.max(0, square[bit] / total - (mean[bit] / total) ** 2);
  }
  return { capacity, dispersion };
}

/** Of each bit of one dimension: level `sent` with its Gray label, received with `noise`. */
function informationDensity(sent: number, noise: number, amplitude: number, levels: number, density: Float64Array) {
  let all = 0;
  density.fill(0);
  const label = sent ^ (sent >> 1);
  for (let level = 0; level < levels; level++) {
    const distance = 2 * amplitude * (sent - level) + noise;
    const likelihood = Math.exp((noise * noise - distance * distance) / 2);
    all += likelihood;
    const differs = label ^ level ^ (level >> 1);
    for (let bit = 0; bit < density.length; bit++) if (((differs >> bit) & 1) === 0) density[bit] += likelihood;
  }
  for (let bit = 0; bit < density.length; bit++) density[bit] = 1 + Math.log2(density[bit] / all);
}

/** Es/N0 that finite blocklength asks for is sought between these. */
const lowest_dB = -40;
const highest_dB = 60;

/**
 * Es/N0 at which the best code of this size is expected to have a block error rate, by the normal approximation over
 * n coded bits
 *
 *     k = n C - sqrt(n V) Qinv(rate) + 1/2 log2 n
 *
 * (Polyanskiy, Poor, Verdu, "Channel coding rate in the finite blocklength regime", 2010, with the third-order term of
 * AWGN), with C and V of BICM a coded bit. Good from some 500 information bits on; a real code lies above it.
 *
 * @param bitsPerSymbol    2, 4, 6, 8 or 10
 * @param informationBits  k
 * @param codedBits        n, may be fractional
 * @param blockErrorRate   between 0 and 1
 * @throws RangeError where k exceeds what n bits carry
 */
export function bicmNormalApproximation_dB(
  bitsPerSymbol: number,
  informationBits: number,
  codedBits: number,
  blockErrorRate: number,
): number {
  const deviations = -normalQuantile(blockErrorRate);
  const symbols = codedBits / bitsPerSymbol;
  const carried = (esn0_dB: number) => {
    const { capacity, dispersion } = bicmInformation(bitsPerSymbol, 10 ** (esn0_dB / 10));
    return symbols * capacity - Math.sqrt(symbols * dispersion) * deviations + Math.log2(codedBits) / 2;
  };
  // From 0.999 n on the third-order term makes the equation meaningless.
  if (!(informationBits > 0 && informationBits < 0.999 * codedBits)) {
    throw new RangeError(
      `bicmNormalApproximation_dB: informationBits: expected less than the ${codedBits} coded bits, found ${informationBits}`,
    );
  }
  let low_dB = lowest_dB;
  let high_dB = highest_dB;
  while (high_dB - low_dB > 1e-5) {
    const middle_dB = (low_dB + high_dB) / 2;
    if (carried(middle_dB) < informationBits) low_dB = middle_dB;
    else high_dB = middle_dB;
  }
  return (low_dB + high_dB) / 2;
}
