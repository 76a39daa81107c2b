import type { SourceRatio } from "../budget/source-ratio.js";
import { dB } from "../decibel.js";
import type { Scenario } from "../scenario/scenario.js";
import { linkWaveform } from "./link-waveform.js";

/**
 * What the other signals on a link's resource elements leave of its carrier, for a receiver with one antenna. Users and known
 * signals that the receiver cancels count as gone.
 */
export function coChannelSources({ coChannel, receiver, waveform, link }: Scenario): SourceRatio[] {
  if (!coChannel) return [];
  const cancels = receiver.kind === "nr" && receiver.cancellation.kind !== "none";
  const { filter } = linkWaveform(waveform, link);
  // A level holds for each resource element: Es/I0; the same harm white over the link's bandwidth.
  const width_dB = dB(link.bandwidth_Hz / filter.symbolRate_Hz);
  return coChannel
    .filter(({ role }) => role === "unknown" || !cancels)
    .map(({ name, level_dB }) => ({ name, kind: "coChannel", ci_dB: -level_dB - width_dB }));
}
