import type { Constellation } from "../phy/constellation.js";
import type { LinkSnapshot } from "./link-snapshot.js";
import type { EqualisedWord } from "./multi-user-receiver.js";
import type { ReceivedBlock } from "./received-block.js";
import type { ReceptionStage } from "./reception.js";

export interface NrSnapshotParts {
  readonly name: string;
  readonly evm: number;
  readonly constellation: Constellation;
  /** Of the transmitter's first word. */
  readonly equalised: EqualisedWord;
  /** Coded bits and what scrambles them. */
  readonly coded: Uint8Array;
  readonly scrambling: Uint8Array;
  readonly stages: readonly ReceptionStage[];
  /** The transmitter's first layer among those of the block. */
  readonly firstLayer: number;
  readonly channel?: {
    readonly block: ReceivedBlock;
    readonly dataElements: Int32Array;
    readonly subcarriers: number;
    /** `[receive][layer][element]` */
    readonly trueRe: Float32Array;
    readonly trueIm: Float32Array;
  };
}

const mostSymbols = 4000;
const llrBins = 80;
const llrRange = 40;

/** What a report draws of a slot: symbols of the first word, its LLRs, and the channel to the first branch over one symbol. */
export function nrSlotSnapshot(parts: NrSnapshotParts): LinkSnapshot {
  const { name, evm, constellation, equalised, stages, firstLayer, channel } = parts;
  const step = Math.ceil(equalised.re.length / mostSymbols);
  const some = (values: Float32Array) => values.filter((_, i) => i % step === 0);
  const named = stages
    .map((stage) => ({ name: stage.name, sinr_dB: 10 * Math.log10(stage.sinr[firstLayer]) }))
    .filter(({ sinr_dB }) => Number.isFinite(sinr_dB));
  return {
    name,
    constellation: {
      re: some(equalised.re),
      im: some(equalised.im),
      pointsRe: constellation.re,
      pointsIm: constellation.im,
    },
    evm,
    llrs: llrCounts(parts),
    ...(named.length > 0 && { stages: named }),
    ...(channel && { channel: channelOf(channel, firstLayer) }),
  };
}

function llrCounts({ equalised, coded, scrambling }: NrSnapshotParts): LinkSnapshot["llrs"] {
  const edges = Float64Array.from({ length: llrBins + 1 }, (_, i) => llrRange * ((2 * i) / llrBins - 1));
  const zeros = new Uint32Array(llrBins);
  const ones = new Uint32Array(llrBins);
  equalised.llrs.forEach((llr, i) => {
    const bin = Math.max(0, Math.min(llrBins - 1, Math.floor(((llr / llrRange + 1) / 2) * llrBins)));
    if ((coded[i] ^ scrambling[i]) === 0) zeros[bin]++;
    else ones[bin]++;
  });
  return { edges, zeros, ones };
}

/** Over the subcarriers of the middle symbol that holds data in all of them. */
function channelOf(
  { block, dataElements, subcarriers, trueRe, trueIm }: NonNullable<NrSnapshotParts["channel"]>,
  firstLayer: number,
): NonNullable<LinkSnapshot["channel"]> {
  const middle = Math.floor(dataElements[dataElements.length >> 1] / subcarriers);
  const chosen = [...dataElements.keys()].filter((e) => Math.floor(dataElements[e] / subcarriers) === middle);
  const from = firstLayer * block.elements;
  const take = (values: Float32Array) => Float64Array.from(chosen, (e) => values[from + e]);
  return {
    axis: "subcarrier",
    at: Float64Array.from(chosen, (e) => dataElements[e] % subcarriers),
    truthRe: take(trueRe),
    truthIm: take(trueIm),
    estimateRe: take(block.hRe),
    estimateIm: take(block.hIm),
  };
}
