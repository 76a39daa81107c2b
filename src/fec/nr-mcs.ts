import { checkWhole } from "./check-arguments.js";
import type { NrLdpcSpec } from "./nr-ldpc.js";
import { type NrBaseGraph, nrBaseGraphChoice } from "./nr-ldpc-base-graph.js";
import type { NrModulationOrder } from "./nr-ldpc-rate-matching.js";
import { nrLongestCodeBlock } from "./nr-ldpc-segmentation.js";
import { nrMcsTables, nrTransformPrecodedMcsTables, nrTransportBlockSizes } from "./nr-mcs.data.js";

/** Modulation and coding scheme: a row of the tables of TS 38.214, 5.1.3.1. */
export interface NrMcs {
  readonly modulationOrder: NrModulationOrder;
  /** 1024 times the target code rate R. */
  readonly rate1024: number;
}

/**
 * Row of MCS table 1 (64QAM), 2 (256QAM), 3 (64QAM, low spectral efficiency) or 4 (1024QAM) of TS 38.214, 5.1.3.1.
 * @throws RangeError where the table or the index does not exist or is reserved
 */
export function nrMcs(mcsTable: number, mcs: number): NrMcs {
  checkWhole("nrMcs", "mcsTable", mcsTable, 1, nrMcsTables.length);
  const rows = nrMcsTables[mcsTable - 1];
  checkWhole("nrMcs", "mcs", mcs, 0, rows.length - 1);
  const [modulationOrder, rate1024] = rows[mcs];
  return { modulationOrder, rate1024 };
}

/**
 * Row of the MCS table of PUSCH with transform precoding that `mcsTable` leads to: TS 38.214, 6.1.4.1.
 *
 * 1 and 3 lead to Tables 6.1.4.1-1 and 6.1.4.1-2, where the lowest indices are of pi/2-BPSK (modulation order 1) if
 * `allowsHalfPiBpsk` (tp-pi2BPSK, q = 1), of QPSK at half the rate if not; 2 leads to Table 5.1.3.1-2 (256QAM).
 * @throws RangeError where the table or the index does not exist or is reserved
 */
export function nrTransformPrecodedMcs(mcsTable: number, mcs: number, allowsHalfPiBpsk: boolean): NrMcs {
  const owner = "nrTransformPrecodedMcs";
  checkWhole(owner, "mcsTable", mcsTable, 1, 3);
  if (mcsTable === 2) return nrMcs(mcsTable, mcs);
  const rows = nrTransformPrecodedMcsTables[mcsTable === 1 ? 0 : 1];
  checkWhole(owner, "mcs", mcs, 0, rows.length - 1);
  const [modulationOrder, rate1024] = rows[mcs];
  if (modulationOrder === 1 && !allowsHalfPiBpsk) return { modulationOrder: 2, rate1024: rate1024 / 2 };
  return { modulationOrder, rate1024 };
}

/** Rows of an MCS table that are not reserved; with transform precoding of the table that it leads to. */
export function nrMcsCount(mcsTable: number, transformPrecoding = false): number {
  checkWhole("nrMcsCount", "mcsTable", mcsTable, 1, transformPrecoding ? 3 : nrMcsTables.length);
  if (transformPrecoding && mcsTable !== 2) return nrTransformPrecodedMcsTables[mcsTable === 1 ? 0 : 1].length;
  return nrMcsTables[mcsTable - 1].length;
}

/** What a transport block is carried by: TS 38.214, 5.1.3.2. */
export interface NrResources {
  /** N'RE of a resource block: 12 times the symbols, less reference signals and overhead; more than 156 counts as 156. */
  readonly resourceElementsPerBlock: number;
  /** nPRB. */
  readonly resourceBlocks: number;
  readonly modulationOrder: number;
  readonly rate1024: number;
  /** Layers, 1 to 4 (a code word of NR has at most 4). */
  readonly layers: number;
  /** S of TS 38.214, Table 5.1.3.2-2: 1, 0.5 or 0.25; 1 if left out. */
  readonly scaling?: number;
}

/** Transport block size in bits: TS 38.214, 5.1.3.2, steps 1 to 4. */
export function nrTransportBlockSize(resources: NrResources): number {
  const { resourceElementsPerBlock, resourceBlocks, modulationOrder, rate1024, layers, scaling = 1 } = resources;
  const owner = "nrTransportBlockSize";
  checkWhole(owner, "resourceElementsPerBlock", resourceElementsPerBlock, 1, 12 * 14);
  checkWhole(owner, "resourceBlocks", resourceBlocks, 1, 275);
  checkWhole(owner, "modulationOrder", modulationOrder, 1, 10);
  checkWhole(owner, "layers", layers, 1, 4);
  if (!(rate1024 > 0 && rate1024 < 1024)) {
    throw new RangeError(`${owner}: rate1024: expected a number between 0 and 1024, found ${rate1024}`);
  }
  if (!(scaling > 0 && scaling <= 1)) {
    throw new RangeError(`${owner}: scaling: expected a number above 0, at most 1, found ${scaling}`);
  }
  const resourceElements = Math.min(156, resourceElementsPerBlock) * resourceBlocks;
  return nrQuantisedTransportBlockSize(
    (scaling * resourceElements * rate1024 * modulationOrder * layers) / 1024,
    rate1024 / 1024,
  );
}

/**
 * Steps 3 and 4 of TS 38.214, 5.1.3.2: the transport block size that an intermediate number of bits Ninfo is rounded to.
 * @param rate  R, as a fraction
 */
export function nrQuantisedTransportBlockSize(informationBits: number, rate: number): number {
  if (!(informationBits > 0 && informationBits < Infinity)) {
    throw new RangeError(
      `nrQuantisedTransportBlockSize: informationBits: expected a positive number, found ${informationBits}`,
    );
  }
  if (informationBits <= 3824) {
    const step = 2 ** Math.max(3, Math.floor(Math.log2(informationBits)) - 6);
    const quantised = Math.max(24, step * Math.floor(informationBits / step));
    return nrTransportBlockSizes.find((size) => size >= quantised) ?? 3824;
  }
  const step = 2 ** (Math.floor(Math.log2(informationBits - 24)) - 5);
  const quantised = Math.max(3840, step * Math.round((informationBits - 24) / step));
  const blocks = codeBlocksFor(quantised, rate);
  return 8 * blocks * Math.ceil((quantised + 24) / (8 * blocks)) - 24;
}

function codeBlocksFor(quantised: number, rate: number): number {
  if (rate <= 0.25) return Math.ceil((quantised + 24) / 3816);
  return quantised > 8424 ? Math.ceil((quantised + 24) / 8424) : 1;
}

/**
 * One code block sent at an MCS: the code of the validation model `fec.nr.snrAt10pct`.
 *
 * Base graph by TS 38.212, 7.2.2, with the payload as transport block; where base graph 2 would be too short for the
 * payload (R <= 1/4 and more than 3840 bits, which the standard cuts into several blocks), base graph 1 and repetition.
 *
 * @param codeBlockBits  K', CRC24 included
 * @returns the spec of a code block whose E is the least multiple of the modulation order with rate at most R
 */
export function nrMcsCodeBlock(mcsTable: number, mcs: number, codeBlockBits: number): NrLdpcSpec {
  const { modulationOrder, rate1024 } = nrMcs(mcsTable, mcs);
  checkWhole("nrMcsCodeBlock", "codeBlockBits", codeBlockBits, 1, nrLongestCodeBlock(1));
  const chosen = nrBaseGraphChoice(codeBlockBits, rate1024 / 1024);
  const baseGraph: NrBaseGraph = codeBlockBits > nrLongestCodeBlock(chosen) ? 1 : chosen;
  return {
    family: "nr-ldpc",
    baseGraph,
    informationBits: codeBlockBits,
    codedBits: modulationOrder * Math.ceil((codeBlockBits * 1024) / (rate1024 * modulationOrder)),
    modulationOrder,
  };
}
