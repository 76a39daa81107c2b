import type { RunSettings } from "../scenario/scenario.js";
import type { Estimate } from "../statistics/estimate.js";
import { meanEstimate } from "../statistics/mean-estimate.js";
import { type MacJob, type Replication, replicate } from "./mac-job.js";
import type { AbstractedResult } from "./run-result.js";

/** Runs replications of one job, here or on worker threads; the results do not depend on which. */
export interface Replicator {
  /** How many replications it works on at once. */
  readonly width: number;
  replicate(job: MacJob, replication: number): Promise<Replication>;
}

/** Runs replications on the calling thread, which breathes between them (timers, signals, drawing). */
export const inlineReplicator: Replicator = {
  width: 1,
  replicate: async (job, replication) => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    return replicate(job, replication);
  },
};

export interface ReplicationProgress {
  readonly finished: number;
  readonly maximum: number;
  /** Largest relative half-width of the figures the stop rule watches; undefined before two replications. */
  readonly relativeError?: number;
}

/**
 * Replications 0, 1, 2 ... until the stop rule is met: the smallest number n, from `minimum` to `maximum`, for which
 * the first n replications estimate delivered throughput and mean latency to `relativeError`.
 *
 * The rule looks at replications in their order only, so the result is the same for any number of workers;
 * replications that ran ahead of the rule are dropped.
 */
export async function runReplications(
  job: MacJob,
  { minimum, maximum, relativeError }: RunSettings["replications"],
  replicator: Replicator,
  onProgress: (progress: ReplicationProgress) => void,
  signal?: AbortSignal,
): Promise<{ results: Replication[]; stoppedBy: AbstractedResult["stoppedBy"] }> {
  const started = new Map<number, Promise<Replication>>();
  const startUpTo = (count: number) => {
    for (let next = started.size; next < Math.min(count, maximum); next++) {
      const running = replicator.replicate(job, next);
      running.catch(() => {}); // reported where it is awaited
      started.set(next, running);
    }
  };
  const results: Replication[] = [];
  for (;;) {
    signal?.throwIfAborted();
    startUpTo(results.length + replicator.width);
    results.push((await started.get(results.length)) as Replication);
    const error = largestRelativeError(results);
    onProgress({ finished: results.length, maximum, relativeError: error });
    if (results.length >= minimum && error !== undefined && error <= relativeError) {
      return { results, stoppedBy: "relativeError" };
    }
    if (results.length >= maximum) return { results, stoppedBy: "maximum" };
  }
}

function largestRelativeError(results: readonly Replication[]): number | undefined {
  if (results.length < 2) return undefined;
  const throughput = meanEstimate(results.map(({ delivered_bit }) => delivered_bit));
  const latency = meanEstimate(results.map((result) => (result.latency.count > 0 ? result.latency.mean_s : 0)));
  return Math.max(relativeHalfWidth(throughput), relativeHalfWidth(latency));
}

function relativeHalfWidth({ value, low, high }: Estimate): number {
  return value === 0 ? 0 : (high - low) / 2 / Math.abs(value);
}
