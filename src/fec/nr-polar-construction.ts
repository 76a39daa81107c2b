import { polarBit } from "../../kernels/polar/polar-code.js";
import { polarSequence, subBlockPattern } from "./nr-polar.data.js";

/** Lengths that fix an NR polar code block: TS 38.212, 5.3.1 and 5.4.1. */
export interface NrPolarBlock {
  /** K: bits to encode, a CRC's included. */
  readonly bits: number;
  /** E: bits after rate matching. */
  readonly codedBits: number;
  /** n_max: 9 for the downlink, 10 for the uplink. */
  readonly largestExponent: 9 | 10;
  /** n_PC: parity bits. */
  readonly parityBits: number;
  /** n_PC^wm: those of them that stand on rows of least weight. */
  readonly leastWeightParityBits: number;
}

/** How the mother code word becomes E bits: TS 38.212, 5.4.1.2. */
export type PolarRateMatching = "repetition" | "puncturing" | "shortening";

/** N, bits of the mother code word, 32 to 1024: TS 38.212, 5.3.1. */
export function nrPolarLength({ bits, codedBits, largestExponent }: NrPolarBlock): number {
  const nextExponent = Math.ceil(Math.log2(codedBits));
  const isJustAbove = codedBits <= (9 / 8) * 2 ** (nextExponent - 1) && bits / codedBits < 9 / 16;
  const n1 = isJustAbove ? nextExponent - 1 : nextExponent;
  const n2 = Math.ceil(Math.log2(8 * bits));
  return 2 ** Math.max(Math.min(n1, n2, largestExponent), 5);
}

/** Which way the block's E bits are chosen from N. */
export function nrPolarRateMatching(block: NrPolarBlock): PolarRateMatching {
  if (block.codedBits >= nrPolarLength(block)) return "repetition";
  return block.bits / block.codedBits <= 7 / 16 ? "puncturing" : "shortening";
}

/** J(n): bit of the mother code word that stands at place n after sub-block interleaving: TS 38.212, 5.4.1.1. */
export function subBlockOrder(length: number): number[] {
  const size = length / 32;
  return Array.from({ length }, (_, n) => subBlockPattern[Math.floor(n / size)] * size + (n % size));
}

/**
 * What each bit before the transform carries: TS 38.212, 5.3.1.2 and 5.4.1.1.
 *
 * Frozen first are the bits that a punctured or shortened place would make useless; of the others the K + n_PC most
 * reliable carry data. Parity bits take the least reliable of these, and n_PC^wm of them the most reliable place of
 * least row weight among the K most reliable.
 *
 * @returns N values of `polarBit`
 * @throws RangeError where K + n_PC bits find no place
 */
export function nrPolarBits(block: NrPolarBlock): Uint8Array {
  const { bits, codedBits, parityBits, leastWeightParityBits } = block;
  const length = nrPolarLength(block);
  const frozen = new Uint8Array(length);
  const order = subBlockOrder(length);
  const kind = nrPolarRateMatching(block);
  if (kind === "puncturing") {
    for (const index of order.slice(0, length - codedBits)) frozen[index] = 1;
    const isShort = codedBits < (3 / 4) * length;
    frozen.fill(1, 0, Math.ceil(isShort ? (9 / 16) * length - codedBits / 4 : (3 / 4) * length - codedBits / 2));
  } else if (kind === "shortening") {
    for (const index of order.slice(codedBits)) frozen[index] = 1;
  }
  const usable = polarSequence.filter((index) => index < length && frozen[index] === 0);
  const carried = bits + parityBits;
  if (usable.length < carried) {
    throw new RangeError(
      `nrPolarBits: bits: expected at most ${usable.length - parityBits} bits with E = ${codedBits}, found ${bits}`,
    );
  }
  // From the least to the most reliable.
  const data = usable.slice(usable.length - carried);
  const kinds = new Uint8Array(length);
  for (const index of data) kinds[index] = polarBit.information;
  for (const index of data.slice(0, parityBits - leastWeightParityBits)) kinds[index] = polarBit.parity;
  const most = data.slice(parityBits).toReversed();
  const least = Math.min(...most.map(rowExponent));
  for (const index of most.filter((row) => rowExponent(row) === least).slice(0, leastWeightParityBits)) {
    kinds[index] = polarBit.parity;
  }
  return kinds;
}

/** Row `index` of the transform has weight 2 to this power: the ones in the index's binary form. */
function rowExponent(index: number): number {
  let ones = 0;
  for (let rest = index; rest !== 0; rest &= rest - 1) ones++;
  return ones;
}
