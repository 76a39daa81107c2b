import type { FailedPoint, PointOutcome } from "./point-record.js";
import type { PointRunner } from "./point-runner.js";
import type { PointStore } from "./point-store.js";
import type { PooledPointRunner } from "./pooled-point-runner.js";

/** Points that a thread names at a time. */
const identifiedAtOnce = 500;
/** Most points of a batch, so that none is lost for long when a worker dies. */
const mostInBatch = 1000;
/** Weight of the newest batch in the estimate of a point's time. */
const newestWeight = 0.3;

/** Keys of all points of a sweep, by index; undefined where the scenario is wrong. */
export interface SweepKeys {
  readonly keys: readonly (string | undefined)[];
  readonly problems: readonly { readonly index: number; readonly message: string }[];
}

/** Works out the key of every point, which checks every scenario before the first of them is run. */
export async function identifySweep(
  runner: PooledPointRunner,
  points: number,
  watch: { readonly onProgress?: (identified: number) => void; readonly signal?: AbortSignal } = {},
): Promise<SweepKeys> {
  const keys: (string | undefined)[] = new Array(points);
  const problems: SweepKeys["problems"][number][] = [];
  let next = 0;
  let identified = 0;
  const work = async (): Promise<void> => {
    while (next < points) {
      watch.signal?.throwIfAborted();
      const from = next;
      next = Math.min(points, from + identifiedAtOnce);
      const found = await runner.identify(from, Math.min(points, from + identifiedAtOnce));
      for (const [place, key] of found.keys.entries()) keys[from + place] = key;
      problems.push(...found.problems);
      identified += found.keys.length;
      watch.onProgress?.(identified);
    }
  };
  await Promise.all(Array.from({ length: runner.width }, work));
  problems.sort((one, other) => one.index - other.index);
  return { keys, problems };
}

/** What a run of points tells as it goes. */
export interface SweepWatch {
  readonly signal?: AbortSignal;
  /** A point is finished and kept, or failed. */
  readonly onPoint?: (outcome: PointOutcome) => void;
}

/** A point that was set aside, with what was the matter. */
export interface FailedOutcome {
  readonly index: number;
  readonly message: string;
}

/**
 * Runs points and keeps each in the store as it comes. A batch whose worker died is run again point by point; a point
 * that kills its worker alone is set aside. Ends early, with what is kept so far, when the signal is aborted.
 *
 * @param pending  indices of the points, each once
 * @throws LeolinkError where the store refuses a point
 */
export async function runPoints(
  pending: readonly number[],
  runner: PointRunner,
  store: PointStore,
  watch: SweepWatch = {},
): Promise<readonly FailedOutcome[]> {
  const failed: FailedOutcome[] = [];
  const again: number[] = [];
  let next = 0;
  let point_s = Number.NaN;
  let fault: unknown;
  const isOver = () => watch.signal?.aborted === true || fault !== undefined;
  const take = (): readonly number[] => {
    const single = again.pop();
    if (single !== undefined) return [single];
    // The last batches are small, so that all workers end together.
    const share = Math.ceil((pending.length - next) / (3 * runner.width));
    const wanted = Number.isNaN(point_s) ? 1 : Math.floor(runner.batch_s / point_s);
    const length = Math.max(1, Math.min(wanted, share, mostInBatch));
    const batch = pending.slice(next, next + length);
    next += batch.length;
    return batch;
  };
  const keep = ({ index, key, record, series }: PointOutcome): void => {
    if (record.status === "failed") {
      failed.push({ index, message: record.message });
    } else {
      if (series) store.addSeries(key, series);
      store.add(key, record);
    }
  };
  const work = async (): Promise<void> => {
    for (let batch = take(); batch.length > 0 && !isOver(); batch = take()) {
      const start_s = performance.now() / 1e3;
      const outcomes = await runner.run(batch).catch((error: unknown) => lost(batch, error));
      if (watch.signal?.aborted && outcomes.length === 0) return;
      const took_s = (performance.now() / 1e3 - start_s) / batch.length;
      point_s = Number.isNaN(point_s) ? took_s : (1 - newestWeight) * point_s + newestWeight * took_s;
      for (const outcome of outcomes) {
        keep(outcome);
        watch.onPoint?.(outcome);
      }
    }
  };
  /** What is to be said of a batch whose worker is gone. */
  const lost = (batch: readonly number[], error: unknown): readonly PointOutcome[] => {
    if (watch.signal?.aborted) return [];
    if (batch.length > 1) {
      again.push(...batch);
      return [];
    }
    const record: FailedPoint = { status: "failed", message: error instanceof Error ? error.message : String(error) };
    return [{ index: batch[0], key: "", record }];
  };
  const worker = () =>
    work().catch((error: unknown) => {
      fault ??= error;
    });
  await Promise.all(Array.from({ length: runner.width }, worker));
  if (fault !== undefined) throw fault;
  return failed.sort((one, other) => one.index - other.index);
}
