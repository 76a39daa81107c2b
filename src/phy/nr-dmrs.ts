import type { NrAllocation, NrDirection } from "./nr-allocation.js";
import { nrPdschDmrsPositions, nrPuschDmrsPositions } from "./nr-dmrs.data.js";
import { nrGoldSequence } from "./nr-gold-sequence.js";
import { nrLowPaprSequence } from "./nr-low-papr-sequence.js";
import type { NrNumerology } from "./nr-numerology.js";
import { checkNrChoice, checkNrWhole, NrSettingError } from "./nr-setting-error.js";

/** Demodulation reference signals of PDSCH (TS 38.211, 7.4.1.1) and PUSCH (6.4.1.1). */
export interface NrDmrsSettings {
  /** Configuration type: 1 on every other subcarrier, 2 on two of every six. */
  readonly type: 1 | 2;
  /** Symbols of each position, 1 or 2. */
  readonly length: 1 | 2;
  /** dmrs-AdditionalPosition: 0 to 3, with double symbols 0 or 1. Short allocations get fewer. */
  readonly additionalPositions: 0 | 1 | 2 | 3;
  /** dmrs-TypeA-Position: symbol of the first DM-RS with mapping type A; 2 if left out. */
  readonly typeAPosition?: 2 | 3;
  /**
   * Of each layer in turn, counted from 0 (antenna port 1000 of PDSCH, 0 of PUSCH): type 1 has 4 ports, or 8 with double
   * symbols, type 2 has 6 or 12.
   */
  readonly ports: readonly number[];
  /** CDM groups 0 to n - 1 carry no data in DM-RS symbols, whoever uses them: 1 or 2, with type 2 up to 3. */
  readonly cdmGroupsWithoutData: 1 | 2 | 3;
  /** N_ID of the sequence: 0 to 65535, with transform precoding (n_ID^RS) 0 to 1007. */
  readonly scramblingIdentity: number;
  /** n_SCID; 0 if left out. */
  readonly nScid?: 0 | 1;
}

/** Values of the DM-RS elements of a port in a slot, boosted, in the order of its elements. */
export interface NrReferenceValues {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/** What DM-RS lie in: their slot and their allocation, checked already. */
export interface NrDmrsPlace {
  readonly direction: NrDirection;
  readonly numerology: NrNumerology;
  readonly allocation: NrAllocation;
  readonly transformPrecoding: boolean;
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
    checkDmrs(place, settings);
    this.settings = settings;
    this.#place = place;
    this.#subcarriers = 12 * place.allocation.blocks;
    this.symbols = dmrsSymbols(place, settings);
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

/** Symbols of the slot that hold DM-RS: TS 38.211, 7.4.1.1.2 and 6.4.1.1.3. */
function dmrsSymbols({ direction, allocation }: NrDmrsPlace, settings: NrDmrsSettings): readonly number[] {
  const { mapping, firstSymbol, symbols } = allocation;
  const { length, additionalPositions, typeAPosition = 2 } = settings;
  const isTypeA = mapping === "A";
  const duration = isTypeA ? firstSymbol + symbols : symbols;
  const tables = direction === "downlink" ? nrPdschDmrsPositions : nrPuschDmrsPositions;
  const positions = tables[length][mapping][duration]?.[additionalPositions];
  const kind = `${length === 1 ? "single" : "double"}-symbol DM-RS of mapping type ${mapping}`;
  if (positions === undefined) {
    throw new NrSettingError(
      "dmrs.length",
      `${kind} do not fit ${duration} symbols; lengthen the allocation, or change dmrs.length or allocation.mapping`,
    );
  }
  const origin = isTypeA ? 0 : firstSymbol;
  const first = isTypeA ? typeAPosition : 0;
  const found = positions.flatMap((position) => {
    const start = origin + (position === 0 ? first : position);
    return Array.from({ length }, (_, i) => start + i);
  });
  const isWithin = found.every((symbol) => symbol >= firstSymbol && symbol < firstSymbol + symbols);
  if (!isWithin) {
    throw new NrSettingError(
      isTypeA ? "dmrs.typeAPosition" : "dmrs.length",
      `${kind} lie in symbols ${found.join(", ")}, outside the allocation's ${firstSymbol} to ${firstSymbol + symbols - 1}; ` +
        "lengthen the allocation or move the first DM-RS",
    );
  }
  return found;
}

function checkDmrs({ allocation, transformPrecoding, direction }: NrDmrsPlace, settings: NrDmrsSettings): void {
  const { type, length, additionalPositions, typeAPosition = 2, ports, cdmGroupsWithoutData } = settings;
  checkNrChoice("dmrs.type", type, [1, 2]);
  checkNrChoice("dmrs.length", length, [1, 2]);
  checkNrChoice("dmrs.typeAPosition", typeAPosition, [2, 3]);
  checkNrWhole("dmrs.scramblingIdentity", settings.scramblingIdentity, 0, transformPrecoding ? 1007 : 65_535);
  checkNrChoice("dmrs.nScid", settings.nScid ?? 0, [0, 1]);
  checkNrWhole("dmrs.additionalPositions", additionalPositions, 0, 3);
  if (length === 2 && additionalPositions > 1) {
    throw new NrSettingError(
      "dmrs.additionalPositions",
      `expected 0 or 1 with double-symbol DM-RS, found ${additionalPositions}; take single symbols (dmrs.length 1) for more`,
    );
  }
  if (allocation.mapping === "A" && additionalPositions === 3 && typeAPosition === 3) {
    throw new NrSettingError(
      "dmrs.additionalPositions",
      "expected at most 2 with the first DM-RS in symbol 3, found 3; put dmrs.typeAPosition to 2",
    );
  }
  const duration = allocation.firstSymbol + allocation.symbols;
  if (allocation.mapping === "A" && typeAPosition === 3 && duration === (length === 1 ? 3 : 4)) {
    throw new NrSettingError(
      "dmrs.typeAPosition",
      `expected 2 where the allocation ends after ${duration} symbols of the slot, found 3; lengthen the allocation`,
    );
  }
  checkNrWhole("dmrs.cdmGroupsWithoutData", cdmGroupsWithoutData, 1, type === 1 ? 2 : 3);
  const portCount = (type === 1 ? 4 : 6) * length;
  const groups = type === 1 ? 2 : 3;
  for (const port of ports) {
    if (!(Number.isInteger(port) && port >= 0 && port < portCount)) {
      throw new NrSettingError(
        "dmrs.ports",
        `expected ports from 0 to ${portCount - 1} with ${length === 1 ? "single" : "double"}-symbol DM-RS of type ${type}, ` +
          `found ${port}; double symbols have twice as many, type 2 half as many again`,
      );
    }
    const group = Math.floor(port / 2) % groups;
    if (group >= cdmGroupsWithoutData) {
      throw new NrSettingError(
        "dmrs.cdmGroupsWithoutData",
        `expected at least ${group + 1}, for port ${port} lies in CDM group ${group}, found ${cdmGroupsWithoutData}`,
      );
    }
  }
  if (new Set(ports).size !== ports.length) {
    throw new NrSettingError("dmrs.ports", `expected a port of its own for each layer, found ${ports.join(", ")}`);
  }
  if (transformPrecoding) {
    if (direction === "downlink")
      throw new NrSettingError("transformPrecoding", "expected off in the downlink, found on");
    if (type !== 1) throw new NrSettingError("dmrs.type", "expected 1 with transform precoding, found 2");
    if (cdmGroupsWithoutData !== 2) {
      throw new NrSettingError(
        "dmrs.cdmGroupsWithoutData",
        `expected 2 with transform precoding (no data beside DM-RS), found ${cdmGroupsWithoutData}`,
      );
    }
  }
}
