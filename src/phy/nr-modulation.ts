import { grayLevel, squareSpacing } from "../../kernels/demap/gray-square.js";
import type { Constellation } from "./constellation.js";

/** Names of the constellations of TS 38.211, 5.1, by bits a symbol. */
const nrBitsPerSymbol: Readonly<Record<string, number>> = {
  BPSK: 1,
  QPSK: 2,
  "16QAM": 4,
  "64QAM": 6,
  "256QAM": 8,
  "1024QAM": 10,
};

export const nrModulationNames: readonly string[] = Object.keys(nrBitsPerSymbol);

/**
 * A constellation of 5G NR: 3GPP TS 38.211, 5.1.2 (BPSK) to 5.1.7 (1024QAM); undefined for another name.
 *
 * BPSK lies on the diagonal. The square ones take their bits in turn: the even ones for the real part,
 * (1 - 2 b0) (2^(n-1) - (1 - 2 b2) (2^(n-2) - ...)) / sqrt(2 (4^n - 1) / 3) with n bits a part, the odd ones for the
 * imaginary part. pi/2-BPSK (5.1.1) turns by symbols, not by bits, so it is no constellation; its error rates with
 * coherent detection are those of BPSK.
 */
export function nrConstellation(name: string): Constellation | undefined {
  if (!Object.hasOwn(nrBitsPerSymbol, name)) return undefined;
  const bitsPerSymbol = nrBitsPerSymbol[name];
  if (bitsPerSymbol === 1) {
    const part = Float64Array.of(Math.SQRT1_2, -Math.SQRT1_2);
    return { name, bitsPerSymbol, re: part, im: part.slice() };
  }
  const partBits = bitsPerSymbol / 2;
  const scale = squareSpacing(bitsPerSymbol);
  const labels = Array.from({ length: 2 ** bitsPerSymbol }, (_, label) => label);
  const part = (label: number) => scale * grayLevel(label, partBits, 2);
  return {
    name,
    bitsPerSymbol,
    re: Float64Array.from(labels, (label) => part(label >> 1)),
    im: Float64Array.from(labels, part),
  };
}
