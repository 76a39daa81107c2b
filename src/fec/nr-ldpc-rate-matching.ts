import { checkWhole } from "./check-arguments.js";
import { type NrBaseGraph, nrBaseGraphTable } from "./nr-ldpc-base-graph.js";

export type NrRedundancyVersion = 0 | 1 | 2 | 3;

/** Bits a modulation symbol: 1 (no interleaving), 2, 4, 6, 8, 10. */
export type NrModulationOrder = 1 | 2 | 4 | 6 | 8 | 10;

/**
 * Redundancy versions of the transmissions of a code: those of a list, or the single one, 0 if neither is given.
 *
 * @throws RangeError where both are given, or an empty list
 */
export function nrTransmissions(
  owner: string,
  spec: {
    readonly redundancyVersion?: NrRedundancyVersion;
    readonly redundancyVersions?: readonly NrRedundancyVersion[];
  },
): readonly NrRedundancyVersion[] {
  const { redundancyVersion, redundancyVersions } = spec;
  if (redundancyVersions === undefined) return [redundancyVersion ?? 0];
  if (redundancyVersion !== undefined) {
    throw new RangeError(`${owner}: redundancyVersions: expected no redundancyVersion beside it, found one`);
  }
  if (redundancyVersions.length === 0) {
    throw new RangeError(`${owner}: redundancyVersions: expected at least one transmission, found none`);
  }
  return redundancyVersions;
}

/** A code block as rate matching sees it. */
export interface NrCodeBlock {
  readonly baseGraph: NrBaseGraph;
  readonly liftingSize: number;
  /** K', information bits with CRC; the rest of K is filler. */
  readonly payloadBits: number;
  /** Nref, where the receiver's buffer is limited. */
  readonly limitedBufferBits?: number;
}

/** What is sent of a code block. */
export interface NrTransmission {
  /** E. */
  readonly bits: number;
  readonly redundancyVersion: NrRedundancyVersion;
  /** Qm. */
  readonly modulationOrder: NrModulationOrder;
}

/** Numerators of k0 = floor(numerator Ncb / (66 or 50 Zc)) Zc by redundancy version: TS 38.212, Table 5.4.2.1-2. */
const startNumerators: readonly (readonly number[])[] = [
  [0, 17, 33, 56],
  [0, 13, 25, 43],
];

/** Ncb = min(N, Nref): TS 38.212, 5.4.2.1. N = 66 Zc or 50 Zc: the word without its first 2 Zc bits. */
export function nrCircularBufferBits(block: NrCodeBlock): number {
  const sent = (nrBaseGraphTable(block.baseGraph).columns - 2) * block.liftingSize;
  return Math.min(sent, block.limitedBufferBits ?? sent);
}

/** k0, where a redundancy version starts in the circular buffer: TS 38.212, Table 5.4.2.1-2. */
export function nrCircularBufferStart(block: NrCodeBlock, redundancyVersion: NrRedundancyVersion): number {
  checkWhole("nrCircularBufferStart", "redundancyVersion", redundancyVersion, 0, 3);
  const blocks = nrBaseGraphTable(block.baseGraph).columns - 2;
  const numerator = startNumerators[block.baseGraph - 1][redundancyVersion];
  const { liftingSize } = block;
  return Math.floor((numerator * nrCircularBufferBits(block)) / (blocks * liftingSize)) * liftingSize;
}

/**
 * Positions, in the word before puncturing (information, then parity), of the bits sent, in the order sent: bit
 * selection (TS 38.212, 5.4.2.1) and bit interleaving (5.4.2.2). A position comes again where bits are repeated.
 *
 * To send is `out[i] = word[index[i]]`; to recover soft bits is `word[index[i]] += llr[i]`.
 *
 * @throws RangeError where the payload, the limited buffer, E, the redundancy version or the modulation order cannot be
 */
export function nrRateMatchingIndex(block: NrCodeBlock, transmission: NrTransmission): Int32Array {
  checkCodeBlock(block);
  const { bits, modulationOrder } = transmission;
  if (![1, 2, 4, 6, 8, 10].includes(modulationOrder)) {
    throw new RangeError(
      `nrRateMatchingIndex: modulationOrder: expected 1, 2, 4, 6, 8 or 10, found ${modulationOrder}`,
    );
  }
  checkWhole("nrRateMatchingIndex", "bits", bits, 1, Number.MAX_SAFE_INTEGER);
  if (bits % modulationOrder !== 0) {
    throw new RangeError(
      `nrRateMatchingIndex: bits: expected a multiple of the modulation order ${modulationOrder}, found ${bits}`,
    );
  }
  const { liftingSize } = block;
  const buffer = nrCircularBufferBits(block);
  const fillerStart = Math.max(0, block.payloadBits - 2 * liftingSize);
  const fillerEnd = (nrBaseGraphTable(block.baseGraph).systematicColumns - 2) * liftingSize;
  if (buffer - Math.min(fillerEnd, buffer) + Math.min(fillerStart, buffer) === 0) {
    throw new RangeError(
      `nrRateMatchingIndex: limitedBufferBits: expected a buffer that holds more than filler, found ${buffer}`,
    );
  }

  const index = new Int32Array(bits);
  const symbols = bits / modulationOrder;
  let at = nrCircularBufferStart(block, transmission.redundancyVersion);
  // Bit e_k goes to row k / symbols (a bit of the symbol) and column k mod symbols (the symbol) of the interleaver.
  for (let row = 0; row < modulationOrder; row++) {
    for (let symbol = 0; symbol < symbols; symbol++) {
      if (at >= buffer) at = 0;
      if (at >= fillerStart && at < fillerEnd) at = fillerEnd < buffer ? fillerEnd : 0;
      index[symbol * modulationOrder + row] = at + 2 * liftingSize;
      at++;
    }
  }
  return index;
}

/**
 * Block rows, from the first, that a decoder needs: up to the last parity block that anything was received of, at least
 * the four of the core.
 */
export function nrRowsReached(block: NrCodeBlock, ...indices: readonly Int32Array[]): number {
  let last = 0;
  for (const index of indices) for (const position of index) if (position > last) last = position;
  const column = Math.floor(last / block.liftingSize);
  return Math.max(4, column - nrBaseGraphTable(block.baseGraph).systematicColumns + 1);
}

function checkCodeBlock(block: NrCodeBlock): void {
  const { liftingSize, payloadBits, limitedBufferBits } = block;
  const table = nrBaseGraphTable(block.baseGraph);
  checkWhole("nrRateMatchingIndex", "payloadBits", payloadBits, 1, table.systematicColumns * liftingSize);
  if (limitedBufferBits !== undefined) {
    checkWhole("nrRateMatchingIndex", "limitedBufferBits", limitedBufferBits, 1, Number.MAX_SAFE_INTEGER);
  }
}
