import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BuiltProgram, type StartedProgram } from "../built-program.js";
import { CutProxy } from "./cut-proxy.js";
import { packetPoints, packetSweep, tableOf } from "./packet-sweep.js";
import { isRedisMissing, RedisServer } from "./redis-server.js";

const lease = ["--lease", "3"];

describe.skipIf(isRedisMissing())("a sweep over a queue, when things break", () => {
  let program: BuiltProgram;
  let redis: RedisServer;
  let folder = "";
  let reference = "";
  const started: StartedProgram[] = [];

  function start(words: readonly string[]): StartedProgram {
    const one = program.start(words);
    started.push(one);
    return one;
  }

  function worker(url: string, ...more: string[]): StartedProgram {
    return start(["worker", "--queue", url, "--concurrency", "1", ...lease, ...more]);
  }

  /** Half a minute of silence, which other tests need not wait for. */
  let cut: ReturnType<typeof runWhileCut>;

  async function runWhileCut() {
    const server = await RedisServer.start();
    const proxy = await CutProxy.start(server.port);
    const url = server.url.replace(`:${server.port}/`, `:${proxy.port}/`);
    const sweep = program.start(packetSweep(folder, "cut", ["--queue", url]));
    const own = program.start(["worker", "--queue", url, "--concurrency", "1", ...lease]);
    try {
      await own.until(({ out }) => out.split(": done").length > 3);
      proxy.cut();
      await new Promise((resolve) => setTimeout(resolve, 30_000));
      proxy.mend();
      const done = own.out.split(": done").length;
      await own.until(({ out }) => out.split(": done").length > done);
      proxy.reset();
      const status = await sweep.end;
      return { status, err: sweep.err };
    } finally {
      proxy.close();
      for (const one of [sweep, own]) one.kill("SIGKILL");
      await server.dispose();
    }
  }

  beforeAll(async () => {
    program = new BuiltProgram();
    folder = mkdtempSync(join(tmpdir(), "leolink-faults-"));
    cut = runWhileCut();
    cut.catch(() => {});
    redis = await RedisServer.start();
    const { status, err } = await program.run(packetSweep(folder, "one", ["--workers", "1", "--quiet"]));
    expect(status, err).toBe(0);
    reference = tableOf(folder, "one");
  });
  afterEach(async () => {
    for (const one of started.splice(0)) {
      one.kill("SIGKILL");
      await one.end;
    }
  });
  afterAll(async () => {
    await cut?.catch(() => {});
    await redis?.dispose();
    program?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("survives a restart of the server, and one that loses its last second", async () => {
    const sweep = start(packetSweep(folder, "restarted", ["--queue", redis.url]));
    const own = worker(redis.url);
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      const done = own.out.split(": done").length;
      await own.until(({ out }) => out.split(": done").length > done);
      await redis.stop(signal);
      await own.prints(/lost the connection to/);
      await redis.start();
    }
    expect(await sweep.end, sweep.err).toBe(0);
    expect(tableOf(folder, "restarted")).toBe(reference);
    expect(sweep.out).toContain(`${packetPoints} points: `);
    expect(sweep.err).toMatch(/lost the connection to redis:\/\/127/);
    expect(sweep.err).toMatch(/connected to redis:\/\/127\S* again/);
  });

  it("sets a point aside that needs more memory than a thread has, and finishes the others", async () => {
    const own = worker(redis.url, "--heap", "40");
    const step = ["--fidelity", "budget", "--series", "--set", "time.step=1 ms"];
    const words = packetSweep(folder, "memory", ["--queue", redis.url, ...step, "--quiet"], "30deg:38deg:2deg");
    const large = ["--axis", "time.duration=1 s,2 s,3 s,140 s"];
    const sweep = start([...words.filter((word) => !word.startsWith("--axis")), ...large]);
    expect(await sweep.end, sweep.err).toBe(1);
    expect(sweep.err).toMatch(/point 3 failed: .*JS heap out of memory\n1 points failed and were set aside/);
    expect(sweep.out).toContain("3 points: ");
    expect(own.child.exitCode).toBe(null);
  });

  it("ends where the driver's disk is full, and goes on with what landed once it is not", async ({ skip }) => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=96k", "tmpfs", disk], { stdio: "ignore" });
    } catch {
      skip("needs the right to mount a small tmpfs");
    }
    try {
      const series = ["--series", "--fidelity", "budget", "--set", "time.step=10 ms"];
      const words = (where: string, ...more: string[]) =>
        packetSweep(where, "full", [...series, ...more], "30deg:66deg:4deg");
      const { status, err } = await program.run(words(folder, "--workers", "1", "--quiet"));
      expect(status, err).toBe(0);
      worker(redis.url);
      const full = start(words(disk, "--queue", redis.url));
      expect(await full.end).toBe(2);
      expect(full.err).toContain("no space left on the disk [ENOSPC]");
      execFileSync("mount", ["-o", "remount,size=16m", disk]);
      const again = start(words(disk, "--queue", redis.url));
      expect(await again.end, again.err).toBe(0);
      expect(again.out).toMatch(/10 points, [1-9]\d* of them from earlier runs/);
      expect(tableOf(disk, "full")).toBe(tableOf(folder, "full"));
      const series9 = (where: string) => readFileSync(join(where, "full", "series", "point=9", "series.parquet"));
      expect(series9(disk).equals(series9(folder))).toBe(true);
    } finally {
      execFileSync("umount", [disk]);
    }
  });

  it("sets a point aside that kills every worker that takes it", async () => {
    const sweepFolder = join(program.main, "..", "..", "sweep");
    const { QueueAddress } = await import("../../src/sweep/queue/queue-address.js");
    const { runFakes } = await import("./fake-sweep.js");
    const script = join(import.meta.dirname, "dying-worker.mjs");
    let deaths = 0;
    let isOver = false;
    const keepAlive = async (): Promise<void> => {
      while (!isOver) {
        const child = spawn(process.execPath, [script, sweepFolder, redis.url], { stdio: "ignore" });
        const timer = setInterval(() => isOver && child.kill("SIGTERM"), 100);
        await new Promise((resolve) => child.once("close", resolve));
        clearInterval(timer);
        if (!isOver) deaths++;
      }
    };
    const workers = keepAlive();
    const { failed, kept } = await runFakes(new QueueAddress(redis.url), folder, 20).finally(() => {
      isOver = true;
    });
    await workers;
    expect(failed).toEqual([{ index: 7, message: "the workers that took it died or fell silent, one after another" }]);
    expect(kept).toHaveLength(19);
    expect(deaths).toBeLessThanOrEqual(4);
  });

  it("survives a network that is cut for 30 s and then breaks every connection", async () => {
    const { status, err } = await cut;
    expect(status, err).toBe(0);
    expect(tableOf(folder, "cut")).toBe(reference);
  });
});
