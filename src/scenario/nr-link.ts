import { NrSlotLayout } from "../phy/nr-slot-layout.js";
import { nrTransmissionBlocks } from "../phy/nr-transmission-bandwidth.js";
import { type NrCodeWord, nrCodeWords } from "../receiver/nr-code-words.js";
import { NrSharedChannel, type NrSharedChannelSettings } from "../receiver/nr-shared-channel.js";
import type { NrWaveform } from "./nr-waveform.js";
import type { Link } from "./scenario.js";

/** What of a link a waveform depends on. */
export type WaveformLink = Pick<Link, "direction" | "carrier_Hz" | "bandwidth_Hz">;

/** Name of the own signal among those on its resources. */
export const ownSignal = "own signal";

/** C-RNTI and identities of the own link's signal; those of others count on. */
const firstRnti = 1;
const cellIdentity = 1;

/** Which of the signals on the same resource elements. */
export interface NrSignal {
  readonly mcs: number;
  /** DM-RS port of its first layer. */
  readonly firstPort: number;
  /** 0 the own one. */
  readonly number: number;
  /** Of another cell: its DM-RS have a sequence of their own. */
  readonly isForeign?: boolean;
}

/** Width of the allocation in subcarriers' spacing. */
export function nrOccupiedBandwidth_Hz(waveform: NrWaveform, link: WaveformLink): number {
  return 12 * nrResourceBlocks(waveform, link) * waveform.subcarrierSpacing_Hz;
}

/** Time from slot to slot. */
export function nrSlot_s({ subcarrierSpacing_Hz }: Pick<NrWaveform, "subcarrierSpacing_Hz">): number {
  return 1e-3 / 2 ** nrNumerology(subcarrierSpacing_Hz);
}

/** mu of TS 38.211, 4.2. */
export function nrNumerology(subcarrierSpacing_Hz: number): number {
  return Math.log2(subcarrierSpacing_Hz / 15e3);
}

/** TS 38.101-1, 5.1: FR1 ends at 7.125 GHz; above stand the tables of FR2, which satellites' Ka band borrows. */
const highestFr1_Hz = 7.125e9;

/** @throws NrSettingError where the bandwidth is none of the standard's and the scenario names no resource blocks */
function nrResourceBlocks({ resourceBlocks, subcarrierSpacing_Hz }: NrWaveform, link: WaveformLink): number {
  if (resourceBlocks !== undefined) return resourceBlocks;
  const range = link.carrier_Hz <= highestFr1_Hz ? "FR1" : "FR2";
  return nrTransmissionBlocks(range, subcarrierSpacing_Hz, link.bandwidth_Hz);
}

/**
 * The transport blocks of a scenario's own signal at each of some MCS: what a shared channel would carry, without making one.
 *
 * @throws NrSettingError naming what cannot be
 */
export function nrBlocksOfMcs(
  waveform: NrWaveform,
  link: WaveformLink,
  mcs: readonly number[],
  firstPort = 0,
): (readonly NrCodeWord[])[] {
  const settings = nrChannelSettings(waveform, link, { mcs: mcs[0], firstPort, number: 0 });
  const layout = new NrSlotLayout(settings);
  return mcs.map((index) => nrCodeWords(layout, { ...settings, mcs: waveform.layers > 4 ? [index, index] : index }));
}

/** The shared channel of one of a scenario's signals. */
export function nrChannel(waveform: NrWaveform, link: WaveformLink, signal: NrSignal): NrSharedChannel {
  return new NrSharedChannel(nrChannelSettings(waveform, link, signal));
}

function nrChannelSettings(waveform: NrWaveform, link: WaveformLink, signal: NrSignal): NrSharedChannelSettings {
  const { mcs, firstPort, number, isForeign = false } = signal;
  const { layers } = waveform;
  const blocks = nrResourceBlocks(waveform, link);
  return {
    direction: link.direction,
    numerology: nrNumerology(waveform.subcarrierSpacing_Hz),
    cyclicPrefix: waveform.cyclicPrefix,
    carrierBlocks: blocks,
    allocation: {
      firstBlock: 0,
      blocks,
      firstSymbol: waveform.firstSymbol,
      symbols: waveform.symbols,
      mapping: waveform.mapping,
    },
    layers,
    dmrs: {
      ...waveform.dmrs,
      ports: Array.from({ length: layers }, (_, layer) => firstPort + layer),
      scramblingIdentity: isForeign ? cellIdentity + number : cellIdentity,
    },
    transformPrecoding: waveform.transformPrecoding,
    ...(waveform.ptrs && { ptrs: waveform.ptrs }),
    mcsTable: waveform.mcsTable,
    mcs: layers > 4 ? [mcs, mcs] : mcs,
    rnti: firstRnti + number,
    dataScramblingIdentity: isForeign ? cellIdentity + number : cellIdentity,
  };
}
