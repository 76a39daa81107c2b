import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Redis } from "ioredis";
import { LeolinkError } from "../../leolink-error.js";
import type { PointOutcome } from "../point-record.js";
import type { BatchResult, PointRunner, RunningPoint } from "../point-runner.js";
import type { SweepJob } from "../sweep-job.js";
import { packPlan, type ShardResult, shardName, unpackResult } from "./packing.js";
import { connectedWorkers, keepQueue, tellSweep, type WorkerPresence } from "./presence.js";
import type { QueueAddress } from "./queue-address.js";
import { checkServer, messageOf, type Note, openConnection, persistently } from "./queue-connection.js";
import { heartbeat_ms, jobKey, landedKey, lifetime_s, planKey, resultsKey, sweepKey, sweepsKey } from "./queue-keys.js";
import { ShardQueue } from "./shard-queue.js";

/** Shards under way for each that workers run at a time: one at work, and more that wait for it. */
const shardsPerSlot = 3;
/** Shards under way where no worker is connected yet. */
const leastWidth = 4;
/** Of the wait for news of shards. */
const newsTimeout_s = 2;
/** What a server that does not answer may hold up the end. */
const closeTimeout_ms = 5000;

/** A sweep as its driver names it. */
export interface DrivenSweep {
  /** Two sweeps of the same points have the same. */
  readonly id: string;
  readonly job: SweepJob;
  readonly points: number;
}

interface OutstandingShard {
  readonly indices: readonly number[];
  readonly resolve: (result: BatchResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs points on whatever workers take them from a queue. A shard's name follows from its points, so that a driver that
 * comes back finds what was put into the queue before: outcomes that landed meanwhile are `leftovers`, and shards that
 * still wait or are at work are `underWay`. Its results stay on the server until they are kept.
 */
export class QueuePointRunner implements PointRunner {
  readonly batch_s = 5;
  readonly underWay: readonly (readonly number[])[];
  /** Outcomes that landed while nobody waited; `begin` lets go of them once they are kept. */
  readonly leftovers: readonly PointOutcome[];
  readonly #leftoverShards: readonly string[];
  readonly #address: QueueAddress;
  readonly #sweep: DrivenSweep;
  readonly #plan: string;
  readonly #token: string;
  readonly #queue: ShardQueue;
  readonly #client: Redis;
  /** Waits for news, so that commands need not wait for it. */
  readonly #news: Redis;
  readonly #note: Note;
  readonly #outstanding = new Map<string, OutstandingShard>();
  /** Names of shards that were in the queue before. */
  readonly #known: Set<string>;
  #workers: readonly WorkerPresence[] = [];
  #width = leastWidth;
  #mostSlots = 0;
  #onWider: () => void = () => {};
  #finished = 0;
  #failed = 0;
  #fault: LeolinkError | undefined;
  #isClosing = false;
  #closing: Promise<void> | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #said = "";

  private constructor(
    address: QueueAddress,
    sweep: DrivenSweep,
    note: Note,
    { queue, client, plan, token, leftovers, leftoverShards, underWay }: Opened,
  ) {
    this.#address = address;
    this.#sweep = sweep;
    this.#note = note;
    this.#queue = queue;
    this.#client = client;
    this.#plan = plan;
    this.#token = token;
    this.leftovers = leftovers;
    this.#leftoverShards = leftoverShards;
    this.underWay = underWay;
    this.#known = new Set(underWay.map((indices) => shardName(sweep.id, indices)));
    this.#news = openConnection(address);
    void this.#listen();
  }

  /**
   * Puts the sweep's plan on the server and finds what is left there of an earlier run.
   *
   * @param note  told what the user should know: no workers, a lost connection
   * @throws LeolinkError (`input`) where the server cannot be reached or refuses
   */
  static async open(address: QueueAddress, sweep: DrivenSweep, note: Note): Promise<QueuePointRunner> {
    await checkServer(address);
    const client = openConnection(address, note);
    const queue = new ShardQueue(address, sweep.job.modelVersion);
    const { id: plan, bytes } = packPlan(sweep.job);
    const token = randomUUID();
    try {
      await persistently(address, () => client.set(planKey(plan), bytes, "EX", lifetime_s), note);
      const presence = presenceOf(sweep, 0, 0);
      await tellSweep(client, { ...presence, state: "running" }, { token, plan });
      // In this order: a shard that lands meanwhile is found twice, not nowhere.
      const shards = await queue.shards(sweep.id);
      const results = await client.hgetallBuffer(resultsKey(sweep.id));
      const leftovers = Object.values(results).flatMap((packed) => unpackResult(packed).outcomes);
      const underWay: (readonly number[])[] = [];
      for (const { name, at, shard } of shards) {
        if (Object.hasOwn(results, name)) continue;
        // A shard of another plan with the same points would run its scenario by another name in errors only.
        const isFit = at !== "failed" && shardName(sweep.id, shard.indices) === name && shard.plan === plan;
        if (isFit) underWay.push(shard.indices);
        else await queue.remove(name);
      }
      const leftoverShards = Object.keys(results);
      const opened = { queue, client, plan, token, leftovers, leftoverShards, underWay };
      const runner = new QueuePointRunner(address, sweep, note, opened);
      await runner.#beat();
      return runner;
    } catch (error) {
      await queue.disconnect();
      client.disconnect();
      throw error;
    }
  }

  get width(): number {
    return this.#width;
  }

  /** The most shards that workers could run at a time. */
  get mostSlots(): number {
    return this.#mostSlots;
  }

  get state(): string {
    const slots = slotsOf(this.#workers);
    return `${this.#outstanding.size} shards in the queue, ${this.#workers.length} workers with ${slots} threads`;
  }

  running(): readonly RunningPoint[] {
    return [];
  }

  onWider(listener: () => void): void {
    this.#onWider = listener;
  }

  /**
   * Lets go of the leftovers, which are kept by now.
   *
   * @param known  points of the sweep that need not be run
   */
  async begin(known: number): Promise<void> {
    this.#finished = known;
    if (this.#leftoverShards.length > 0) await this.#client.hdel(resultsKey(this.#sweep.id), ...this.#leftoverShards);
  }

  run(indices: readonly number[]): Promise<BatchResult> {
    if (this.#fault) return Promise.reject(this.#fault);
    const name = shardName(this.#sweep.id, indices);
    return new Promise((resolve, reject) => {
      this.#outstanding.set(name, { indices, resolve, reject });
      const begun = this.#known.delete(name) ? this.#look(name) : this.#add(name, indices);
      begun.catch((error: unknown) => this.#fail(this.#faultOf(error)));
    });
  }

  /** Takes back what nobody has begun, and removes everything of the sweep where nothing is left to come. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  toString(): string {
    return `QueuePointRunner(${this.#address}, sweep ${this.#sweep.id}, ${this.state})`;
  }

  async #end(): Promise<void> {
    this.#isClosing = true;
    clearTimeout(this.#heartbeat);
    const names = [...this.#outstanding.keys()];
    for (const { reject } of this.#outstanding.values()) reject(this.#fault ?? new Error("the sweep was interrupted"));
    this.#outstanding.clear();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closeTimeout_ms);
    });
    await Promise.race([this.#leave(names).catch(() => {}), patience]);
    clearTimeout(timer);
    await this.#queue.disconnect().catch(() => {});
    this.#client.disconnect();
    this.#news.disconnect();
  }

  async #add(name: string, indices: readonly number[]): Promise<void> {
    const { id: sweep, job } = this.#sweep;
    const shard = { sweep, plan: this.#plan, indices };
    await persistently(this.#address, () => this.#queue.add(name, shard), this.#note);
    await this.#client.expire(jobKey(job.modelVersion, name), lifetime_s);
  }

  /** Hears of shards that landed or failed. */
  async #listen(): Promise<void> {
    const key = landedKey(this.#sweep.id);
    while (!this.#isClosing) {
      try {
        const news = await this.#news.blpop(key, newsTimeout_s);
        if (news) await this.#look(news[1]);
      } catch (error) {
        if (!this.#isClosing) await this.#afterTrouble(error);
      }
    }
  }

  /** Looks what became of a shard; what is told of shards may have been lost, so that each is looked at now and then. */
  async #look(name: string): Promise<void> {
    const shard = this.#outstanding.get(name);
    if (shard === undefined) return;
    const state = await this.#queue.state(name);
    // After its state: a shard lands before it goes.
    const packed = await this.#client.hgetBuffer(resultsKey(this.#sweep.id), name);
    if (this.#outstanding.get(name) !== shard) return;
    if (packed) {
      const result = resultOf(packed, shard.indices);
      if (result === undefined) {
        await this.#client.hdel(resultsKey(this.#sweep.id), name);
        return; // The next look finds neither shard nor result, and puts it into the queue again.
      }
      this.#outstanding.delete(name);
      const { outcomes, work_s } = result;
      for (const { record } of outcomes) record.status === "failed" ? this.#failed++ : this.#finished++;
      shard.resolve({ outcomes, work_s, onKept: () => this.#forget(name) });
    } else if (state.kind === "failed") {
      await this.#queue.remove(name);
      if (!this.#outstanding.delete(name)) return;
      const { indices, reject } = shard;
      if (indices.length === 1) this.#failed++;
      const points = indices.length === 1 ? `point ${indices[0]}` : `${indices.length} points, ${indices[0]} and on`;
      const cause = this.#address.redacted(state.message);
      if (indices.length > 1) this.#note(`a shard of ${points} failed, its points are tried one by one: ${cause}`);
      reject(new Error(cause));
    } else if (state.kind === "gone") {
      await this.#add(name, shard.indices); // The server lost it.
    }
  }

  #forget(name: string): void {
    this.#client.hdel(resultsKey(this.#sweep.id), name).catch(() => {});
  }

  /** Tells that this driver is here, finds who works, and looks after every shard; then again and again. */
  async #beat(): Promise<void> {
    if (this.#isClosing || this.#fault) return;
    try {
      await this.#tell();
      if (!this.#fault) await Promise.all([...this.#outstanding.keys()].map((name) => this.#look(name)));
    } catch (error) {
      await this.#afterTrouble(error);
    }
    if (this.#isClosing) return;
    this.#heartbeat = setTimeout(() => void this.#beat(), heartbeat_ms);
  }

  async #tell(): Promise<void> {
    const { id, job } = this.#sweep;
    const [state, token] = await this.#client.hmget(sweepKey(id), "state", "token");
    if (state === "cancelled") {
      const hint = "finished points are kept; the same command goes on";
      this.#fail(new LeolinkError("check", [{ message: `sweep ${id} was cancelled on ${this.#address}`, hint }]));
      return;
    }
    if (token !== null && token !== this.#token) {
      this.#fail(
        new LeolinkError("check", [{ message: `another leolink has taken over sweep ${id} on ${this.#address}` }]),
      );
      return;
    }
    const plan = planKey(this.#plan);
    const isKept = await this.#client.expire(plan, lifetime_s);
    // A server without a memory of its own, started anew.
    if (isKept === 0) await this.#client.set(plan, packPlan(job).bytes, "EX", lifetime_s);
    const own = { token: this.#token, plan: this.#plan };
    await tellSweep(
      this.#client,
      {
        ...presenceOf(this.#sweep, this.#finished, this.#failed),
        ...(state === null && { state: "running" as const }),
      },
      own,
    );
    this.#meet(await connectedWorkers(this.#client));
  }

  #meet(connected: readonly WorkerPresence[]): void {
    const { modelVersion } = this.#sweep.job;
    this.#workers = connected.filter((worker) => worker.modelVersion === modelVersion);
    const slots = slotsOf(this.#workers);
    this.#mostSlots = Math.max(this.#mostSlots, slots);
    const width = Math.max(leastWidth, shardsPerSlot * slots);
    const isWider = width > this.#width;
    this.#width = width;
    if (isWider) this.#onWider();
    this.#say(waitingFor(connected, this.#workers, modelVersion, this.#address));
  }

  /** Says what there is to say when it changes. */
  #say(text: string): void {
    if (text !== this.#said && text !== "") this.#note(text);
    this.#said = text;
  }

  #fail(fault: LeolinkError): void {
    this.#fault ??= fault;
    for (const { reject } of this.#outstanding.values()) reject(this.#fault);
    this.#outstanding.clear();
  }

  #faultOf(error: unknown): LeolinkError {
    const message = `${this.#address} refuses a shard: ${this.#address.redacted(messageOf(error))}`;
    return error instanceof LeolinkError ? error : new LeolinkError("check", [{ message }]);
  }

  /** The connection comes back by itself; what the server says otherwise is said to the user. */
  async #afterTrouble(error: unknown): Promise<void> {
    if (this.#isClosing) return;
    if (this.#client.status === "ready") this.#say(this.#address.redacted(messageOf(error)));
    await new Promise((resolve) => setTimeout(resolve, heartbeat_ms / 2));
  }

  async #leave(names: readonly string[]): Promise<void> {
    const { id, job } = this.#sweep;
    const token = await this.#client.hget(sweepKey(id), "token");
    if (token !== null && token !== this.#token) return; // Another driver's by now.
    for (const name of names) await this.#queue.remove(name);
    const [left, results] = await Promise.all([this.#queue.shards(id), this.#client.hlen(resultsKey(id))]);
    if (left.length > 0 || results > 0) {
      const state = (await this.#client.hget(sweepKey(id), "state")) === "cancelled" ? "cancelled" : "left";
      await tellSweep(this.#client, { ...presenceOf(this.#sweep, this.#finished, this.#failed), state });
    } else {
      await this.#client.del(sweepKey(id), planKey(this.#plan), landedKey(id), resultsKey(id));
      await this.#client.zrem(sweepsKey, id);
    }
    await keepQueue(this.#client, job.modelVersion);
  }
}

/** A shard's result, undefined where the bytes are no result of these points. */
function resultOf(packed: Buffer, indices: readonly number[]): ShardResult | undefined {
  try {
    const result = unpackResult(packed);
    const isWhole = result.outcomes.length === indices.length;
    return isWhole && result.outcomes.every(({ index }, place) => index === indices[place]) ? result : undefined;
  } catch {
    return undefined;
  }
}

/** What is found on a server before a driver begins. */
interface Opened {
  readonly queue: ShardQueue;
  readonly client: Redis;
  readonly plan: string;
  readonly token: string;
  readonly leftovers: readonly PointOutcome[];
  readonly leftoverShards: readonly string[];
  readonly underWay: readonly (readonly number[])[];
}

function presenceOf({ id, job, points }: DrivenSweep, finished: number, failed: number) {
  const driver = `${hostname()}:${process.pid}`;
  return { id, file: job.file, modelVersion: job.modelVersion, points, finished, failed, driver };
}

function slotsOf(workers: readonly WorkerPresence[]): number {
  return workers.reduce((sum, { slots }) => sum + slots, 0);
}

/** What a driver that nobody works for should be told; empty where somebody does. */
function waitingFor(
  connected: readonly WorkerPresence[],
  fit: readonly WorkerPresence[],
  modelVersion: string,
  address: QueueAddress,
): string {
  if (fit.length > 0) return "";
  if (connected.length === 0) {
    return `no worker is connected to ${address}; start some with: leolink worker --queue ${address}`;
  }
  const versions = [...new Set(connected.map((worker) => worker.modelVersion))].join(", ");
  return `no worker of model version ${modelVersion} is connected to ${address}, only of ${versions}: they refuse this work`;
}
