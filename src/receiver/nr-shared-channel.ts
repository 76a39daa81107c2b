import { nrMcs, nrTransportBlockSize } from "../fec/nr-mcs.js";
import type { NrTransportBlockSpec } from "../fec/nr-transport-block.js";
import type { Constellation } from "../phy/constellation.js";
import type { NrReferenceValues } from "../phy/nr-dmrs.js";
import { nrGoldSequence } from "../phy/nr-gold-sequence.js";
import { nrCodeWordLayers } from "../phy/nr-layer-mapping.js";
import { nrConstellation, nrModulationNames } from "../phy/nr-modulation.js";
import { checkNrChoice, checkNrWhole, NrSettingError } from "../phy/nr-setting-error.js";
import { NrSlotLayout, type NrSlotLayoutSettings } from "../phy/nr-slot-layout.js";

/** One PDSCH or PUSCH: its place in the slot and its transport blocks. */
export interface NrSharedChannelSettings extends NrSlotLayoutSettings {
  /** MCS table of TS 38.214, 5.1.3.1: 1 (64QAM), 2 (256QAM), 3 (64QAM, low spectral efficiency), 4 (1024QAM, PDSCH). */
  readonly mcsTable: 1 | 2 | 3 | 4;
  /** MCS index of each code word: one up to 4 layers, two for 5 to 8. */
  readonly mcs: number | readonly [number, number];
  /** n_RNTI, 0 to 65535. */
  readonly rnti: number;
  /** n_ID of the scrambling of data, 0 to 1023. */
  readonly dataScramblingIdentity: number;
  /** xOverhead: resource elements of a block that the transport block size leaves for others; 0 if left out. */
  readonly overhead?: 0 | 6 | 12 | 18;
}

/** A transport block and the layers that carry it. */
export interface NrCodeWord {
  readonly transportBlockBits: number;
  /** G. */
  readonly codedBits: number;
  /** Of the word's bits within those of all words. */
  readonly firstBit: number;
  readonly rate1024: number;
  readonly constellation: Constellation;
  readonly layers: number;
  readonly firstLayer: number;
  /** Opens the coding chain, by `nrTransportBlockCode`. */
  readonly transportBlock: NrTransportBlockSpec;
}

/**
 * Physical layer of PDSCH (TS 38.211, 7.3.1) or PUSCH (6.3.1), from coded bits to the layers' grids.
 *
 * Grids are `[layer][symbol of the slot][subcarrier of the allocation]`, planar; data symbols have unit mean power. With
 * two code words (5 to 8 layers) the bits of the second follow those of the first in every array of coded bits.
 */
export class NrSharedChannel {
  readonly settings: NrSharedChannelSettings;
  readonly layout: NrSlotLayout;
  readonly codeWords: readonly NrCodeWord[];
  /** Of all code words. */
  readonly transportBlockBits: number;
  /** G, of all code words. */
  readonly codedBits: number;
  readonly layers: number;
  readonly blocks: number;
  readonly subcarriers: number;
  /** Flat indices `symbol * subcarriers + k` of data in mapping order, the same for all layers. */
  readonly dataElements: Int32Array;
  readonly #scrambling: Uint8Array;
  readonly #mappers: readonly CodeWordMapper[];
  readonly #symbolsRe: Float32Array;
  readonly #symbolsIm: Float32Array;

  /** @throws NrSettingError naming the setting that cannot be, with what to change */
  constructor(settings: NrSharedChannelSettings) {
    checkNrWhole("rnti", settings.rnti, 0, 65_535);
    checkNrWhole("dataScramblingIdentity", settings.dataScramblingIdentity, 0, 1023);
    this.settings = settings;
    this.layout = new NrSlotLayout(settings);
    this.layers = settings.layers;
    this.blocks = settings.allocation.blocks;
    this.subcarriers = this.layout.subcarriers;
    this.dataElements = this.layout.dataElements;
    this.codeWords = codeWords(settings, this.layout);
    this.transportBlockBits = this.codeWords.reduce((sum, word) => sum + word.transportBlockBits, 0);
    this.codedBits = this.codeWords.reduce((sum, word) => sum + word.codedBits, 0);
    this.#scrambling = new Uint8Array(this.codedBits);
    this.codeWords.forEach(({ firstBit, codedBits }, q) => {
      // TS 38.211, 7.3.1.1 and 6.3.1.1.
      const initial = settings.rnti * 2 ** 15 + q * 2 ** 14 + settings.dataScramblingIdentity;
      this.#scrambling.set(nrGoldSequence(initial, codedBits), firstBit);
    });
    this.#mappers = this.codeWords.map((word) => new CodeWordMapper(word, this.#scrambling));
    const symbols = this.layers * this.dataElements.length;
    this.#symbolsRe = new Float32Array(symbols);
    this.#symbolsIm = new Float32Array(symbols);
  }

  /** Constellation of the first code word. */
  get constellation(): Constellation {
    return this.codeWords[0].constellation;
  }

  /** Bits a symbol of the first code word. */
  get modulationOrder(): number {
    return this.constellation.bitsPerSymbol;
  }

  /** 1024 times the target code rate of the first code word. */
  get rate1024(): number {
    return this.codeWords[0].rate1024;
  }

  /** Scrambling bits of the coded bits; those of NR's shared channels are the same in every slot. */
  scrambling(_slot: number): Uint8Array {
    return this.#scrambling;
  }

  /** Turns LLRs of scrambled bits into LLRs of coded bits, and back: flips the sign where the scrambling bit is 1. */
  descramble(llrs: Float32Array): void {
    checkCount("llrs", llrs, this.codedBits);
    const scrambling = this.#scrambling;
    for (let i = 0; i < llrs.length; i++) llrs[i] = scrambling[i] === 0 ? llrs[i] : -llrs[i];
  }

  /** Flat indices of the DM-RS of a layer's port, `[DM-RS symbol][ascending subcarrier]`. */
  dmrsElements(layer: number): Int32Array {
    return this.layout.dmrs.elements(layer);
  }

  /** Values of the DM-RS of a layer's port in a slot, boosted. */
  dmrsValues(slot: number, layer: number): NrReferenceValues {
    return this.layout.dmrs.values(this.layout.slotInFrame(slot))[layer];
  }

  /** Scrambled and mapped symbols of all code words, `[layer][data element]`, before transform precoding. */
  layerSymbols(coded: Uint8Array, _slot: number, outRe: Float32Array, outIm: Float32Array): void {
    checkCount("coded", coded, this.codedBits);
    checkCount("outRe", outRe, this.layers * this.dataElements.length);
    checkCount("outIm", outIm, this.layers * this.dataElements.length);
    for (const mapper of this.#mappers) mapper.map(coded, outRe, outIm, this.dataElements.length);
  }

  /**
   * Fills the layers' grids of a slot, data and reference signals, 0 elsewhere.
   *
   * @param coded  `codedBits` bits
   * @param slot   number of the slot, from 0 on
   * @param outRe  `[layer][symbol][subcarrier]`
   * @param outIm  the same
   */
  modulate(coded: Uint8Array, slot: number, outRe: Float32Array, outIm: Float32Array): void {
    const { elements } = this.layout;
    checkCount("outRe", outRe, this.layers * elements);
    checkCount("outIm", outIm, this.layers * elements);
    this.layerSymbols(coded, slot, this.#symbolsRe, this.#symbolsIm);
    outRe.fill(0);
    outIm.fill(0);
    const count = this.dataElements.length;
    for (let layer = 0; layer < this.layers; layer++) {
      const grid = layer * elements;
      scatter(this.#symbolsRe, layer * count, this.dataElements, outRe, grid);
      scatter(this.#symbolsIm, layer * count, this.dataElements, outIm, grid);
      const { re, im } = this.dmrsValues(slot, layer);
      const dmrs = this.dmrsElements(layer);
      scatter(re, 0, dmrs, outRe, grid);
      scatter(im, 0, dmrs, outIm, grid);
    }
  }

  toString(): string {
    const { direction, allocation } = this.settings;
    return (
      `${direction === "downlink" ? "PDSCH" : "PUSCH"} ${this.layout.numerology}, ${this.blocks} blocks, ` +
      `symbols ${allocation.firstSymbol} to ${allocation.firstSymbol + allocation.symbols - 1}, ${this.layers} layers, ` +
      this.codeWords
        .map((word) => `${word.constellation.name} ${word.transportBlockBits}/${word.codedBits}`)
        .join(" + ")
    );
  }
}

/** Coded bits of a word to symbols on its layers. */
class CodeWordMapper {
  readonly #word: NrCodeWord;
  readonly #pointsRe: Float32Array;
  readonly #pointsIm: Float32Array;
  /** Scrambling bits of each symbol, the first the most significant. */
  readonly #labels: Uint16Array;

  constructor(word: NrCodeWord, scrambling: Uint8Array) {
    const { constellation, codedBits, firstBit } = word;
    this.#word = word;
    this.#pointsRe = Float32Array.from(constellation.re);
    this.#pointsIm = Float32Array.from(constellation.im);
    const order = constellation.bitsPerSymbol;
    this.#labels = new Uint16Array(codedBits / order);
    for (let i = 0; i < codedBits; i++) {
      const symbol = Math.floor(i / order);
      this.#labels[symbol] = 2 * this.#labels[symbol] + scrambling[firstBit + i];
    }
  }

  map(coded: Uint8Array, outRe: Float32Array, outIm: Float32Array, elements: number): void {
    const { firstBit, firstLayer, layers, constellation } = this.#word;
    const order = constellation.bitsPerSymbol;
    const labels = this.#labels;
    const pointsRe = this.#pointsRe;
    const pointsIm = this.#pointsIm;
    const step = order * layers;
    for (let layer = 0; layer < layers; layer++) {
      let bit = firstBit + layer * order;
      let to = (firstLayer + layer) * elements;
      for (let symbol = layer; symbol < labels.length; symbol += layers) {
        let label = coded[bit];
        for (let b = 1; b < order; b++) label = (label << 1) | coded[bit + b];
        label ^= labels[symbol];
        outRe[to] = pointsRe[label];
        outIm[to] = pointsIm[label];
        to++;
        bit += step;
      }
    }
  }
}

function scatter(values: Float32Array, from: number, elements: Int32Array, out: Float32Array, grid: number): void {
  for (let i = 0; i < elements.length; i++) out[grid + elements[i]] = values[from + i];
}

function codeWords(settings: NrSharedChannelSettings, layout: NrSlotLayout): readonly NrCodeWord[] {
  const { mcsTable, mcs, direction, overhead = 0, allocation } = settings;
  checkNrChoice("mcsTable", mcsTable, [1, 2, 3, 4]);
  if (mcsTable === 4 && direction === "uplink") {
    throw new NrSettingError("mcsTable", "expected 1 to 3 in the uplink, found 4 (1024QAM)");
  }
  checkNrChoice("overhead", overhead, [0, 6, 12, 18]);
  const layersOfWords = nrCodeWordLayers(settings.layers);
  const indices = typeof mcs === "number" ? [mcs] : mcs;
  if (indices.length !== layersOfWords.length) {
    throw new NrSettingError(
      "mcs",
      `expected ${layersOfWords.length} with ${settings.layers} layers (one code word up to 4, two above), found ${indices.length}`,
    );
  }
  const { dmrs } = layout;
  // TS 38.214, 5.1.3.2 and 6.1.4.2; PT-RS do not count.
  const resourceElementsPerBlock = 12 * allocation.symbols - dmrs.symbols.length * dmrs.reservedPerBlock - overhead;
  if (resourceElementsPerBlock <= 0) {
    throw new NrSettingError("overhead", `expected less than the data elements of a block, found ${overhead}`);
  }
  let firstBit = 0;
  let firstLayer = 0;
  return layersOfWords.map((layers, q) => {
    const { modulationOrder, rate1024 } = inMcsSetting(() => nrMcs(mcsTable, indices[q]));
    const transportBlockBits = nrTransportBlockSize({
      resourceElementsPerBlock,
      resourceBlocks: allocation.blocks,
      modulationOrder,
      rate1024,
      layers,
    });
    const codedBits = layout.dataElements.length * layers * modulationOrder;
    const word: NrCodeWord = {
      transportBlockBits,
      codedBits,
      firstBit,
      rate1024,
      constellation: constellationOfOrder(modulationOrder),
      layers,
      firstLayer,
      transportBlock: {
        family: "nr-transport-block",
        transportBlockBits,
        codedBits,
        codeRate: rate1024 / 1024,
        modulationOrder,
        layers,
      },
    };
    firstBit += codedBits;
    firstLayer += layers;
    return word;
  });
}

function inMcsSetting<Value>(make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new NrSettingError("mcs", error.message.replace(/^nrMcs: mcs: /, ""));
    throw error;
  }
}

function constellationOfOrder(modulationOrder: number): Constellation {
  for (const name of nrModulationNames) {
    const constellation = nrConstellation(name)!;
    if (constellation.bitsPerSymbol === modulationOrder) return constellation;
  }
  throw new RangeError(`NrSharedChannel: no constellation of ${modulationOrder} bits a symbol`);
}

function checkCount(argument: string, array: ArrayLike<number>, count: number): void {
  if (array.length !== count) {
    throw new RangeError(`NrSharedChannel: ${argument}: expected ${count} elements, found ${array.length}`);
  }
}
