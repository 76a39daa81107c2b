import type { MultipathChannel } from "../channel/multipath-channel.js";
import type { LinkFading } from "../mac/link-fading.js";
import type { LinkTrace } from "../mac/link-trace.js";
import type { MacRandom } from "../mac/mac-config.js";
import type { TransportFormat } from "../phy/transport-format.js";
import { type DvbFrameJob, DvbFrames } from "./dvb-frames.js";
import type { CountedFrameLink } from "./frame-link-counts.js";
import { FrameNoise } from "./frame-noise.js";
import { type NrFrameJob, NrFrames } from "./nr-frames.js";
import { sampleWindows } from "./sample-windows.js";

/** Frames of a waveform, by its kind. */
export type FrameJob = DvbFrameJob | NrFrameJob;

/** What a run sends bit by bit; plain data. */
export interface BitTrueJob {
  readonly frames: FrameJob;
  /** Es/(N0+I0) that frames are sent at, by step of the trace; -Infinity out of sight. */
  readonly esn0_dB: Float64Array;
  readonly windows: number;
  readonly window_s: number;
}

/** What a replication has of its own. */
export interface BitTrueReplication {
  readonly trace: LinkTrace;
  readonly formats: readonly TransportFormat[];
  readonly random: MacRandom;
  /** One realisation: its effect on Es/N0 and its gains. */
  readonly fading?: LinkFading;
  readonly channel?: MultipathChannel;
}

/** The link that a replication's frames are sent over; owns its buffers. */
export function countedFrameLink(
  { frames, esn0_dB, windows, window_s }: BitTrueJob,
  { trace, formats, random, fading, channel }: BitTrueReplication,
): CountedFrameLink {
  const where = sampleWindows(trace, windows, window_s, random);
  const noise = new FrameNoise(trace, esn0_dB, fading);
  const duration_s = formats.map((format) => format.duration_s);
  switch (frames.kind) {
    case "dvbS2x":
      return new DvbFrames(frames, duration_s, random, where, noise, channel);
    case "nr":
      return new NrFrames(frames, random, where, noise, channel);
  }
}
