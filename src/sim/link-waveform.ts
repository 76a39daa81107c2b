import { symbolRate_Hz } from "../phy/dvb-s2x.js";
import { dvbFormat } from "../phy/pl-frame.js";
import type { WaveformLink } from "../scenario/nr-link.js";
import type { Waveform } from "../scenario/scenario.js";
import type { LinkWaveform } from "./link-formats.js";
import { namedModcod } from "./named-modcod.js";
import { nrLinkWaveform } from "./nr-link-waveform.js";

export function linkWaveform(waveform: Waveform, link: WaveformLink): LinkWaveform {
  if (waveform.kind === "nr") return nrLinkWaveform(waveform, link);
  const { rollOff, pilots, modcods } = waveform;
  const rate_Hz = symbolRate_Hz(link.bandwidth_Hz, rollOff);
  return {
    formats: modcods.map((name) => dvbFormat(namedModcod(name), rate_Hz, pilots)),
    filter: { symbolRate_Hz: rate_Hz, rollOff },
  };
}
