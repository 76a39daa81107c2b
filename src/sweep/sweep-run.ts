import { FigureColumns } from "./figure-columns.js";
import type { PointRunner } from "./point-runner.js";
import type { PointStore } from "./point-store.js";
import { type FailedOutcome, runPoints, type SweepWatch } from "./run-sweep.js";
import type { NamedSweep, SweepFolder } from "./sweep-folder.js";

/** The table on the disk is written anew after so long, and after so many times what writing it took. */
const rewriteEvery_s = 5;
const rewriteRatio = 20;

/** One part of several that a sweep is cut into; `part` counts from 0. */
export interface Shard {
  readonly part: number;
  readonly parts: number;
}

/** The points of a sweep, or of a shard of it, that a store has and those that it lacks. */
export class SweepRun {
  readonly indices: readonly number[];
  readonly pending: readonly number[];
  readonly figures = new FigureColumns();
  readonly #sweep: NamedSweep;
  readonly #store: PointStore;
  #finished = 0;
  #start_s = Number.NaN;

  constructor(sweep: NamedSweep, store: PointStore, { part, parts }: Shard = { part: 0, parts: 1 }) {
    const { keys, job } = sweep;
    this.#sweep = sweep;
    this.#store = store;
    this.indices = keys.flatMap((key, index) => (key !== undefined && index % parts === part ? [index] : []));
    const isKnown = (key: string) => store.has(key) && (!job.hasSeries || store.hasSeries(key));
    this.pending = this.indices.filter((index) => !isKnown(keys[index] ?? ""));
    for (const key of keys) {
      const record = key === undefined ? undefined : store.get(key);
      if (record) this.figures.add(record);
    }
  }

  /** Points that the store had. */
  get known(): number {
    return this.indices.length - this.pending.length;
  }

  /** Points that came since. */
  get finished(): number {
    return this.#finished;
  }

  /** Points a second since the run began. */
  get rate(): number {
    return this.#finished / (performance.now() / 1e3 - this.#start_s);
  }

  /** Runs what is pending; the folder, if there is one, is brought up to date as points come. */
  async run(
    runner: PointRunner,
    folder: SweepFolder | undefined,
    watch: SweepWatch,
  ): Promise<readonly FailedOutcome[]> {
    this.#start_s = performance.now() / 1e3;
    let lastWrite_s = this.#start_s;
    let writing_s = 0;
    return await runPoints(this.pending, runner, this.#store, {
      signal: watch.signal,
      onPoint: (outcome) => {
        const { record } = outcome;
        if (record.status !== "failed") {
          this.#finished++;
          this.figures.add(record);
        }
        watch.onPoint?.(outcome);
        const now_s = performance.now() / 1e3;
        if (folder && now_s - lastWrite_s > Math.max(rewriteEvery_s, rewriteRatio * writing_s)) {
          folder.write(this.#store, this.figures);
          lastWrite_s = performance.now() / 1e3;
          writing_s = lastWrite_s - now_s;
        }
      },
    });
  }

  toString(): string {
    return `SweepRun(${this.#sweep.plan}, ${this.pending.length} pending)`;
  }
}
