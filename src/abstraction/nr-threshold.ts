import { nrBaseGraphChoice } from "../fec/nr-ldpc-base-graph.js";
import { nrLongestCodeBlock, nrSegmentation } from "../fec/nr-ldpc-segmentation.js";
import { nrMcs, nrMcsCount } from "../fec/nr-mcs.js";
import { nrTransportBlockCrc } from "../fec/nr-transport-block.js";
import { bicmNormalApproximation_dB } from "./bicm-normal-approximation.js";
import { nrGapSizes_bit, nrGaps_dB } from "./nr-threshold.data.js";

/** A transport block as it is sent. */
export interface NrSentBlock {
  readonly modulationOrder: number;
  readonly rate1024: number;
  /** A. */
  readonly transportBlockBits: number;
  /** G. */
  readonly codedBits: number;
}

/**
 * Es/N0 at which a transport block of NR has a block error rate, ideal receiver in AWGN: the BICM normal approximation of its
 * code blocks, which must all be right, plus what a code block was measured to need above it.
 *
 * Between the measured sizes straight over the logarithm of the size; beyond them the nearest. The gap is measured at 10 %;
 * at other rates the approximation's own slope holds, which below 1 % is somewhat steeper than decoders'.
 *
 * The gap is that of the MCS of the same modulation whose rate is nearest, in the table of TS 38.214, 5.1.3.1.
 *
 * @param mcsTable        1 to 3
 * @param blockErrorRate  of the transport block, between 0 and 1
 */
export function nrThreshold_dB(mcsTable: 1 | 2 | 3, block: NrSentBlock, blockErrorRate: number): number {
  const { modulationOrder, rate1024, transportBlockBits, codedBits } = block;
  const baseGraph = nrBaseGraphChoice(transportBlockBits, rate1024 / 1024);
  const { codeBlocks, payloadBits } = nrSegmentation(
    transportBlockBits + nrTransportBlockCrc(transportBlockBits).width,
    baseGraph,
  );
  const ofBlock = 1 - (1 - blockErrorRate) ** (1 / codeBlocks);
  const bound_dB = bicmNormalApproximation_dB(modulationOrder, payloadBits, codedBits / codeBlocks, ofBlock);
  return bound_dB + gap_dB(gapsOf(mcsTable, block), payloadBits, nrLongestCodeBlock(rate1024 > 256 ? 1 : 2));
}

/** Of the sizes that were measured, at the nearest rate. */
function gapsOf(mcsTable: 1 | 2 | 3, { modulationOrder, rate1024 }: NrSentBlock): readonly number[] {
  let nearest = 0;
  let least = Infinity;
  for (let mcs = 0; mcs < nrMcsCount(mcsTable); mcs++) {
    const row = nrMcs(mcsTable, mcs);
    const distance = Math.abs(row.rate1024 - rate1024) + (row.modulationOrder === modulationOrder ? 0 : 1024);
    if (distance < least) {
      nearest = mcs;
      least = distance;
    }
  }
  return nrGaps_dB[mcsTable - 1][nearest];
}

function gap_dB(gaps_dB: readonly number[], bits: number, longest: number): number {
  const sizes = [...nrGapSizes_bit, longest];
  if (bits <= sizes[0]) return gaps_dB[0];
  const next = sizes.findIndex((size) => size >= bits);
  if (next < 0) return gaps_dB[gaps_dB.length - 1];
  const part = Math.log(bits / sizes[next - 1]) / Math.log(sizes[next] / sizes[next - 1]);
  return gaps_dB[next - 1] + part * (gaps_dB[next] - gaps_dB[next - 1]);
}
