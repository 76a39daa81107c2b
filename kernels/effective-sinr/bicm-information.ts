/** Mean and variance of what a symbol tells about its bits. */
export interface BicmInformation {
  /** Bits a symbol: the mutual information of the bits, added. */
  readonly capacity: number;
  /** Bits squared a symbol: the variance of each bit's information density, added. */
  readonly dispersion: number;
}

const stepsPerDeviation = 8;
const steps = 9 * stepsPerDeviation;

/**
 * Capacity and dispersion of bit-interleaved coded modulation over an AWGN channel: square QAM with the Gray labels of
 * 3GPP TS 38.211, 5.1 (each dimension a Gray-labelled amplitude modulation of half the bits), equiprobable bits, and an
 * ideal interleaver, which makes of a symbol's bits independent parallel channels (Caire, Taricco, Biglieri, 1998).
 * Mean and variance of each bit's information density, with exact LLRs,
 *
 *     i(b; y) = log2( 2 p(y | b) / (p(y | 0) + p(y | 1)) ) = 1 - log2(1 + exp(-(1 - 2 b) LLR)),
 *
 * are added over the bits. The expectation over the noise is a trapezoidal sum with steps of an eighth of its deviation,
 * to 9 deviations; the integrand is smooth, so the sum's own error is far below 1e-6 bit.
 *
 * @param bitsPerSymbol  even, 2 to 12: QPSK to 4096QAM
 * @param snr            Es/N0, linear, not negative
 */
export function bicmInformation(bitsPerSymbol: number, snr: number): BicmInformation {
  if (!(bitsPerSymbol >= 2 && bitsPerSymbol <= 12 && bitsPerSymbol % 2 === 0)) {
    throw new RangeError(
      `bicmInformation: bitsPerSymbol: expected an even number from 2 to 12, found ${bitsPerSymbol}`,
    );
  }
  if (!(snr >= 0)) throw new RangeError(`bicmInformation: snr: expected a number from 0, found ${snr}`);
  if (snr === Infinity) return { capacity: bitsPerSymbol, dispersion: 0 };
  const bits = bitsPerSymbol / 2;
  const levels = 2 ** bits;
  // Levels +-1, +-3, ... scaled so that a dimension has half the symbol's energy; noise of variance 1 a dimension.
  const scale = Math.sqrt((3 * snr) / (levels * levels - 1));
  const amplitudes = Float64Array.from({ length: levels }, (_, index) => scale * (2 * index - levels + 1));
  const zero = new Float64Array(bits);
  const one = new Float64Array(bits);
  const mean = new Float64Array(bits);
  const square = new Float64Array(bits);
  // By symmetry of levels and labels, the lower half of the levels speaks for all.
  for (let sent = 0; sent < levels / 2; sent++) {
    for (let step = -steps; step <= steps; step++) {
      const noise = step / stepsPerDeviation;
      metricSums(amplitudes, amplitudes[sent] + noise, noise, bits, zero, one);
      const weight = Math.exp(-0.5 * noise * noise);
      for (let bit = 0; bit < bits; bit++) {
        const isOne = ((sent ^ (sent >> 1)) >> bit) & 1;
        // 1 where y makes the bit certain, 0 where it leaves it open.
        const density = 1 - Math.log2((zero[bit] + one[bit]) / (isOne ? one[bit] : zero[bit]));
        mean[bit] += weight * density;
        square[bit] += weight * density * density;
      }
    }
  }
  const total = (levels / 2) * stepsPerDeviation * Math.sqrt(2 * Math.PI);
  let capacity = 0;
  let dispersion = 0;
  for (let bit = 0; bit < bits; bit++) {
    capacity += (2 * mean[bit]) / total;
    dispersion += 2 * Math.max(0, square[bit] / total - (mean[bit] / total) ** 2);
  }
  return { capacity: Math.min(bitsPerSymbol, Math.max(0, capacity)), dispersion };
}

/** For each bit, the sums of exp(-(y - level)^2 / 2) over the levels that carry 0 and 1, relative to the sent level's. */
function metricSums(
  amplitudes: Float64Array,
  y: number,
  noise: number,
  bits: number,
  zero: Float64Array,
  one: Float64Array,
): void {
  zero.fill(0);
  one.fill(0);
  for (let level = 0; level < amplitudes.length; level++) {
    const distance = y - amplitudes[level];
    const exponent = 0.5 * (noise * noise - distance * distance);
    if (exponent < -45) continue;
    const likelihood = Math.exp(exponent);
    const gray = level ^ (level >> 1);
    for (let bit = 0; bit < bits; bit++) {
      if ((gray >> bit) & 1) one[bit] += likelihood;
      else zero[bit] += likelihood;
    }
  }
}
