import type { Piscina } from "piscina";
import type { RandomAccessSpec } from "../../receiver/random-access/random-access.js";
import type { AccessCounter } from "../access-counter.js";
import type { AccessCounts } from "../access-counts.js";
import { workerPool } from "./worker-pool.js";

/** Sends the frames of one random-access scheme on a pool of worker threads. Close it when done. */
export class PooledAccessCounter implements AccessCounter {
  readonly width: number;
  readonly #pool: Piscina;

  /**
   * @param spec     what every worker builds for itself
   * @param workers  number of threads, at least 1
   */
  constructor(spec: RandomAccessSpec, workers: number) {
    const file = new URL("./access-worker.js", import.meta.url).href;
    this.#pool = workerPool("PooledAccessCounter", { file, name: "countAccess", workerData: spec }, workers);
    this.width = workers;
  }

  async count(load: number, firstFrame: number, frames: number): Promise<AccessCounts> {
    return (await this.#pool.run({ load, firstFrame, frames })) as AccessCounts;
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  toString(): string {
    return `PooledAccessCounter(${this.width} worker threads)`;
  }
}
