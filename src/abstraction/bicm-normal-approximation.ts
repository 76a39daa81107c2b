import { bicmInformation } from "../../kernels/effective-sinr/bicm-information.js";
import { normalQuantile } from "../statistics/normal-quantile.js";

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
 * @param bitsPerSymbol    even, 2 to 12: square QAM
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
