/** The transform is larger than the carrier by this much at least, as base stations' are. */
const guard = 1.1;

/** Samples of the useful part of an OFDM symbol: the power of two that holds the carrier's resource blocks. */
export function nrTransformSize(carrierBlocks: number): number {
  return 2 ** Math.ceil(Math.log2(12 * carrierBlocks * guard));
}
