import type { NrDmrs, NrReferenceValues } from "./nr-dmrs.js";
import type { NrDmrsPlace } from "./nr-dmrs-settings.js";
import { nrPtrsSubcarriers } from "./nr-ptrs.data.js";
import { checkNrChoice, checkNrWhole, NrSettingError } from "./nr-setting-error.js";

/** Phase-tracking reference signals of PDSCH (TS 38.211, 7.4.1.2) or of PUSCH without transform precoding (6.4.1.2). */
export interface NrPtrsSettings {
  /** L_PT-RS: on every first, second or fourth symbol. */
  readonly timeDensity: 1 | 2 | 4;
  /** K_PT-RS: in every second or fourth resource block. */
  readonly frequencyDensity: 2 | 4;
  /** Layer, from 0, whose DM-RS port they go with; 0 if left out. */
  readonly layer?: number;
  /** resourceElementOffset 00 to 11; 0 if left out. */
  readonly resourceElementOffset?: 0 | 1 | 2 | 3;
  /**
   * Power of their elements against data of one layer. Left out: in the downlink 10 log10(layers) dB as TS 38.214, Table
   * 4.1-2 (epre-Ratio 0) has up to 6 layers, in the uplink of one layer 0 dB; to be given with more layers there.
   */
  readonly power_dB?: number;
}

/** Thresholds that choose the densities: ptrs-MCS1 to 3 and N_RB0 and 1 of TS 38.214, Tables 5.1.6.3-1 and -2. */
export interface NrPtrsThresholds {
  readonly mcs: readonly [number, number, number];
  readonly blocks: readonly [number, number];
}

/**
 * Densities of PT-RS at an MCS and a number of blocks: TS 38.214, Tables 5.1.6.3-1 and 5.1.6.3-2 (the same in the uplink).
 * @returns undefined where there are none
 */
export function nrPtrsDensities(
  { mcs: mcsThresholds, blocks: blockThresholds }: NrPtrsThresholds,
  mcs: number,
  blocks: number,
): Pick<NrPtrsSettings, "timeDensity" | "frequencyDensity"> | undefined {
  if (!(mcs >= mcsThresholds[0] && blocks >= blockThresholds[0])) return undefined;
  return {
    timeDensity: mcs < mcsThresholds[1] ? 4 : mcs < mcsThresholds[2] ? 2 : 1,
    frequencyDensity: blocks < blockThresholds[1] ? 2 : 4,
  };
}

/** PT-RS of an allocation, on one DM-RS port. */
export class NrPtrs {
  readonly settings: NrPtrsSettings;
  /** The layer that carries them; the others are silent on their elements. */
  readonly layer: number;
  /** Symbols of the slot that hold PT-RS, ascending. */
  readonly symbols: readonly number[];
  /** Flat indices `symbol * subcarriers + k`, `[symbol of symbols][ascending subcarrier]`. */
  readonly elements: Int32Array;
  /** Amplitude against data of unit power. */
  readonly amplitude: number;
  readonly #dmrs: NrDmrs;
  /** Place of each subcarrier's element among those of the first DM-RS symbol. */
  readonly #sources: readonly number[];
  readonly #values = new Map<number, NrReferenceValues>();

  /** @throws NrSettingError naming a setting of `ptrs` that cannot be */
  constructor(place: NrDmrsPlace, dmrs: NrDmrs, rnti: number, settings: NrPtrsSettings) {
    const { direction, allocation, transformPrecoding } = place;
    const { timeDensity, frequencyDensity, layer = 0, resourceElementOffset = 0, power_dB } = settings;
    const layers = dmrs.settings.ports.length;
    if (transformPrecoding) {
      throw new NrSettingError("ptrs", "expected none with transform precoding (not built); leave out ptrs");
    }
    checkNrChoice("ptrs.timeDensity", timeDensity, [1, 2, 4]);
    checkNrChoice("ptrs.frequencyDensity", frequencyDensity, [2, 4]);
    checkNrWhole("ptrs.layer", layer, 0, layers - 1);
    checkNrChoice("ptrs.resourceElementOffset", resourceElementOffset, [0, 1, 2, 3]);
    const { type, ports } = dmrs.settings;
    const rows = nrPtrsSubcarriers[type];
    if (ports[layer] >= rows.length) {
      throw new NrSettingError(
        "ptrs.layer",
        `expected a layer with a DM-RS port from 0 to ${rows.length - 1}, found port ${ports[layer]} of layer ${layer}`,
      );
    }
    this.settings = settings;
    this.layer = layer;
    this.#dmrs = dmrs;
    this.amplitude = 10 ** (ptrsPower_dB(direction === "uplink", layers, power_dB) / 20);
    this.symbols = ptrsSymbols(allocation.firstSymbol, allocation.symbols, dmrs, timeDensity);
    const { blocks } = allocation;
    const remainder = blocks % frequencyDensity;
    const firstBlock = rnti % (remainder === 0 ? frequencyDensity : remainder);
    const inBlock = rows[ports[layer]][resourceElementOffset];
    const subcarriers: number[] = [];
    for (let block = firstBlock; block < blocks; block += frequencyDensity) subcarriers.push(12 * block + inBlock);
    this.#sources = subcarriers.map((k) => dmrs.elementInSymbol(layer, k));
    this.elements = Int32Array.from(this.symbols.flatMap((symbol) => subcarriers.map((k) => symbol * 12 * blocks + k)));
    if (this.elements.length === 0) {
      throw new NrSettingError(
        "ptrs",
        `expected room for PT-RS, found none in ${blocks} blocks and ${allocation.symbols} symbols at these densities; ` +
          "leave out ptrs, or make it denser",
      );
    }
  }

  /** Values in slot `slotInFrame`: r(m) of the first DM-RS symbol at the same subcarrier, in every symbol the same. */
  values(slotInFrame: number): NrReferenceValues {
    const known = this.#values.get(slotInFrame);
    if (known) return known;
    const { re, im } = this.#dmrs.sequence(slotInFrame, this.#dmrs.symbols[0]);
    const sources = this.#sources;
    const at = (values: Float64Array) => (_: number, i: number) => this.amplitude * values[sources[i % sources.length]];
    const values = {
      re: new Float32Array(this.elements.length).map(at(re)),
      im: new Float32Array(this.elements.length).map(at(im)),
    };
    this.#values.set(slotInFrame, values);
    return values;
  }
}

function ptrsPower_dB(isUplink: boolean, layers: number, power_dB: number | undefined): number {
  if (power_dB !== undefined) {
    if (!(power_dB >= -30 && power_dB <= 30)) {
      throw new NrSettingError("ptrs.power_dB", `expected -30 to 30 dB, found ${power_dB}`);
    }
    return power_dB;
  }
  if (isUplink && layers > 1) {
    throw new NrSettingError("ptrs.power_dB", `expected a power in the uplink of ${layers} layers, found none`);
  }
  if (layers > 6) throw new NrSettingError("ptrs.power_dB", `expected a power with ${layers} layers, found none`);
  return 10 * Math.log10(layers);
}

/** The set of time indices of TS 38.211, 7.4.1.2.2 and 6.4.1.2.2.1, steps 1 to 5. */
function ptrsSymbols(firstSymbol: number, symbols: number, dmrs: NrDmrs, density: number): number[] {
  const last = firstSymbol + symbols - 1;
  const isDmrs = (symbol: number) => dmrs.symbols.includes(symbol);
  const found: number[] = [];
  let reference = firstSymbol;
  let i = 0;
  while (reference + i * density <= last) {
    const candidate = reference + i * density;
    let overlap = Math.max(reference + (i - 1) * density + 1, reference);
    while (overlap <= candidate && !isDmrs(overlap)) overlap++;
    if (overlap <= candidate) {
      i = 1;
      reference = overlap;
      // Of a double symbol, the second.
      if (dmrs.settings.length === 2 && dmrs.symbols.indexOf(overlap) % 2 === 0) reference = overlap + 1;
    } else {
      found.push(candidate);
      i++;
    }
  }
  return found;
}
