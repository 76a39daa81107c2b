import { checkWhole } from "./check-arguments.js";
import { type NrBaseGraph, nrBaseGraphTable, nrLiftingSizes } from "./nr-ldpc-base-graph.js";

/** How a transport block is cut into code blocks: TS 38.212, 5.2.2. */
export interface NrSegmentation {
  readonly baseGraph: NrBaseGraph;
  /** C. */
  readonly codeBlocks: number;
  /** L, bits of CRC24B at the end of each code block; 0 where there is one block. */
  readonly crcBits: number;
  /** K', bits of a code block with its CRC, without filler. */
  readonly payloadBits: number;
  /** Zc. */
  readonly liftingSize: number;
  /** K = 22 Zc or 10 Zc; the last K - K' bits are filler. */
  readonly informationBits: number;
}

/** Kcb, the longest code block: TS 38.212, 5.2.2. */
export function nrLongestCodeBlock(baseGraph: NrBaseGraph): number {
  return baseGraph === 1 ? 8448 : 3840;
}

/**
 * Code block segmentation: TS 38.212, 5.2.2.
 *
 * @param bits  B, the transport block with its CRC
 * @throws RangeError where B is not a whole number of 1 or more, or the blocks cannot be of equal length
 */
export function nrSegmentation(bits: number, baseGraph: NrBaseGraph): NrSegmentation {
  checkWhole("nrSegmentation", "bits", bits, 1, Number.MAX_SAFE_INTEGER);
  const longest = nrLongestCodeBlock(baseGraph);
  const crcBits = bits <= longest ? 0 : 24;
  const codeBlocks = bits <= longest ? 1 : Math.ceil(bits / (longest - crcBits));
  const payloadBits = (bits + codeBlocks * crcBits) / codeBlocks;
  if (!Number.isInteger(payloadBits)) {
    throw new RangeError(
      `nrSegmentation: bits: expected a multiple of ${codeBlocks} for ${codeBlocks} code blocks of equal length (as the ` +
        `transport block sizes of TS 38.214, 5.1.3.2, give), found ${bits}`,
    );
  }
  const liftingSize = nrSmallestLiftingSize(payloadBits, nrInformationColumns(bits, baseGraph));
  const informationBits = liftingSize * nrBaseGraphTable(baseGraph).systematicColumns;
  return { baseGraph, codeBlocks, crcBits, payloadBits, liftingSize, informationBits };
}

/** Kb of TS 38.212, 5.2.2, for B bits of a transport block with its CRC. */
export function nrInformationColumns(bits: number, baseGraph: NrBaseGraph): number {
  if (baseGraph === 1) return 22;
  if (bits > 640) return 10;
  if (bits > 560) return 9;
  return bits > 192 ? 8 : 6;
}

/**
 * Smallest Zc with Kb Zc >= K'.
 * @throws RangeError where even the largest is too small
 */
export function nrSmallestLiftingSize(payloadBits: number, informationColumns: number): number {
  const liftingSize = nrLiftingSizes.find((size) => size * informationColumns >= payloadBits);
  if (liftingSize !== undefined) return liftingSize;
  throw new RangeError(
    `nrSmallestLiftingSize: payloadBits: expected at most ${informationColumns * 384} bits in a code block, found ${payloadBits}`,
  );
}
