import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { type Job, UnrecoverableError, WaitingError, Worker } from "bullmq";
import type { Redis } from "ioredis";
import type { SweepJob } from "../sweep-job.js";
import { packResult, unpackPlan } from "./packing.js";
import { type OpenRunner, PlannedRunners } from "./planned-runners.js";
import { connectedWorkers, forgetWorker, knownVersions, tellWorker, waitingShards } from "./presence.js";
import type { QueueAddress } from "./queue-address.js";
import {
  checkServer,
  isUnreachable,
  messageOf,
  type Note,
  openConnection,
  persistently,
  replies,
} from "./queue-connection.js";
import { heartbeat_ms, keyPrefix, landedKey, lifetime_s, planKey, queueName, resultsKey } from "./queue-keys.js";
import type { Shard } from "./shard-queue.js";

export interface QueueWorkerOptions {
  readonly modelVersion: string;
  /** Shards at a time. */
  readonly slots: number;
  /** A shard whose worker was not heard of for so long is another's. */
  readonly lease_s: number;
  /** What an asked end may wait for shards at work; those that take longer are handed back. */
  readonly grace_s: number;
  readonly openRunner: OpenRunner;
  /** What the worker does, a line each. */
  readonly onLine: Note;
  /** What the user should know. */
  readonly note: Note;
}

/** Times that workers may fall silent over a shard before it is set aside, or cut into its points. */
const mostStalls = 1;
const firstWait_ms = 1000;
const longestWait_ms = 15_000;
const closeTimeout_ms = 5000;
/** Heartbeats between two looks for work of other versions. */
const looksApart = 2;

/** A process that runs shards of a queue until it is told to stop. */
export class QueueWorker {
  readonly #address: QueueAddress;
  readonly #options: QueueWorkerOptions;
  readonly #id = randomUUID();
  /** Hands back what is at work. */
  readonly #handBack = new AbortController();
  #atWork = 0;
  #done = 0;
  #said = "";

  constructor(address: QueueAddress, options: QueueWorkerOptions) {
    this.#address = address;
    this.#options = options;
  }

  /** Shards that were finished. */
  get done(): number {
    return this.#done;
  }

  /**
   * Works until the signal is aborted.
   *
   * @throws LeolinkError (`input`) where the server refuses
   */
  async run(signal: AbortSignal): Promise<void> {
    await this.#reachServer(signal);
    if (signal.aborted) return;
    const { note, modelVersion, slots, lease_s } = this.#options;
    const client = openConnection(this.#address, note);
    const runners = new PlannedRunners(this.#options.openRunner, (plan) => this.#readPlan(client, plan));
    const worker = new Worker<Shard, null, "points">(
      queueName(modelVersion),
      (job, token) => this.#process(job, token, client, runners),
      {
        connection: this.#address.options,
        prefix: keyPrefix,
        concurrency: slots,
        lockDuration: lease_s * 1000,
        stalledInterval: (lease_s * 1000) / 2,
        maxStalledCount: mostStalls,
        name: `${hostname()}:${process.pid}`,
      },
    );
    worker.on("error", (error) => this.#onError(error));
    worker.on("stalled", (shard) => note(`shard ${shard}: its worker fell silent; it runs again`));
    worker.on("failed", (job) => void (job && this.#tellDriver(client, job)));
    worker.on("drained", () => this.#line("waits for work"));
    const beats = this.#startBeats(client);
    this.#line(`waits for work of model version ${modelVersion} on ${this.#address}, ${slots} at a time`);
    await aborted(signal);
    clearInterval(beats);
    note(`stops: takes no more work, ${this.#atWork} shards at work`);
    await this.#stop(worker, client, runners);
    note(`stopped after ${this.#done} shards`);
  }

  toString(): string {
    return `QueueWorker(${this.#address}, ${this.#options.slots} at a time, ${this.#done} shards done)`;
  }

  /** A worker may be started before its server: it waits. */
  async #reachServer(signal: AbortSignal): Promise<void> {
    for (let wait_ms = firstWait_ms; !signal.aborted; wait_ms = Math.min(longestWait_ms, 2 * wait_ms)) {
      try {
        await checkServer(this.#address);
        return;
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        this.#note(`${messageOf(error)}; tries again in ${wait_ms / 1000} s`);
        await Promise.race([new Promise((resolve) => setTimeout(resolve, wait_ms)), aborted(signal)]);
      }
    }
  }

  async #process(
    job: Job<Shard, null>,
    token: string | undefined,
    client: Redis,
    runners: PlannedRunners,
  ): Promise<null> {
    const { id: name = "", data } = job;
    if (!Array.isArray(data?.indices)) throw new UnrecoverableError("expected the points of a sweep, found none");
    const { sweep, plan, indices } = data;
    const start_ms = performance.now();
    const points = indices.length === 1 ? `point ${indices[0]}` : `${indices.length} points from ${indices[0]}`;
    this.#atWork++;
    this.#line(`shard ${name}: ${points}`);
    try {
      const { outcomes, work_s } = await unlessAborted(this.#handBack.signal, runners.run(plan, indices));
      const packed = packResult({ outcomes, work_s });
      await persistently(this.#address, () => land(client, sweep, name, packed), this.#options.note);
      this.#done++;
      this.#line(`shard ${name}: done in ${((performance.now() - start_ms) / 1000).toFixed(1)} s`);
      return null;
    } catch (error) {
      if (this.#handBack.signal.aborted) {
        await job.moveToWait(token);
        this.#note(`shard ${name}: handed back`);
        throw new WaitingError();
      }
      const message = this.#address.redacted(messageOf(error));
      this.#note(`shard ${name}: failed: ${message}`);
      throw error instanceof UnrecoverableError ? error : new Error(message);
    } finally {
      this.#atWork--;
    }
  }

  async #readPlan(client: Redis, plan: string): Promise<SweepJob> {
    const bytes = await client.getBuffer(planKey(plan));
    if (bytes === null) throw new Error(`expected plan ${plan} on the server, found none: its sweep has ended`);
    const job = unpackPlan(plan, bytes);
    const { modelVersion } = this.#options;
    if (job.modelVersion !== modelVersion) {
      throw new UnrecoverableError(`expected work of model version ${modelVersion}, found ${job.modelVersion}`);
    }
    return job;
  }

  async #tellDriver(client: Redis, { id, data, finishedOn }: Job<Shard, null>): Promise<void> {
    if (finishedOn === undefined || id === undefined || !data?.sweep) return;
    await tell(client, data.sweep, id).catch(() => {});
  }

  #startBeats(client: Redis): NodeJS.Timeout {
    const { modelVersion, slots } = this.#options;
    let beats = 0;
    let isBeating = false;
    const beat = async (): Promise<void> => {
      const own = { host: hostname(), pid: process.pid, modelVersion, slots, atWork: this.#atWork, done: this.#done };
      await tellWorker(client, { id: this.#id, ...own });
      if (beats++ % looksApart === 0) await this.#lookForOthers(client);
    };
    const beatOnce = (): void => {
      if (isBeating) return;
      isBeating = true;
      beat()
        .catch((error: unknown) => this.#onError(error))
        .finally(() => {
          isBeating = false;
        });
    };
    beatOnce();
    return setInterval(beatOnce, heartbeat_ms);
  }

  /** Says that there is work that this worker may not do, where none is connected that may. */
  async #lookForOthers(client: Redis): Promise<void> {
    const own = this.#options.modelVersion;
    const workers = await connectedWorkers(client);
    const refused: string[] = [];
    for (const version of await knownVersions(client)) {
      if (version === own || workers.some((worker) => worker.modelVersion === version)) continue;
      if ((await waitingShards(client, version)) > 0) refused.push(version);
    }
    const text =
      refused.length === 0
        ? ""
        : `work of model version ${refused.join(", ")} waits; this worker, of ${own}, refuses it`;
    if (text !== "" && text !== this.#said) this.#note(text);
    this.#said = text;
  }

  async #stop(worker: Worker<Shard, null, "points">, client: Redis, runners: PlannedRunners): Promise<void> {
    const grace = setTimeout(() => this.#handBack.abort(), this.#options.grace_s * 1000);
    const end = async (): Promise<void> => {
      await worker.close();
      clearTimeout(grace);
      await forgetWorker(client, this.#id);
    };
    const patience = setTimeout(() => client.disconnect(), this.#options.grace_s * 1000 + closeTimeout_ms);
    const isGone = new Promise<void>((resolve) => client.once("end", () => resolve()));
    await Promise.race([end().catch((error: unknown) => this.#onError(error)), isGone]);
    clearTimeout(grace);
    clearTimeout(patience);
    await worker.disconnect().catch(() => {});
    client.disconnect();
    await runners.close();
  }

  /** Errors of a connection are told by the one connection that tells; a lost lock costs only time. */
  #onError(error: unknown): void {
    const message = this.#address.redacted(messageOf(error));
    if (error instanceof Error && "syscall" in error) return;
    if (/Connection is closed|Socket timeout|ECONN|Missing (lock|key)|not in the active state/.test(message)) return;
    if (/could not renew lock/.test(message))
      this.#note("was not heard of for too long; its shard may run elsewhere too");
    else this.#note(message);
  }

  #line(text: string): void {
    this.#options.onLine(text);
  }

  #note(text: string): void {
    this.#options.note(text);
  }
}

/** Puts a shard's result where its driver finds it. */
async function land(client: Redis, sweep: string, name: string, packed: Buffer): Promise<void> {
  const results = resultsKey(sweep);
  replies(await client.multi().hset(results, name, packed).expire(results, lifetime_s).exec());
  await tell(client, sweep, name);
}

async function tell(client: Redis, sweep: string, name: string): Promise<void> {
  const landed = landedKey(sweep);
  replies(await client.multi().rpush(landed, name).expire(landed, lifetime_s).exec());
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** What a promise gives, unless the signal comes first. */
async function unlessAborted<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return await new Promise<Value>((resolve, reject) => {
    const stop = (): void => reject(new WaitingError());
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
