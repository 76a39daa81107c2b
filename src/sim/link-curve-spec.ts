import type { FrameJob } from "./bit-true-job.js";
import type { ChannelJob } from "./mac-job.js";

/** A scenario's link with one format, from which every worker builds its own; plain data. */
export interface LinkCurveSpec {
  readonly kind: "link";
  /** Name of the format. */
  readonly format: string;
  readonly frames: FrameJob;
  readonly channel?: ChannelJob;
  /** Of the run, over which the frames are spread where the channel moves. */
  readonly duration_s: number;
  readonly seed: number;
}
