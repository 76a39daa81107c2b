import { checkNrAllocation, type NrAllocation, type NrDirection } from "./nr-allocation.js";
import { NrDmrs } from "./nr-dmrs.js";
import type { NrDmrsSettings } from "./nr-dmrs-settings.js";
import { type NrCyclicPrefix, NrNumerology } from "./nr-numerology.js";
import { NrPtrs, type NrPtrsSettings } from "./nr-ptrs.js";
import { checkNrWhole, NrSettingError } from "./nr-setting-error.js";
import { checkNrTransformBlocks } from "./nr-transform-precoder.js";

/** Where PDSCH or PUSCH lie in a slot. */
export interface NrSlotLayoutSettings {
  readonly direction: NrDirection;
  /** mu: 0 to 4 for 15 to 240 kHz. */
  readonly numerology: number;
  /** `normal` if left out; `extended` with 60 kHz only. */
  readonly cyclicPrefix?: NrCyclicPrefix;
  /** Resource blocks of the carrier. */
  readonly carrierBlocks: number;
  readonly allocation: NrAllocation;
  /** 1 to 8, with the uplink up to 4, with transform precoding 1. */
  readonly layers: number;
  readonly dmrs: NrDmrsSettings;
  /** None if left out. */
  readonly ptrs?: NrPtrsSettings;
  /** n_RNTI, 0 to 65535. */
  readonly rnti: number;
  /** DFT-s-OFDM, in the uplink; off if left out. */
  readonly transformPrecoding?: boolean;
}

/**
 * Resource elements of PDSCH (TS 38.211, 7.3.1.5 and 7.3.1.6) or PUSCH (6.3.1.6 and 6.3.1.7) in a slot.
 *
 * A slot's grid is `[symbol of the slot][subcarrier of the allocation]`, row-major; a flat index is
 * `symbol * subcarriers + k`. Data come on the elements that reference signals leave, by subcarrier, then by symbol, the
 * same for all layers.
 */
export class NrSlotLayout {
  readonly settings: NrSlotLayoutSettings;
  readonly numerology: NrNumerology;
  /** Symbols of the slot's grid: 14 or 12. */
  readonly symbols: number;
  /** 12 times the allocation's blocks. */
  readonly subcarriers: number;
  /** `symbols * subcarriers`, elements of a layer's grid. */
  readonly elements: number;
  readonly transformPrecoding: boolean;
  readonly dmrs: NrDmrs;
  readonly ptrs?: NrPtrs;
  /** Flat indices of data in mapping order. */
  readonly dataElements: Int32Array;

  /** @throws NrSettingError naming the setting that cannot be, with what to change */
  constructor(settings: NrSlotLayoutSettings) {
    const { direction, allocation, layers, dmrs, ptrs, rnti, transformPrecoding = false } = settings;
    checkNrWhole("rnti", rnti, 0, 65_535);
    this.settings = settings;
    this.numerology = new NrNumerology(settings.numerology, settings.cyclicPrefix);
    checkNrAllocation(direction, this.numerology, settings.carrierBlocks, allocation, dmrs.typeAPosition ?? 2);
    checkLayers(direction, layers, dmrs, transformPrecoding);
    this.transformPrecoding = transformPrecoding;
    this.symbols = this.numerology.symbolsPerSlot;
    this.subcarriers = 12 * allocation.blocks;
    this.elements = this.symbols * this.subcarriers;
    if (transformPrecoding) checkNrTransformBlocks(allocation.blocks);
    const place = { direction, numerology: this.numerology, allocation, transformPrecoding };
    this.dmrs = new NrDmrs(place, dmrs);
    if (ptrs !== undefined) this.ptrs = new NrPtrs(place, this.dmrs, rnti, ptrs);
    this.dataElements = this.#dataElements();
    if (this.dataElements.length === 0) {
      throw new NrSettingError(
        "allocation.symbols",
        "expected symbols left for data, found reference signals in all; lengthen the allocation or take fewer DM-RS",
      );
    }
  }

  /** Slot number within a frame. */
  slotInFrame(slot: number): number {
    return slot % this.numerology.slotsPerFrame;
  }

  #dataElements(): Int32Array {
    const { firstSymbol, symbols } = this.settings.allocation;
    const reserved = new Uint8Array(this.elements);
    this.dmrs.reserve(reserved);
    for (const element of this.ptrs?.elements ?? []) reserved[element] = 1;
    const found = new Int32Array(symbols * this.subcarriers);
    let count = 0;
    const end = (firstSymbol + symbols) * this.subcarriers;
    for (let element = firstSymbol * this.subcarriers; element < end; element++) {
      if (reserved[element] === 0) found[count++] = element;
    }
    return found.slice(0, count);
  }
}

function checkLayers(direction: NrDirection, layers: number, dmrs: NrDmrsSettings, transformPrecoding: boolean): void {
  checkNrWhole("layers", layers, 1, direction === "uplink" ? 4 : 8);
  if (transformPrecoding && layers !== 1) {
    throw new NrSettingError(
      "layers",
      `expected 1 with transform precoding, found ${layers}; switch transformPrecoding off`,
    );
  }
  if (dmrs.ports.length !== layers) {
    throw new NrSettingError(
      "dmrs.ports",
      `expected a port for each of the ${layers} layers, found ${dmrs.ports.length}: ${dmrs.ports.join(", ")}`,
    );
  }
}
