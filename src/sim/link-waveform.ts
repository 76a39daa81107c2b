import type { MatchedFilter } from "../interference/spectrum.js";
import { symbolRate_Hz } from "../phy/dvb-s2x.js";
import { dvbFormat } from "../phy/pl-frame.js";
import type { TransportFormat } from "../phy/transport-format.js";
import type { WaveformLink } from "../scenario/nr-link.js";
import type { Waveform } from "../scenario/scenario.js";
import { namedModcod } from "./named-modcod.js";
import { nrLinkWaveform } from "./nr-link-waveform.js";

/** A scenario's waveform as the link budget and the MAC see it. */
export interface LinkWaveform {
  /** What adaptation may use, in the order of the waveform's names. */
  readonly formats: readonly TransportFormat[];
  /** Receive filter; its symbol rate is the bandwidth in which Es/N0 is C/N. */
  readonly filter: MatchedFilter;
  /** Frames start at its multiples; at any time if left out. */
  readonly slot_s?: number;
}

export function linkWaveform(waveform: Waveform, link: WaveformLink): LinkWaveform {
  if (waveform.kind === "nr") return nrLinkWaveform(waveform, link);
  const { rollOff, pilots, modcods } = waveform;
  const rate_Hz = symbolRate_Hz(link.bandwidth_Hz, rollOff);
  return {
    formats: modcods.map((name) => dvbFormat(namedModcod(name), rate_Hz, pilots)),
    filter: { symbolRate_Hz: rate_Hz, rollOff },
  };
}
