import { type BatchWatch, countBatches, growingBatch } from "./frame-batches.js";
import type { FrameCounter } from "./frame-counter.js";
import { addFrameCounts, type FrameCounts, noFrames } from "./frame-counts.js";

/** When a point has seen enough. */
export interface PointRule {
  /** Frame errors. */
  readonly errors: number;
  /** Most frames. */
  readonly frames: number;
  /** Number of the first frame; 0 if left out. Looks at one link with other frames are independent. */
  readonly firstFrame?: number;
}

/** `errors`, `frames`: the rule's; `time`: the run's time was over; `interrupted`: by the user. */
export type PointEnd = "errors" | "frames" | "time" | "interrupted";

export interface CountedPoint {
  readonly counts: FrameCounts;
  readonly stoppedBy: PointEnd;
}

export type PointWatch = BatchWatch<FrameCounts>;

/** A batch's information bits at first; a batch is a few milliseconds of work. */
const firstBatch_bit = 2 ** 17;
const mostFirstFrames = 4096;

/** Frames of batch `index`: a function of the code's size and the index only. */
export function batchFrames(informationBits: number, index: number): number {
  return growingBatch(Math.max(1, Math.min(mostFirstFrames, Math.ceil(firstBatch_bit / informationBits))), index);
}

/**
 * Frames one after another at one level of the channel until the rule is met at the end of a batch: see `countBatches`. The
 * counts are the same for any number of workers and whatever their speed.
 */
export async function countPoint(
  counter: FrameCounter,
  informationBits: number,
  level: number,
  rule: PointRule,
  watch: PointWatch = {},
): Promise<CountedPoint> {
  const { counts, stoppedBy } = await countBatches<FrameCounts>(
    {
      width: counter.width,
      size: (index) => batchFrames(informationBits, index),
      frames: rule.frames,
      count: (first, frames) => counter.count(level, (rule.firstFrame ?? 0) + first, frames),
      none: noFrames,
      add: addFrameCounts,
      isMet: ({ frameErrors }) => frameErrors >= rule.errors,
    },
    watch,
  );
  return { counts, stoppedBy: stoppedBy === "met" ? "errors" : stoppedBy };
}
