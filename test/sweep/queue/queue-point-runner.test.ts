import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LeolinkError } from "../../../src/leolink-error.js";
import { QueueAddress } from "../../../src/sweep/queue/queue-address.js";
import { QueuePointRunner } from "../../../src/sweep/queue/queue-point-runner.js";
import { fakeJob, fakeOutcome, fakeRunner, fakeSweepId, fakeWorker, runFakes } from "../fake-sweep.js";
import { isRedisMissing, RedisServer } from "../redis-server.js";

describe.skipIf(isRedisMissing())("points on the workers of a queue", () => {
  let redis: RedisServer;
  let address: QueueAddress;
  let folder = "";

  beforeAll(async () => {
    redis = await RedisServer.start();
    address = new QueueAddress(redis.url);
    folder = mkdtempSync(join(tmpdir(), "leolink-driver-"));
  });
  afterAll(async () => {
    await redis?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("sets aside the one point of a shard that always throws, and keeps each other once", async () => {
    const notes: string[] = [];
    const throwing = fakeRunner((indices) => {
      if (indices.includes(33)) throw new Error("no such point");
    });
    const { stop } = fakeWorker(address, throwing);
    const { failed, kept, ran } = await runFakes(address, folder, 100, { note: (text) => notes.push(text) });
    await stop();
    expect(failed).toEqual([{ index: 33, message: "no such point" }]);
    expect(kept).toHaveLength(99);
    expect([...ran].sort((one, other) => one - other)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(notes.join("\n")).toMatch(
      /a shard of \d+ points, \d+ and on failed, its points are tried one by one: no such/,
    );
  });

  it("gives a worker of another model version nothing, and says so on both sides", async () => {
    const [own, others]: [string[], string[]] = [[], []];
    const notMine = fakeRunner(() => {
      throw new Error("taken");
    });
    const other = fakeWorker(address, notMine, { modelVersion: "other", note: (text) => others.push(text) });
    await until(async () => (await redis.lifetimes())["leolink:workers"] !== undefined);
    const result = runFakes(address, folder, 10, { note: (text) => own.push(text) });
    await until(() => others.length > 0);
    expect(own).toEqual([
      `no worker of model version test is connected to ${address}, only of other: they refuse this work`,
    ]);
    expect(others).toEqual(["work of model version test waits; this worker, of other, refuses it"]);
    const fit = fakeWorker(address, fakeRunner());
    const { failed, kept } = await result;
    await Promise.all([fit.stop(), other.stop()]);
    expect([failed, kept.length]).toEqual([[], 10]);
    expect(other.worker.done).toBe(0);
  });

  it("puts everything into the queue again when the server has lost it", async () => {
    const client = new Redis(redis.url);
    let emptied = false;
    const emptying = fakeRunner(async () => {
      if (emptied) return;
      emptied = true;
      await client.flushall();
    });
    const { stop } = fakeWorker(address, emptying);
    const { failed, kept } = await runFakes(address, folder, 60);
    await stop();
    client.disconnect();
    expect([failed, kept.length]).toEqual([[], 60]);
  });

  it("has more under way when workers come", async () => {
    const widths: number[] = [];
    const { stop } = fakeWorker(
      address,
      fakeRunner(() => new Promise((resolve) => setTimeout(resolve, 50))),
    );
    await runFakes(address, folder, 40, {
      onDriver: (driver) => {
        widths.push(driver.width);
        const timer = setInterval(() => widths.push(driver.width), 100);
        timer.unref();
      },
    });
    await stop();
    expect(Math.max(...widths)).toBe(6);
  });

  it("ends where another driver takes its sweep over, which then has it alone", async () => {
    const id = fakeSweepId();
    const first = runFakes(address, folder, 20, { id });
    const taken = expect(first).rejects.toThrow(`another leolink has taken over sweep ${id}`);
    await until(async () => (await redis.lifetimes())[`leolink:sweep:${id}`] !== undefined);
    const second = runFakes(address, folder, 20, { id });
    await taken;
    const { stop } = fakeWorker(address, fakeRunner());
    const { failed, kept } = await second;
    await stop();
    expect([failed, kept.length]).toEqual([[], 20]);
  });

  it("takes what landed while nobody waited, number for number, and what still waits as under way", async () => {
    const sweep = { id: fakeSweepId(), job: fakeJob(), points: 4 };
    const first = await QueuePointRunner.open(address, sweep, () => {});
    const lost = [first.run([0, 1]), first.run([2, 3])];
    for (const each of lost) each.catch(() => {});
    const client = new Redis(redis.url);
    await until(async () => (await client.llen("leolink:shards-test:wait")) === 2);
    // A driver that is killed removes nothing; this one cannot be, so that a later one takes the sweep over first.
    const second = await QueuePointRunner.open(address, sweep, () => {});
    await first.close();
    expect(second.underWay.map((indices) => [...indices]).sort()).toEqual([
      [0, 1],
      [2, 3],
    ]);
    let isHeld = false;
    const once = fakeRunner(async () => {
      if (isHeld) await new Promise(() => {});
      isHeld = true;
    });
    const { stop } = fakeWorker(address, once, { grace_s: 0 });
    await until(async () => (await client.hlen(`leolink:results:${sweep.id}`)) === 1);
    const third = await QueuePointRunner.open(address, sweep, () => {});
    await second.close();
    await stop();
    expect(third.leftovers).toEqual(third.leftovers[0].index === 0 ? [0, 1].map(fakeOutcome) : [2, 3].map(fakeOutcome));
    expect(third.underWay).toHaveLength(1);
    await third.begin(2);
    await until(async () => (await client.hlen(`leolink:results:${sweep.id}`)) === 0);
    for (const each of third.underWay) third.run(each).catch(() => {});
    await third.close();
    expect(await client.exists(`leolink:sweep:${sweep.id}`, `leolink:results:${sweep.id}`)).toBe(0);
    client.disconnect();
  });

  it("refuses a server that is too full for its plan until it is not", async () => {
    const client = new Redis(redis.url);
    await client.config("SET", "maxmemory", "1");
    const notes: string[] = [];
    const opening = QueuePointRunner.open(address, { id: fakeSweepId(), job: fakeJob(), points: 1 }, (text) => {
      notes.push(text);
    });
    await until(() => notes.length > 0);
    expect(notes[0]).toMatch(/is in trouble, tries again: OOM command not allowed/);
    await client.config("SET", "maxmemory", "0");
    client.disconnect();
    await (await opening).close();
  });

  it("is the user's matter where no server is", async () => {
    const nobody = new QueueAddress("redis://127.0.0.1:1");
    const opening = QueuePointRunner.open(nobody, { id: "none", job: fakeJob(), points: 1 }, () => {});
    await expect(opening).rejects.toThrow(LeolinkError);
    await expect(opening).rejects.toThrow("--queue: redis://127.0.0.1:1/0 cannot be reached: connect ECONNREFUSED");
  });
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited_ms = 0; !(await isSo()); waited_ms += 50) {
    if (waited_ms > 30_000) throw new Error(`expected ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
