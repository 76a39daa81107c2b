import type { Waveform } from "./scenario.js";

/** Names of what adaptation may use, in the order in which they are numbered. */
export function formatNames(waveform: Waveform): readonly string[] {
  return waveform.kind === "nr" ? waveform.mcs.map(nrFormatName) : waveform.modcods;
}

/** What a waveform calls its modulation and coding schemes. */
export function formatWord({ kind }: Waveform): "MODCOD" | "MCS" {
  return kind === "nr" ? "MCS" : "MODCOD";
}

export function nrFormatName(mcs: number): string {
  return `MCS ${mcs}`;
}
