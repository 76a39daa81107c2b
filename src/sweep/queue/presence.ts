import type { Redis } from "ioredis";
import { replies } from "./queue-connection.js";
import {
  jobKey,
  lifetime_s,
  queueKeys,
  silence_s,
  sweepKey,
  sweepsKey,
  versionsKey,
  workersKey,
} from "./queue-keys.js";

/** A worker process as it tells of itself. */
export interface WorkerPresence {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly modelVersion: string;
  /** Shards that it runs at a time. */
  readonly slots: number;
  readonly atWork: number;
  /** Shards that it has finished. */
  readonly done: number;
}

/** A sweep as its driver, the process that waits for its points, tells of it. */
export interface SweepPresence {
  readonly id: string;
  readonly file: string;
  readonly modelVersion: string;
  readonly points: number;
  readonly finished: number;
  readonly failed: number;
  /** Host and process. */
  readonly driver: string;
  readonly state: "running" | "left" | "cancelled";
  /** Since the driver was last heard of. */
  readonly silent_s: number;
}

/** The server's clock, so that those of the machines do not matter. */
async function serverTime_ms(client: Redis): Promise<number> {
  const [seconds, microseconds] = await client.time();
  return Number(seconds) * 1000 + Number(microseconds) / 1000;
}

export async function tellWorker(client: Redis, worker: WorkerPresence): Promise<void> {
  const now_ms = await serverTime_ms(client);
  replies(
    await client
      .multi()
      .hset(workersKey, worker.id, JSON.stringify({ ...worker, seen_ms: now_ms }))
      .expire(workersKey, lifetime_s)
      .exec(),
  );
  await keepQueue(client, worker.modelVersion, now_ms);
}

export async function forgetWorker(client: Redis, id: string): Promise<void> {
  await client.hdel(workersKey, id);
}

/** Workers that were heard of lately; the others are forgotten. */
export async function connectedWorkers(client: Redis): Promise<readonly WorkerPresence[]> {
  const [now_ms, texts] = await Promise.all([serverTime_ms(client), client.hgetall(workersKey)]);
  const workers: WorkerPresence[] = [];
  for (const [id, text] of Object.entries(texts)) {
    const { seen_ms, ...worker } = JSON.parse(text) as WorkerPresence & { seen_ms: number };
    if (now_ms - seen_ms < silence_s * 1000) workers.push(worker);
    else await forgetWorker(client, id);
  }
  return workers.sort((one, other) => (`${one.host} ${one.id}` < `${other.host} ${other.id}` ? -1 : 1));
}

/** Tells of a sweep; `state` is left as it is where it is not given, since others may change it. */
export async function tellSweep(
  client: Redis,
  { id, modelVersion, ...fields }: Omit<SweepPresence, "silent_s" | "state"> & Partial<Pick<SweepPresence, "state">>,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const now_ms = await serverTime_ms(client);
  replies(
    await client
      .multi()
      .hset(sweepKey(id), { ...fields, modelVersion, ...more, seen_ms: now_ms })
      .expire(sweepKey(id), lifetime_s)
      .zadd(sweepsKey, now_ms, id)
      .expire(sweepsKey, lifetime_s)
      .exec(),
  );
  await keepQueue(client, modelVersion, now_ms);
}

/** Sweeps that the server knows, the newest first. */
export async function knownSweeps(client: Redis): Promise<readonly SweepPresence[]> {
  const now_ms = await serverTime_ms(client);
  const ids = await client.zrevrange(sweepsKey, 0, -1);
  const sweeps: SweepPresence[] = [];
  for (const id of ids) {
    const fields = await client.hgetall(sweepKey(id));
    if (fields.seen_ms === undefined) {
      await client.zrem(sweepsKey, id);
      continue;
    }
    sweeps.push({
      id,
      file: fields.file,
      modelVersion: fields.modelVersion,
      points: Number(fields.points),
      finished: Number(fields.finished),
      failed: Number(fields.failed),
      driver: fields.driver,
      state: fields.state as SweepPresence["state"],
      silent_s: Math.max(0, (now_ms - Number(fields.seen_ms)) / 1000),
    });
  }
  return sweeps;
}

/** Model versions whose queues the server holds. */
export async function knownVersions(client: Redis): Promise<readonly string[]> {
  return await client.zrevrange(versionsKey, 0, -1);
}

/** Shards of a model version that nobody has taken yet. */
export async function waitingShards(client: Redis, modelVersion: string): Promise<number> {
  const [waiting, delayed] = await Promise.all([
    client.llen(jobKey(modelVersion, "wait")),
    client.zcard(jobKey(modelVersion, "delayed")),
  ]);
  return waiting + delayed;
}

/** Lets a queue live for as long again: BullMQ itself sets no end to its keys. */
export async function keepQueue(client: Redis, modelVersion: string, now_ms?: number): Promise<void> {
  const pipeline = client.pipeline();
  if (now_ms !== undefined) {
    pipeline.zadd(versionsKey, now_ms, modelVersion);
    pipeline.zremrangebyscore(versionsKey, 0, now_ms - lifetime_s * 1000);
    pipeline.expire(versionsKey, lifetime_s);
  }
  for (const key of queueKeys(modelVersion)) pipeline.expire(key, lifetime_s);
  await pipeline.exec();
}
