import { checkNrDmrs, type NrDmrsPlace, type NrDmrsSettings, nrDmrsSymbols } from "./nr-dmrs-settings.js";
import { nrGoldSequence } from "./nr-gold-sequence.js";
import { nrLowPaprSequence } from "./nr-low-papr-sequence.js";

/** Values of the DM-RS elements of a port in a slot, boosted, in the order of its elements. */
export interface NrReferenceValues {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/**
 * DM-RS of an allocation.
 *
 * Resource elements are flat indices `symbol * subcarriers + k` of the slot's grid over the allocation's subcarriers.
 */
export class NrDmrs {
  readonly settings: NrDmrsSettings;
  /** Symbols of the slot that hold DM-RS, ascending; a double symbol is two of them. */
  readonly symbols: readonly number[];
  /** Amplitude against data of unit power: TS 38.214, Tables 4.1-1 and 6.2.2-1. */
  readonly amplitude: number;
  readonly #place: NrDmrsPlace;
  readonly #subcarriers: number;
  readonly #elements: readonly Int32Array[];
  readonly #values = new Map<number, readonly NrReferenceValues[]>();

  /** @throws NrSettingError naming a setting of `dmrs` or `allocation` that cannot be */
  constructor(place: NrDmrsPlace, settings: NrDmrsSettings) {
    checkNrDmrs(place, settings);
    this.settings = settings;
    this.#place = place;
    this.#subcarriers = 12 * place.allocation.blocks;
    this.symbols = nrDmrsSymbols(place, settings);
    this.amplitude = Math.sqrt(settings.cdmGroupsWithoutData);
    const byGroup = Array.from({ length: 3 }, (_, group) => this.#groupElements(group));
    this.#elements = settings.ports.map((port) => byGroup[this.#cdmGroup(port)]);
  }

  /** CDM group of a layer's port: ports of one share resource elements and are told apart by signs. */
  cdmGroup(layer: number): number {
    return this.#cdmGroup(this.settings.ports[layer]);
  }

  /** Resource elements of a layer's port, `[symbol of symbols][ascending subcarrier]`. */
  elements(layer: number): Int32Array {
    return this.#elements[layer];
  }

  /** Resource elements of one port in a resource block and symbol: 6 with type 1, 4 with type 2. */
  get elementsPerBlock(): number {
    return this.settings.type === 1 ? 6 : 4;
  }

  /** Resource elements that carry no data in a resource block and symbol of DM-RS. */
  get reservedPerBlock(): number {
    return this.elementsPerBlock * this.settings.cdmGroupsWithoutData;
  }

  /** Sign of a layer's port at element n of a symbol: w_f(k') w_t(l') of TS 38.211, Tables 7.4.1.1.2-1, -2 and -5. */
  sign(layer: number, symbolIndex: number, elementInSymbol: number): 1 | -1 {
    const port = this.settings.ports[layer];
    const isOddInFrequency = elementInSymbol % 2 === 1 && port % 2 === 1;
    const isSecondInTime = this.settings.length === 2 && symbolIndex % 2 === 1;
    const isOddInTime = isSecondInTime && port >= (this.settings.type === 1 ? 4 : 6);
    return isOddInFrequency !== isOddInTime ? -1 : 1;
  }

  /** Values of every layer's port in slot `slotInFrame`; kept, for frames repeat. */
  values(slotInFrame: number): readonly NrReferenceValues[] {
    const known = this.#values.get(slotInFrame);
    if (known) return known;
    const { ports } = this.settings;
    const perSymbol = this.#place.allocation.blocks * this.elementsPerBlock;
    const count = this.symbols.length * perSymbol;
    const values = ports.map(() => ({ re: new Float32Array(count), im: new Float32Array(count) }));
    for (let s = 0; s < this.symbols.length; s++) {
      const { re, im } = this.sequence(slotInFrame, this.symbols[s]);
      for (let layer = 0; layer < ports.length; layer++) {
        for (let n = 0; n < perSymbol; n++) {
          const factor = this.amplitude * this.sign(layer, s, n);
          values[layer].re[s * perSymbol + n] = factor * re[n];
          values[layer].im[s * perSymbol + n] = factor * im[n];
        }
      }
    }
    this.#values.set(slotInFrame, values);
    return values;
  }

  /** Marks the resource elements of DM-RS symbols that no data may use. */
  reserve(reserved: Uint8Array): void {
    for (let group = 0; group < this.settings.cdmGroupsWithoutData; group++) {
      for (const element of this.#groupElements(group)) reserved[element] = 1;
    }
  }

  /** Place of a subcarrier's element among those of a layer's port in a symbol. */
  elementInSymbol(layer: number, subcarrier: number): number {
    const group = this.cdmGroup(layer);
    if (this.settings.type === 1) return (subcarrier - group) / 2;
    return 2 * Math.floor(subcarrier / 6) + ((subcarrier - 2 * group) % 6);
  }

  /** r(n) of the allocation's elements in a symbol, without amplitude and signs: TS 38.211, 7.4.1.1.1 and 6.4.1.1.1. */
  sequence(slotInFrame: number, symbol: number): { re: Float64Array; im: Float64Array } {
    const { numerology, allocation, transformPrecoding } = this.#place;
    const { scramblingIdentity, nScid = 0 } = this.settings;
    const length = allocation.blocks * this.elementsPerBlock;
    if (transformPrecoding) return nrLowPaprSequence(scramblingIdentity % 30, length);
    const symbolInFrame = numerology.symbolsPerSlot * slotInFrame + symbol;
    const initial =
      (2 ** 17 * (symbolInFrame + 1) * (2 * scramblingIdentity + 1) + 2 * scramblingIdentity + nScid) % 2 ** 31;
    // The sequence starts at common resource block 0.
    const bits = nrGoldSequence(initial, 2 * length, 2 * allocation.firstBlock * this.elementsPerBlock);
    const re = new Float64Array(length);
    const im = new Float64Array(length);
    for (let n = 0; n < length; n++) {
      re[n] = (1 - 2 * bits[2 * n]) * Math.SQRT1_2;
      im[n] = (1 - 2 * bits[2 * n + 1]) * Math.SQRT1_2;
    }
    return { re, im };
  }

  #cdmGroup(port: number): number {
    return Math.floor(port / 2) % (this.settings.type === 1 ? 2 : 3);
  }

  /** Subcarriers 4 n + 2 k' + Delta or 6 n + k' + Delta of TS 38.211, 7.4.1.1.2. */
  #groupElements(group: number): Int32Array {
    const perSymbol = this.#place.allocation.blocks * this.elementsPerBlock;
    const elements = new Int32Array(this.symbols.length * perSymbol);
    for (let s = 0; s < this.symbols.length; s++) {
      for (let n = 0; n < perSymbol; n++) {
        const subcarrier = this.settings.type === 1 ? 2 * n + group : 6 * (n >> 1) + (n & 1) + 2 * group;
        elements[s * perSymbol + n] = this.symbols[s] * this.#subcarriers + subcarrier;
      }
    }
    return elements;
  }
}
