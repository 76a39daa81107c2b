import { LeolinkError } from "../leolink-error.js";
import type { FailedPoint, PointOutcome } from "./point-record.js";
import type { BatchResult, PointRunner } from "./point-runner.js";
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

/** Keeps what became of a point, unless nothing is known of it. */
export function keepOutcome(store: PointStore, { key, record, series }: PointOutcome): void {
  if (record.status === "failed") return;
  if (series) store.addSeries(key, series);
  store.add(key, record);
}

/**
 * Runs points and keeps each in the store as it comes. A batch whose worker died is run again point by point; a point
 * that kills its worker alone is set aside. Ends early, with what is kept so far, when the signal is aborted and the
 * runner closed.
 *
 * @param pending  indices of the points, each once
 * @throws LeolinkError where the store refuses a point, or the runner can run none
 */
export async function runPoints(
  pending: readonly number[],
  runner: PointRunner,
  store: PointStore,
  watch: SweepWatch = {},
): Promise<readonly FailedOutcome[]> {
  const failed: FailedOutcome[] = [];
  const batches = new Batches(pending, runner);
  const work = async (batch: readonly number[]): Promise<void> => {
    const { outcomes, work_s, onKept } = await runner.run(batch).catch((error: unknown) => lost(batch, error));
    if (work_s > 0) batches.learn(work_s / batch.length);
    for (const outcome of outcomes) {
      const { index, record } = outcome;
      keepOutcome(store, outcome);
      if (record.status === "failed") failed.push({ index, message: record.message });
      watch.onPoint?.(outcome);
    }
    onKept?.();
  };
  /** What is to be said of a batch whose worker is gone. */
  const lost = (batch: readonly number[], error: unknown): BatchResult => {
    const nothing: BatchResult = { outcomes: [], work_s: 0 };
    if (watch.signal?.aborted) return nothing;
    if (error instanceof LeolinkError) throw error;
    if (batch.length > 1) {
      batches.again(batch);
      return nothing;
    }
    const record: FailedPoint = { status: "failed", message: error instanceof Error ? error.message : String(error) };
    return { outcomes: [{ index: batch[0], key: "", record }], work_s: 0 };
  };
  await new Promise<void>((resolve, reject) => {
    let atWork = 0;
    let isOver = false;
    const fill = (): void => {
      while (!isOver && !watch.signal?.aborted && atWork < runner.width) {
        const batch = batches.take();
        if (batch === undefined) break;
        atWork++;
        work(batch).then(
          () => {
            atWork--;
            fill();
          },
          (error: unknown) => {
            isOver = true;
            reject(error);
          },
        );
      }
      if (atWork === 0) resolve();
    };
    runner.onWider?.(fill);
    fill();
  });
  return failed.sort((one, other) => one.index - other.index);
}

/** Cuts points into batches as long as their runner wants them, by what earlier points took. */
class Batches {
  readonly #pending: readonly number[];
  readonly #runner: PointRunner;
  readonly #first: (readonly number[])[];
  readonly #single: number[] = [];
  #next = 0;
  #point_s = Number.NaN;

  constructor(pending: readonly number[], runner: PointRunner) {
    const wanted = new Set(pending);
    const isWanted = (batch: readonly number[]) => {
      if (!batch.every((index) => wanted.has(index))) return false;
      for (const index of batch) wanted.delete(index);
      return true;
    };
    this.#first = (runner.underWay ?? []).filter(isWanted);
    this.#pending = this.#first.length === 0 ? pending : pending.filter((index) => wanted.has(index));
    this.#runner = runner;
  }

  /** Points to run next, undefined where there are none for now. */
  take(): readonly number[] | undefined {
    const first = this.#first.shift();
    if (first !== undefined) return first;
    const single = this.#single.pop();
    if (single !== undefined) return [single];
    const left = this.#pending.length - this.#next;
    if (left === 0) return undefined;
    // The last batches are small, so that all workers end together.
    const share = Math.ceil(left / (3 * this.#runner.width));
    const wanted = Number.isNaN(this.#point_s) ? 1 : Math.floor(this.#runner.batch_s / this.#point_s);
    const length = Math.max(1, Math.min(wanted, share, mostInBatch));
    const batch = this.#pending.slice(this.#next, this.#next + length);
    this.#next += batch.length;
    return batch;
  }

  /** Takes note of how long a point of the newest batch took. */
  learn(point_s: number): void {
    const isFirst = Number.isNaN(this.#point_s);
    this.#point_s = isFirst ? point_s : (1 - newestWeight) * this.#point_s + newestWeight * point_s;
  }

  /** Points that are to be run one by one. */
  again(batch: readonly number[]): void {
    this.#single.push(...batch);
  }
}
