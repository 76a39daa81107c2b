import type { Constellation } from "../phy/constellation.js";
import { NrCodeWordMapper } from "../phy/nr-code-word-mapper.js";
import type { NrReferenceValues } from "../phy/nr-dmrs.js";
import { nrGoldSequence } from "../phy/nr-gold-sequence.js";
import { checkNrWhole } from "../phy/nr-setting-error.js";
import { NrSlotLayout, type NrSlotLayoutSettings } from "../phy/nr-slot-layout.js";
import { NrTransformPrecoder } from "../phy/nr-transform-precoder.js";
import { type NrCodeWord, type NrCodeWordSettings, nrCodeWords } from "./nr-code-words.js";

/** One PDSCH or PUSCH: its place in the slot and its transport blocks. */
export interface NrSharedChannelSettings extends NrSlotLayoutSettings, NrCodeWordSettings {
  /** n_ID of the scrambling of data, 0 to 1023. */
  readonly dataScramblingIdentity: number;
}

/**
 * Physical layer of PDSCH (TS 38.211, 7.3.1) or PUSCH (6.3.1), from coded bits to the layers' grids. Owns its work buffers.
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
  /** With transform precoding: each run of `size` data elements is one transform. */
  readonly transformPrecoder?: NrTransformPrecoder;
  readonly #scrambling: Uint8Array;
  readonly #mappers: readonly NrCodeWordMapper[];
  /** Of a slot's data before they are spread; empty without transform precoding. */
  readonly #spreadRe: Float32Array;
  readonly #spreadIm: Float32Array;

  /** @throws NrSettingError naming the setting that cannot be, with what to change */
  constructor(settings: NrSharedChannelSettings) {
    checkNrWhole("dataScramblingIdentity", settings.dataScramblingIdentity, 0, 1023);
    this.settings = settings;
    this.layout = new NrSlotLayout(settings);
    this.layers = settings.layers;
    this.blocks = settings.allocation.blocks;
    this.subcarriers = this.layout.subcarriers;
    this.dataElements = this.layout.dataElements;
    this.codeWords = nrCodeWords(this.layout, settings);
    this.transportBlockBits = this.codeWords.reduce((sum, word) => sum + word.transportBlockBits, 0);
    this.codedBits = this.codeWords.reduce((sum, word) => sum + word.codedBits, 0);
    this.#scrambling = new Uint8Array(this.codedBits);
    this.#mappers = this.codeWords.map(({ firstBit, codedBits, constellation, layers, turnsOddSymbols }, q) => {
      // TS 38.211, 7.3.1.1 and 6.3.1.1.
      const initial = settings.rnti * 2 ** 15 + q * 2 ** 14 + settings.dataScramblingIdentity;
      const bits = nrGoldSequence(initial, codedBits);
      this.#scrambling.set(bits, firstBit);
      return new NrCodeWordMapper(constellation, bits, layers, turnsOddSymbols);
    });
    const spread = this.layout.transformPrecoding ? this.dataElements.length : 0;
    this.#spreadRe = new Float32Array(spread);
    this.#spreadIm = new Float32Array(spread);
    if (spread > 0) this.transformPrecoder = new NrTransformPrecoder(this.blocks, spread / this.subcarriers);
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

  /** Scrambling bits of the coded bits: those of NR's shared channels are the same in every slot. */
  get scrambling(): Uint8Array {
    return this.#scrambling;
  }

  /** Turns LLRs of scrambled bits into those of coded bits, in place, and back: the sign where the scrambling bit is 1. */
  descramble(llrs: Float32Array): void {
    checkCount("llrs", llrs, this.codedBits);
    const scrambling = this.#scrambling;
    for (let i = 0; i < llrs.length; i++) llrs[i] *= 1 - 2 * scrambling[i];
  }

  /** Flat indices of the DM-RS of a layer's port, `[DM-RS symbol][ascending subcarrier]`. */
  dmrsElements(layer: number): Int32Array {
    return this.layout.dmrs.elements(layer);
  }

  /** Values of the DM-RS of a layer's port in a slot, boosted, in the order of its elements. */
  dmrsValues(slot: number, layer: number): NrReferenceValues {
    return this.layout.dmrs.values(this.layout.slotInFrame(slot))[layer];
  }

  /** Flat indices of the PT-RS, `[PT-RS symbol][ascending subcarrier]`, on layer `layout.ptrs.layer`; empty without. */
  get ptrsElements(): Int32Array {
    return this.layout.ptrs?.elements ?? new Int32Array(0);
  }

  /** Values of the PT-RS in a slot, in the order of their elements. */
  ptrsValues(slot: number): NrReferenceValues {
    return (
      this.layout.ptrs?.values(this.layout.slotInFrame(slot)) ?? { re: new Float32Array(0), im: new Float32Array(0) }
    );
  }

  /** Scrambled and mapped symbols of all code words, `[layer][data element]`, before transform precoding. */
  layerSymbols(coded: Uint8Array, outRe: Float32Array, outIm: Float32Array): void {
    const elements = this.dataElements.length;
    checkCount("coded", coded, this.codedBits);
    checkCount("outRe", outRe, this.layers * elements);
    checkCount("outIm", outIm, this.layers * elements);
    for (let q = 0; q < this.codeWords.length; q++) {
      const { firstBit, firstLayer } = this.codeWords[q];
      this.#mappers[q].map(coded, firstBit, outRe, outIm, firstLayer * elements, elements);
    }
  }

  /** Symbols of one code word, `[layer of the word][data element]`, before transform precoding, from its own bits. */
  codeWordSymbols(q: number, coded: Uint8Array, outRe: Float32Array, outIm: Float32Array): void {
    const { codedBits, layers } = this.codeWords[q];
    const elements = this.dataElements.length;
    checkCount("coded", coded, codedBits);
    checkCount("outRe", outRe, layers * elements);
    checkCount("outIm", outIm, layers * elements);
    this.#mappers[q].map(coded, 0, outRe, outIm, 0, elements);
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
    const { elements, dmrs, ptrs } = this.layout;
    checkCount("coded", coded, this.codedBits);
    checkCount("outRe", outRe, this.layers * elements);
    checkCount("outIm", outIm, this.layers * elements);
    outRe.fill(0);
    outIm.fill(0);
    if (this.transformPrecoder === undefined) {
      for (let q = 0; q < this.codeWords.length; q++) {
        const { firstBit, firstLayer } = this.codeWords[q];
        this.#mappers[q].map(coded, firstBit, outRe, outIm, firstLayer * elements, elements, this.dataElements);
      }
    } else {
      this.layerSymbols(coded, this.#spreadRe, this.#spreadIm);
      this.transformPrecoder.precode(this.#spreadRe, this.#spreadIm);
      scatter(this.#spreadRe, this.#spreadIm, this.dataElements, outRe, outIm, 0);
    }
    const slotInFrame = this.layout.slotInFrame(slot);
    const values = dmrs.values(slotInFrame);
    for (let layer = 0; layer < this.layers; layer++) {
      scatter(values[layer].re, values[layer].im, dmrs.elements(layer), outRe, outIm, layer * elements);
    }
    if (ptrs !== undefined) {
      const { re, im } = ptrs.values(slotInFrame);
      scatter(re, im, ptrs.elements, outRe, outIm, ptrs.layer * elements);
    }
  }

  toString(): string {
    const { direction, allocation } = this.settings;
    const { firstSymbol, symbols } = allocation;
    return (
      `${direction === "downlink" ? "PDSCH" : "PUSCH"} ${this.layout.numerology}, ${this.blocks} blocks, ` +
      `symbols ${firstSymbol} to ${firstSymbol + symbols - 1}, layers ${this.layers}, ` +
      this.codeWords
        .map((word) => `${word.constellation.name} ${word.transportBlockBits}/${word.codedBits}`)
        .join(" + ")
    );
  }
}

function scatter(
  re: Float32Array,
  im: Float32Array,
  elements: Int32Array,
  outRe: Float32Array,
  outIm: Float32Array,
  start: number,
): void {
  for (let i = 0; i < elements.length; i++) {
    const to = start + elements[i];
    outRe[to] = re[i];
    outIm[to] = im[i];
  }
}

function checkCount(argument: string, array: ArrayLike<number>, count: number): void {
  if (array.length !== count) {
    throw new RangeError(`NrSharedChannel: ${argument}: expected ${count} elements, found ${array.length}`);
  }
}
