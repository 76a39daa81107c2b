import { singleAntennas } from "../scenario/antennas.js";
import { nrPrecoder } from "../scenario/nr-precoder.js";
import type { Scenario } from "../scenario/scenario.js";
import type { ChannelJob } from "./mac-job.js";
import { antennaPorts } from "./nr-frames.js";
import type { LinkTimeline } from "./run-result.js";

/** When and where a run's satellite stands in the user's sky. */
export type SkyColumns = Pick<LinkTimeline, "step_s" | "elevation_deg" | "azimuth_deg" | "slantRange_m">;

/**
 * What replications of a run need of its channel; undefined for a gain of 1. Antennas make a channel even of a line of sight: its
 * phases across them.
 */
export function channelJob(scenario: Scenario, timeline: SkyColumns): ChannelJob | undefined {
  const antennas = scenario.antennas ?? singleAntennas;
  const ports = antennaPorts(antennas);
  const { levels_dB } = antennas.receive;
  const channel = fadingOfSignals(scenario, timeline) ?? (ports && { spec: { kind: "awgn" } as const });
  if (!channel) return undefined;
  const { waveform, link } = scenario;
  const precoder = waveform.kind === "nr" ? nrPrecoder(antennas, waveform, link.direction) : undefined;
  return {
    ...channel,
    carrier_Hz: link.carrier_Hz,
    ...(ports && { ports }),
    ...(levels_dB && { levels_dB }),
    ...(precoder && { precoder }),
  };
}

/** Fading that each signal of the scenario has a realisation of. */
export function fadingOfSignals(
  { channel: spec }: Scenario,
  { step_s, elevation_deg, azimuth_deg, slantRange_m }: SkyColumns,
): Pick<ChannelJob, "spec" | "sky"> | undefined {
  if (!spec) return undefined;
  const followsSatellite = spec.kind === "largeScale" || (spec.kind === "recorded" && spec.profile.pathLoss_dB);
  return { spec, ...(followsSatellite && { sky: { step_s, elevation_deg, azimuth_deg, slantRange_m } }) };
}
