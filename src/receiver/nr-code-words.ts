import { nrBaseGraphChoice } from "../fec/nr-ldpc-base-graph.js";
import { nrSegmentation } from "../fec/nr-ldpc-segmentation.js";
import { nrMcs, nrTransformPrecodedMcs, nrTransportBlockSize } from "../fec/nr-mcs.js";
import { type NrTransportBlockSpec, nrTransportBlockCrc } from "../fec/nr-transport-block.js";
import type { Constellation } from "../phy/constellation.js";
import { nrCodeWordLayers } from "../phy/nr-layer-mapping.js";
import { nrConstellation, nrModulationNames } from "../phy/nr-modulation.js";
import { checkNrChoice, NrSettingError } from "../phy/nr-setting-error.js";
import type { NrSlotLayout } from "../phy/nr-slot-layout.js";

/** What the transport blocks of a PDSCH or PUSCH are chosen by. */
export interface NrCodeWordSettings {
  /**
   * MCS table: 1 (64QAM), 2 (256QAM), 3 (64QAM, low spectral efficiency) or 4 (1024QAM, downlink) of TS 38.214, 5.1.3.1; with
   * transform precoding 1 and 3 stand for Tables 6.1.4.1-1 and 6.1.4.1-2.
   */
  readonly mcsTable: 1 | 2 | 3 | 4;
  /** MCS index of each code word: one up to 4 layers, two for 5 to 8. */
  readonly mcs: number | readonly [number, number];
  /** tp-pi2BPSK: with transform precoding the lowest MCS are of pi/2-BPSK, not of QPSK; off if left out. */
  readonly halfPiBpsk?: boolean;
  /** xOverhead: resource elements of a block that the transport block size leaves for others; 0 if left out. */
  readonly overhead?: 0 | 6 | 12 | 18;
}

/** A transport block and the layers that carry it. */
export interface NrCodeWord {
  /** A. */
  readonly transportBlockBits: number;
  /** G. */
  readonly codedBits: number;
  /** Of the word's bits among those of all words. */
  readonly firstBit: number;
  /** 1024 times the target code rate R. */
  readonly rate1024: number;
  readonly constellation: Constellation;
  /** pi/2-BPSK: symbols 1, 3, ... of the word are points of the constellation (BPSK) times j. */
  readonly turnsOddSymbols: boolean;
  readonly layers: number;
  readonly firstLayer: number;
  /** Opens the coding chain, by `nrTransportBlockCode`. */
  readonly transportBlock: NrTransportBlockSpec;
}

/**
 * Code words of a PDSCH (TS 38.214, 5.1.3) or PUSCH (6.1.4) in a slot: modulation, transport block size, coded bits.
 * @throws NrSettingError naming the setting that cannot be
 */
export function nrCodeWords(layout: NrSlotLayout, settings: NrCodeWordSettings): readonly NrCodeWord[] {
  const { mcsTable, mcs, overhead = 0 } = settings;
  const { direction, allocation, layers } = layout.settings;
  checkNrChoice("mcsTable", mcsTable, [1, 2, 3, 4]);
  if (mcsTable === 4 && direction === "uplink") {
    throw new NrSettingError("mcsTable", "expected 1 to 3 in the uplink, found 4 (1024QAM)");
  }
  if (settings.halfPiBpsk && !layout.transformPrecoding) {
    throw new NrSettingError("halfPiBpsk", "expected off without transform precoding, found on");
  }
  checkNrChoice("overhead", overhead, [0, 6, 12, 18]);
  const layersOfWords = nrCodeWordLayers(layers);
  const indices = typeof mcs === "number" ? [mcs] : mcs;
  if (indices.length !== layersOfWords.length) {
    throw new NrSettingError(
      "mcs",
      `expected ${layersOfWords.length} with ${layers} layers (one code word up to 4, two above), found ${indices.length}`,
    );
  }
  // N'RE of TS 38.214, 5.1.3.2 and 6.1.4.2; PT-RS do not count.
  const reserved = layout.dmrs.symbols.length * layout.dmrs.reservedPerBlock;
  const resourceElementsPerBlock = 12 * allocation.symbols - reserved - overhead;
  if (resourceElementsPerBlock <= 0) {
    throw new NrSettingError(
      "overhead",
      `expected less than the ${12 * allocation.symbols - reserved} data elements of a block, found ${overhead}`,
    );
  }
  let firstBit = 0;
  let firstLayer = 0;
  return layersOfWords.map((wordLayers, q) => {
    const { modulationOrder, rate1024 } = inMcsSetting(() =>
      layout.transformPrecoding
        ? nrTransformPrecodedMcs(mcsTable, indices[q], settings.halfPiBpsk ?? false)
        : nrMcs(mcsTable, indices[q]),
    );
    const transportBlockBits = nrTransportBlockSize({
      resourceElementsPerBlock,
      resourceBlocks: allocation.blocks,
      modulationOrder,
      rate1024,
      layers: wordLayers,
    });
    const codedBits = layout.dataElements.length * wordLayers * modulationOrder;
    checkRoom(transportBlockBits, rate1024 / 1024, codedBits);
    const word: NrCodeWord = {
      transportBlockBits,
      codedBits,
      firstBit,
      rate1024,
      constellation: constellationOfOrder(modulationOrder),
      turnsOddSymbols: modulationOrder === 1,
      layers: wordLayers,
      firstLayer,
      transportBlock: {
        family: "nr-transport-block",
        transportBlockBits,
        codedBits,
        codeRate: rate1024 / 1024,
        modulationOrder,
        layers: wordLayers,
      },
    };
    firstBit += codedBits;
    firstLayer += wordLayers;
    return word;
  });
}

/** @throws NrSettingError where a transport block with its CRCs is longer than its coded bits */
function checkRoom(transportBlockBits: number, codeRate: number, codedBits: number): void {
  const bits = transportBlockBits + nrTransportBlockCrc(transportBlockBits).width;
  const { codeBlocks, payloadBits } = nrSegmentation(bits, nrBaseGraphChoice(transportBlockBits, codeRate));
  if (codeBlocks * payloadBits > codedBits) {
    throw new NrSettingError(
      "mcs",
      `expected at most the ${codedBits} bits that the code word has room for, found ${codeBlocks * payloadBits} of ` +
        "transport block and CRC; take a lower MCS, a longer allocation or fewer reference signals",
    );
  }
}

function inMcsSetting<Value>(make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new NrSettingError("mcs", error.message.replace(/^\w+: \w+: /, ""));
    throw error;
  }
}

function constellationOfOrder(modulationOrder: number): Constellation {
  for (const name of nrModulationNames) {
    const constellation = nrConstellation(name)!;
    if (constellation.bitsPerSymbol === modulationOrder) return constellation;
  }
  throw new RangeError(`nrCodeWords: no constellation of ${modulationOrder} bits a symbol`);
}
