import { RandomAccess, type RandomAccessSpec } from "../receiver/random-access/random-access.js";
import { type AccessCounts, countAccessFrames } from "./access-counts.js";

/** Sends frames of one random-access scheme, here or on worker threads; the counts do not depend on which. */
export interface AccessCounter {
  /** How many batches it works on at once. */
  readonly width: number;
  /**
   * @param load        packets a slot
   * @param firstFrame  number of the first frame, which fixes its users, their slots, packets and channels
   */
  count(load: number, firstFrame: number, frames: number): Promise<AccessCounts>;
}

/** Sends frames on the calling thread, which breathes between batches (timers, signals, drawing). */
export function inlineAccessCounter(spec: RandomAccessSpec): AccessCounter {
  const access = new RandomAccess(spec);
  return {
    width: 1,
    count: async (load, firstFrame, frames) => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      return countAccessFrames(access, load, firstFrame, frames);
    },
  };
}
