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

/** A batch's information bits at first; a batch is a few milliseconds of work. */
const firstBatch_bit = 2 ** 17;
const mostFirstFrames = 4096;
/** Batches grow, so that a long point is not held up by messages between threads. */
const batchesADoubling = 64;
const mostDoublings = 4;
const lookEvery_ms = 50;

/** Frames of batch `index`: a function of the code's size and the index only. */
export function batchFrames(informationBits: number, index: number): number {
  const first = Math.max(1, Math.min(mostFirstFrames, Math.ceil(firstBatch_bit / informationBits)));
  return first * 2 ** Math.min(mostDoublings, Math.floor(index / batchesADoubling));
}

/**
 * Frames one after another at one level of the channel until the rule is met at the end of a batch.
 *
 * The rule looks at batches in their order, and a batch's size depends on its number only: the counts are the same
 * for any number of workers and whatever their speed. Batches that ran ahead of the rule are dropped. Only `isOver`
 * and `signal` depend on time; what was counted until then is returned.
 *
 * @param isOver      asked before the first batch, after each, and while one is awaited: the time is over
 * @param onProgress  called after each batch
 */
export async function countPoint(
  counter: FrameCounter,
  informationBits: number,
  level: number,
  rule: PointRule,
  { isOver, onProgress, signal }: PointWatch = {},
): Promise<CountedPoint> {
  const running: Promise<FrameCounts>[] = [];
  let batches = 0;
  let sent = 0;
  const keepBusy = () => {
    // One batch more than there are workers, so that none waits for this thread.
    while (running.length <= counter.width && sent < rule.frames) {
      const frames = Math.min(batchFrames(informationBits, batches), rule.frames - sent);
      const batch = counter.count(level, (rule.firstFrame ?? 0) + sent, frames);
      batch.catch(() => {}); // reported where it is awaited
      running.push(batch);
      batches++;
      sent += frames;
    }
  };
  let counts = noFrames;
  const timer = overTimer(isOver);
  try {
    for (;;) {
      if (signal?.aborted) return { counts, stoppedBy: "interrupted" };
      if (isOver?.()) return { counts, stoppedBy: "time" };
      keepBusy();
      try {
        const batch = await Promise.race([running.shift() ?? noFrames, timer.over]);
        if (batch === undefined) return { counts, stoppedBy: "time" };
        counts = addFrameCounts(counts, batch);
      } catch (error) {
        if (signal?.aborted) return { counts, stoppedBy: "interrupted" };
        throw error;
      }
      onProgress?.(counts);
      if (counts.frameErrors >= rule.errors) return { counts, stoppedBy: "errors" };
      if (counts.frames >= rule.frames) return { counts, stoppedBy: "frames" };
    }
  } finally {
    timer.stop();
  }
}

/** Looks at the time while a batch is awaited: a long frame shall not hold up the end. */
function overTimer(isOver: (() => boolean) | undefined): {
  readonly over: Promise<undefined>;
  readonly stop: () => void;
} {
  if (!isOver) return { over: new Promise(() => {}), stop: () => {} };
  let stop = () => {};
  const over = new Promise<undefined>((resolve) => {
    const timer = setInterval(() => isOver() && resolve(undefined), lookEvery_ms);
    stop = () => clearInterval(timer);
  });
  return { over, stop };
}

export interface PointWatch {
  readonly isOver?: () => boolean;
  readonly onProgress?: (counts: FrameCounts) => void;
  readonly signal?: AbortSignal;
}
