import type { Redis } from "ioredis";
import {
  connectedWorkers,
  keepQueue,
  knownSweeps,
  knownVersions,
  type SweepPresence,
  type WorkerPresence,
} from "./presence.js";
import type { QueueAddress } from "./queue-address.js";
import { checkServer, openConnection } from "./queue-connection.js";
import { resultsKey, sweepKey } from "./queue-keys.js";
import { type ShardPlace, ShardQueue } from "./shard-queue.js";

/** What stands in a queue, and who works. */
export interface QueueStatus {
  readonly server: string;
  readonly versions: readonly VersionStatus[];
  readonly sweeps: readonly SweepStatus[];
  readonly workers: readonly WorkerPresence[];
}

type ShardCounts = Readonly<Record<ShardPlace, number>>;

interface VersionStatus {
  readonly modelVersion: string;
  readonly shards: ShardCounts;
  readonly workers: number;
  readonly slots: number;
}

interface SweepStatus extends SweepPresence {
  /** `landed`: done, and not yet kept by the driver. */
  readonly shards: ShardCounts & { readonly landed: number };
}

/** Between two looks whether shards at work have finished. */
const look_ms = 500;

/** Looks into the queues of a server and takes work out of them. Close it when done. */
export class QueueOffice {
  readonly #address: QueueAddress;
  readonly #client: Redis;

  private constructor(address: QueueAddress) {
    this.#address = address;
    this.#client = openConnection(address);
  }

  /** @throws LeolinkError (`input`) where the server cannot be reached or refuses */
  static async open(address: QueueAddress): Promise<QueueOffice> {
    await checkServer(address);
    return new QueueOffice(address);
  }

  async status(): Promise<QueueStatus> {
    const [workers, sweeps, versions] = await Promise.all([
      connectedWorkers(this.#client),
      knownSweeps(this.#client),
      knownVersions(this.#client),
    ]);
    const places = new Map<string, Record<ShardPlace, number>>();
    const versionStates: VersionStatus[] = [];
    for (const modelVersion of versions) {
      await keepQueue(this.#client, modelVersion);
      const shards = await this.#in(modelVersion, async (queue) => {
        for (const { at, shard } of await queue.shards()) {
          const counts = places.get(shard.sweep) ?? { waiting: 0, active: 0, failed: 0 };
          counts[at]++;
          places.set(shard.sweep, counts);
        }
        return await queue.counts();
      });
      const own = workers.filter((worker) => worker.modelVersion === modelVersion);
      const slots = own.reduce((sum, worker) => sum + worker.slots, 0);
      versionStates.push({ modelVersion, shards, workers: own.length, slots });
    }
    const sweepStates: SweepStatus[] = [];
    for (const sweep of sweeps) {
      const landed = await this.#client.hlen(resultsKey(sweep.id));
      const shards = { ...(places.get(sweep.id) ?? { waiting: 0, active: 0, failed: 0 }), landed };
      sweepStates.push({ ...sweep, shards });
    }
    return { server: String(this.#address), versions: versionStates, sweeps: sweepStates, workers };
  }

  /** Sweeps whose names begin so. */
  async sweepsNamed(start: string): Promise<readonly SweepPresence[]> {
    return (await knownSweeps(this.#client)).filter(({ id }) => id.startsWith(start));
  }

  /** Removes a sweep's shards that nobody has taken, and has its driver end. Gives how many were removed. */
  async cancel({ id, modelVersion }: SweepPresence): Promise<number> {
    await this.#client.hset(sweepKey(id), "state", "cancelled");
    return await this.#in(modelVersion, async (queue) => {
      let removed = 0;
      for (const { name, at } of await queue.shards(id)) {
        if (at !== "active" && (await queue.remove(name))) removed++;
      }
      return removed;
    });
  }

  /**
   * Waits until no shard is at work.
   *
   * @param onLook  told how many are
   */
  async untilIdle(signal: AbortSignal, onLook: (active: number) => void): Promise<void> {
    while (!signal.aborted) {
      let active = 0;
      for (const version of await knownVersions(this.#client)) {
        active += (await this.#in(version, async (queue) => await queue.counts())).active;
      }
      onLook(active);
      if (active === 0) return;
      await new Promise((resolve) => setTimeout(resolve, look_ms));
    }
  }

  close(): void {
    this.#client.disconnect();
  }

  toString(): string {
    return `QueueOffice(${this.#address})`;
  }

  async #in<Value>(modelVersion: string, act: (queue: ShardQueue) => Promise<Value>): Promise<Value> {
    const queue = new ShardQueue(this.#address, modelVersion);
    try {
      return await act(queue);
    } finally {
      await queue.close();
    }
  }
}
