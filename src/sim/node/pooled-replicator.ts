import { Piscina } from "piscina";
import { fromPlainResult, type MacJob, type PlainReplication, type Replication } from "../mac-job.js";
import type { Replicator } from "../replications.js";

/** Runs replications on a pool of worker threads. Close it when done. */
export class PooledReplicator implements Replicator {
  readonly width: number;
  readonly #pool: Piscina;

  /** @param workers  number of threads, at least 1 */
  constructor(workers: number) {
    if (!(Number.isInteger(workers) && workers >= 1)) {
      throw new RangeError(`PooledReplicator: expected at least one worker, found ${workers}`);
    }
    this.width = workers;
    this.#pool = new Piscina({
      filename: new URL("./mac-worker.js", import.meta.url).href,
      name: "runReplication",
      minThreads: workers,
      maxThreads: workers,
    });
  }

  async replicate(job: MacJob, replication: number): Promise<Replication> {
    return fromPlainResult((await this.#pool.run({ job, replication })) as PlainReplication);
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  toString(): string {
    return `PooledReplicator(${this.width} worker threads)`;
  }
}
