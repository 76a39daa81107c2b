import type { Piscina } from "piscina";
import type { CodedLinkSpec } from "../coded-link-spec.js";
import type { FrameCounter } from "../frame-counter.js";
import type { FrameCounts } from "../frame-counts.js";
import type { LinkCurveSpec } from "../link-curve-spec.js";
import { workerPool } from "./worker-pool.js";

/** Sends the frames of one link on a pool of worker threads. Close it when done. */
export class PooledFrameCounter implements FrameCounter {
  readonly width: number;
  readonly #pool: Piscina;

  /**
   * @param link     what every worker builds for itself
   * @param workers  number of threads, at least 1
   */
  constructor(link: CodedLinkSpec | LinkCurveSpec, workers: number) {
    const file = new URL("./frame-worker.js", import.meta.url).href;
    this.#pool = workerPool("PooledFrameCounter", { file, name: "countFrames", workerData: link }, workers);
    this.width = workers;
  }

  async count(level: number, firstFrame: number, frames: number): Promise<FrameCounts> {
    return (await this.#pool.run({ level, firstFrame, frames })) as FrameCounts;
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  toString(): string {
    return `PooledFrameCounter(${this.width} worker threads)`;
  }
}
