import type { FrameCounts } from "./frame-counts.js";

/** Sends frames of one coded link, here or on worker threads; the counts do not depend on which. */
export interface FrameCounter {
  /** How many batches it works on at once. */
  readonly width: number;
  /**
   * @param level       the channel's: Es/N0 in dB, or the probability of a BSC or erasure channel
   * @param firstFrame  number of the first frame, which fixes its bits and its noise
   */
  count(level: number, firstFrame: number, frames: number): Promise<FrameCounts>;
}

/** Sends frames on the calling thread, which breathes between batches (timers, signals, drawing). */
export function inlineFrameCounter(link: {
  count(level: number, firstFrame: number, frames: number): FrameCounts;
}): FrameCounter {
  return {
    width: 1,
    count: async (level, firstFrame, frames) => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      return link.count(level, firstFrame, frames);
    },
  };
}
