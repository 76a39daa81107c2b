import type { Waveform } from "./scenario.js";

/** Names of what adaptation may use, in the order in which they are numbered. */
export function formatNames(waveform: Waveform): readonly string[] {
  return waveform.modcods;
}

/** What a waveform calls its modulation and coding schemes. */
export function formatWord(_: Waveform): "MODCOD" {
  return "MODCOD";
}
