/** Frames that are counted in batches, here or on worker threads. */
export interface FrameBatches<Counts> {
  /** How many batches are worked on at once. */
  readonly width: number;
  /** Frames of batch `index`: a function of the index only. */
  readonly size: (index: number) => number;
  /** Most frames. */
  readonly frames: number;
  readonly count: (firstFrame: number, frames: number) => Promise<Counts>;
  readonly none: Counts;
  readonly add: (a: Counts, b: Counts) => Counts;
  /** Whether these counts are enough. */
  readonly isMet: (counts: Counts) => boolean;
}

/** `met`: enough was counted; `frames`: the most frames; `time`: the run's time was over; `interrupted`: by the user. */
export type BatchesEnd = "met" | "frames" | "time" | "interrupted";

export interface BatchWatch<Counts> {
  readonly isOver?: () => boolean;
  readonly onProgress?: (counts: Counts) => void;
  readonly signal?: AbortSignal;
}

/** Batches grow, so that a long point is not held up by messages between threads. */
const batchesADoubling = 64;
const mostDoublings = 4;
const lookEvery_ms = 50;

/** Frames of batch `index` where the first batches have `first`. */
export function growingBatch(first: number, index: number): number {
  return first * 2 ** Math.min(mostDoublings, Math.floor(index / batchesADoubling));
}

/**
 * Frames one after another until enough is counted at the end of a batch.
 *
 * Batches are looked at in their order, and a batch's size depends on its number only: the counts are the same for any
 * number of workers and whatever their speed. Batches that ran ahead are dropped. Only `isOver` and `signal` depend on
 * time; what was counted until then is returned.
 *
 * @param watch  `isOver` is asked before the first batch, after each, and while one is awaited; `onProgress` is called after
 *               each
 */
export async function countBatches<Counts>(
  batches: FrameBatches<Counts>,
  { isOver, onProgress, signal }: BatchWatch<Counts> = {},
): Promise<{ readonly counts: Counts; readonly stoppedBy: BatchesEnd }> {
  const running: Promise<{ readonly frames: number; readonly counts: Counts }>[] = [];
  let started = 0;
  let sent = 0;
  const keepBusy = () => {
    // One batch more than there are workers, so that none waits for this thread.
    while (running.length <= batches.width && sent < batches.frames) {
      const frames = Math.min(batches.size(started), batches.frames - sent);
      const batch = batches.count(sent, frames).then((counts) => ({ frames, counts }));
      batch.catch(() => {}); // reported where it is awaited
      running.push(batch);
      started++;
      sent += frames;
    }
  };
  let counts = batches.none;
  let counted = 0;
  const timer = overTimer(isOver);
  try {
    for (;;) {
      if (signal?.aborted) return { counts, stoppedBy: "interrupted" };
      if (isOver?.()) return { counts, stoppedBy: "time" };
      keepBusy();
      try {
        const batch = await Promise.race([running.shift() ?? { frames: 0, counts: batches.none }, timer.over]);
        if (batch === undefined) return { counts, stoppedBy: "time" };
        counts = batches.add(counts, batch.counts);
        counted += batch.frames;
      } catch (error) {
        if (signal?.aborted) return { counts, stoppedBy: "interrupted" };
        throw error;
      }
      onProgress?.(counts);
      if (batches.isMet(counts)) return { counts, stoppedBy: "met" };
      if (counted >= batches.frames) return { counts, stoppedBy: "frames" };
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
