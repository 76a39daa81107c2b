import { Piscina } from "piscina";
import type { PointOutcome } from "./point-record.js";
import type { BatchResult, IdentifiedPoints, PointRunner, RunningPoint } from "./point-runner.js";
import type { SweepJob } from "./sweep-job.js";
import { type SweepWorkerData, slotNumbers } from "./sweep-worker-data.js";

/** Runs points on a pool of worker threads. Close it when done. */
export class PooledPointRunner implements PointRunner {
  readonly width: number;
  readonly batch_s = 0.1;
  readonly #pool: Piscina;
  readonly #progress: Int32Array;

  /**
   * @param workers           number of threads, at least 1
   * @param largestHeap_MB    of a thread; one that needs more dies, and its points fail
   */
  constructor(job: SweepJob, workers: number, largestHeap_MB?: number) {
    if (!(Number.isInteger(workers) && workers >= 1)) {
      throw new RangeError(`PooledPointRunner: workers: expected 1 or more, found ${workers}`);
    }
    this.width = workers;
    const progress = new SharedArrayBuffer(4 * (1 + slotNumbers * workers));
    this.#progress = new Int32Array(progress);
    const workerData: SweepWorkerData = { job, progress };
    this.#pool = new Piscina({
      filename: new URL("./sweep-worker.js", import.meta.url).href,
      minThreads: workers,
      maxThreads: workers,
      workerData,
      ...(largestHeap_MB !== undefined && { resourceLimits: { maxOldGenerationSizeMb: largestHeap_MB } }),
    });
  }

  /** The keys of points `from` to `to - 1`. */
  async identify(from: number, to: number): Promise<IdentifiedPoints> {
    return (await this.#pool.run({ from, to }, { name: "identifyPoints" })) as IdentifiedPoints;
  }

  async run(indices: readonly number[]): Promise<BatchResult> {
    const start_s = performance.now() / 1e3;
    const outcomes = (await this.#pool.run(indices, { name: "runPoints" })) as PointOutcome[];
    return { outcomes, work_s: performance.now() / 1e3 - start_s };
  }

  running(): readonly RunningPoint[] {
    const found: RunningPoint[] = [];
    for (let slot = 1; slot < this.#progress.length; slot += slotNumbers) {
      const [point, finished, maximum] = [0, 1, 2].map((place) => Atomics.load(this.#progress, slot + place));
      if (point > 0) found.push({ index: point - 1, finished, maximum });
    }
    return found;
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  toString(): string {
    return `PooledPointRunner(${this.width} worker threads)`;
  }
}
