import { informationInterleaverPattern } from "./nr-polar.data.js";
import { type NrPolarBlock, nrPolarLength, nrPolarRateMatching, subBlockOrder } from "./nr-polar-construction.js";

/** Where the coded bits of a block come from. */
export interface NrPolarSelection {
  /** For each of the E coded bits: its bit of the mother code word. */
  readonly source: Uint16Array;
  /** Bits of the mother code word that are not sent and known to be 0: those shortened. */
  readonly knownZeros: Uint16Array;
}

/**
 * Sub-block interleaving, bit selection and, for the uplink, interleaving of coded bits: TS 38.212, 5.4.1.1 to 5.4.1.3.
 *
 * @param interleavesCodedBits  I_BIL: true for the uplink
 */
export function nrPolarSelection(block: NrPolarBlock, interleavesCodedBits: boolean): NrPolarSelection {
  const { codedBits } = block;
  const length = nrPolarLength(block);
  const order = subBlockOrder(length);
  const kind = nrPolarRateMatching(block);
  const first = kind === "puncturing" ? length - codedBits : 0;
  const selected = Uint16Array.from({ length: codedBits }, (_, k) => order[(first + k) % length]);
  return {
    source: interleavesCodedBits ? triangularOrder(codedBits).map((k) => selected[k]) : selected,
    knownZeros: Uint16Array.from(kind === "shortening" ? order.slice(codedBits) : []),
  };
}

/**
 * Interleaver of coded bits: a triangle of T rows, written row by row, read column by column: TS 38.212, 5.4.1.3.
 * @returns for each bit after interleaving, its place before
 */
export function triangularOrder(codedBits: number): Uint16Array {
  // Smallest T with T (T + 1) / 2 >= E.
  let side = 0;
  while ((side * (side + 1)) / 2 < codedBits) side++;
  const order = new Uint16Array(codedBits);
  let next = 0;
  for (let column = 0; column < side; column++) {
    for (let row = 0; row < side - column; row++) {
      // Rows above hold side, side - 1, ... bits.
      const k = row * side - (row * (row - 1)) / 2 + column;
      if (k < codedBits) order[next++] = k;
    }
  }
  return order;
}

/**
 * Information interleaver of the downlink, which spreads the CRC among the bits it covers: TS 38.212, 5.3.1.1.
 * @param bits  K, at most 164
 * @returns for each bit after interleaving, its place before
 */
export function informationOrder(bits: number): Uint16Array {
  const offset = informationInterleaverPattern.length - bits;
  return Uint16Array.from(
    informationInterleaverPattern.filter((place) => place >= offset).map((place) => place - offset),
  );
}
