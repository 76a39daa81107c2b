import type { FadingSpec } from "../channel/fading-spec.js";
import type { ChannelJob } from "./mac-job.js";
import type { LinkTimeline } from "./run-result.js";

/** What replications of a run need of its channel. */
export function channelJob(spec: FadingSpec, carrier_Hz: number, rollOff: number, timeline: LinkTimeline): ChannelJob {
  const { step_s, elevation_deg, azimuth_deg } = timeline;
  return {
    spec,
    carrier_Hz,
    rollOff,
    ...(spec.kind === "largeScale" && { sky: { step_s, elevation_deg, azimuth_deg } }),
  };
}
