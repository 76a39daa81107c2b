import { type Job, Queue } from "bullmq";
import type { QueueAddress } from "./queue-address.js";
import { keyPrefix, queueName } from "./queue-keys.js";

/** Some points of a sweep, as they wait in a queue. */
export interface Shard {
  readonly sweep: string;
  readonly plan: string;
  readonly indices: readonly number[];
}

/** What became of a shard that was put into the queue. */
export type ShardState =
  | { readonly kind: "pending" }
  /** Landed, or lost with the server's memory. */
  | { readonly kind: "gone" }
  | { readonly kind: "failed"; readonly message: string };

/** Times that a shard is tried before it is set aside, or cut into its points. */
const attempts = 3;
const backoff = { type: "exponential", delay: 1000 };
const mostEvents = 1000;
/** BullMQ's text where the workers that took a shard fell silent too often. */
const stalledOften = /stalled more than allowable limit/;

/** Shards of one model version on a server: a BullMQ queue. */
export class ShardQueue {
  readonly modelVersion: string;
  readonly #queue: Queue<Shard, null, "points">;

  constructor(address: QueueAddress, modelVersion: string) {
    this.modelVersion = modelVersion;
    this.#queue = new Queue(queueName(modelVersion), {
      connection: address.options,
      prefix: keyPrefix,
      streams: { events: { maxLen: mostEvents } },
    });
    this.#queue.on("error", () => {}); // Told by the connection that notes are kept for.
  }

  /** Puts a shard into the queue; one that is there already stays as it is. */
  async add(name: string, shard: Shard): Promise<void> {
    await this.#queue.add("points", shard, { jobId: name, attempts, backoff, removeOnComplete: true });
  }

  async state(name: string): Promise<ShardState> {
    const job = await this.#queue.getJob(name);
    if (job === undefined) return { kind: "gone" };
    if (job.finishedOn === undefined || !job.failedReason) return { kind: "pending" };
    return { kind: "failed", message: reasonOf(job) };
  }

  /** Removes a shard unless it is at work. */
  async remove(name: string): Promise<boolean> {
    try {
      return (await this.#queue.remove(name)) === 1;
    } catch {
      return false; // Its worker has it locked.
    }
  }

  /** Shards of a sweep, or of all, by what they are at. */
  async shards(
    sweep?: string,
  ): Promise<readonly { readonly name: string; readonly at: ShardPlace; readonly shard: Shard }[]> {
    const found = await Promise.all(
      places.map(async ({ at, states }) => {
        const jobs = await this.#queue.getJobs([...states]);
        return jobs.flatMap((job) => {
          // A job that has gone meanwhile is listed as nothing.
          if (!job?.id || !job.data?.indices || (sweep !== undefined && job.data.sweep !== sweep)) return [];
          return [{ name: job.id, at, shard: job.data }];
        });
      }),
    );
    return found.flat();
  }

  async counts(): Promise<Readonly<Record<ShardPlace, number>>> {
    const counts = await this.#queue.getJobCounts(...places.flatMap(({ states }) => states));
    const sum = (at: ShardPlace) =>
      places.find((place) => place.at === at)?.states.reduce((total, state) => total + (counts[state] ?? 0), 0) ?? 0;
    return { waiting: sum("waiting"), active: sum("active"), failed: sum("failed") };
  }

  async close(): Promise<void> {
    await this.#queue.close();
  }

  /** Lets the connection go, whether or not the server answers. */
  async disconnect(): Promise<void> {
    await this.#queue.disconnect();
  }

  toString(): string {
    return `ShardQueue(${this.modelVersion})`;
  }
}

/** Where a shard may be: to be taken (now or after its backoff), at work, or set aside. */
export type ShardPlace = "waiting" | "active" | "failed";

const places = [
  { at: "waiting", states: ["wait", "delayed"] },
  { at: "active", states: ["active"] },
  { at: "failed", states: ["failed"] },
] as const;

function reasonOf({ failedReason }: Job): string {
  if (!stalledOften.test(failedReason)) return failedReason;
  return "the workers that took it died or fell silent, one after another";
}
