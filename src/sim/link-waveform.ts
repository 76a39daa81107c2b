import type { MatchedFilter } from "../interference/spectrum.js";
import { type DvbS2xModcod, modcodByName, symbolRate_Hz } from "../phy/dvb-s2x.js";
import { dvbFormat } from "../phy/pl-frame.js";
import type { TransportFormat } from "../phy/transport-format.js";
import type { WaveformLink } from "../scenario/nr-link.js";
import type { Waveform } from "../scenario/scenario.js";
import { nrLinkWaveform } from "./nr-link-waveform.js";

/** A scenario's waveform as the link budget and the MAC see it. */
export interface LinkWaveform {
  /** What adaptation may use, in the order of the waveform's names. */
  readonly formats: readonly TransportFormat[];
  /** Receive filter; its symbol rate is the bandwidth in which Es/N0 is C/N. */
  readonly filter: MatchedFilter;
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

/** The MODCOD of a name that the scenario has already checked. */
export function namedModcod(name: string): DvbS2xModcod {
  const modcod = modcodByName(name);
  if (!modcod) throw new RangeError(`DVB-S2X has no MODCOD ${name}`);
  return modcod;
}
