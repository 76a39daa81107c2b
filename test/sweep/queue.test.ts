import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BuiltProgram, type StartedProgram } from "../built-program.js";
import { packetPoints, packetSweep, tableOf } from "./packet-sweep.js";
import { freePort, isRedisMissing, password, RedisServer, user } from "./redis-server.js";

const lease = ["--lease", "3"];
/** In a text and in an address. */
const secrets = [password, encodeURIComponent(password)];

/** Whether a worker's last line is of a shard that it has begun. */
function isAtWork(out: string): boolean {
  return /shard \S+: (\d+ points from|point) \d+\n$/.test(out);
}

describe.skipIf(isRedisMissing())("a sweep over a queue", () => {
  let program: BuiltProgram;
  let redis: RedisServer;
  let folder = "";
  let reference = "";
  const started: StartedProgram[] = [];

  function start(words: readonly string[], options?: Parameters<BuiltProgram["start"]>[1]): StartedProgram {
    const one = program.start(words, options);
    started.push(one);
    return one;
  }

  function worker(...more: string[]): StartedProgram {
    return start(["worker", "--queue", redis.url, "--concurrency", "1", ...lease, ...more]);
  }

  beforeAll(async () => {
    program = new BuiltProgram();
    folder = mkdtempSync(join(tmpdir(), "leolink-queue-"));
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
    await redis?.dispose();
    program?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it("gives the same table, byte for byte, on two threads as on one", async () => {
    const { status, err } = await program.run(packetSweep(folder, "two", ["--workers", "2", "--quiet"]));
    expect(status, err).toBe(0);
    expect(tableOf(folder, "two")).toBe(reference);
  });

  it("gives the same table on three workers, of which one is killed and one comes late", async () => {
    const sweep = start(packetSweep(folder, "three", ["--queue", redis.url]));
    await sweep.prints(/no worker is connected/);
    const workers = [worker(), worker()];
    await workers[0].prints(/shard .*: done/);
    const finished = workers[0].out.split(": done").length;
    await workers[0].until(({ out }) => out.split(": done").length >= finished && isAtWork(out));
    workers[0].kill("SIGKILL");
    workers.push(worker());
    expect(await sweep.end, sweep.err).toBe(0);
    expect(tableOf(folder, "three")).toBe(reference);
    expect(sweep.out).toContain(`${packetPoints} points: `);
    expect(workers[2].out).toMatch(/: done/);
    workers[2].kill("SIGTERM");
    workers[1].kill("SIGINT");
    expect(await workers[2].end).toBe(143);
    expect(await workers[1].end).toBe(130);
    // Nothing of the sweep is left, and what is left of the queue ends by itself.
    const lifetimes = await redis.lifetimes();
    expect(Object.keys(lifetimes).filter((key) => /:(plan|sweep|results|landed):/.test(key))).toEqual([]);
    for (const [key, lifetime_s] of Object.entries(lifetimes)) expect(lifetime_s, key).toBeGreaterThan(0);
    // The password is in no output and in no file.
    const files = readdirSync(join(folder, "three")).map((name) => readFileSync(join(folder, "three", name), "latin1"));
    const outputs = [sweep, ...workers].flatMap(({ out, err }) => [out, err]);
    for (const secret of secrets) expect([...files, ...outputs].join("\n")).not.toContain(secret);
  });

  it("gives the same table after its driver was killed, with what landed meanwhile", async () => {
    const words = packetSweep(folder, "resumed", ["--queue", redis.url]);
    const first = start(words);
    const own = worker();
    await own.until(({ out }) => out.split(": done").length > 3);
    first.kill("SIGKILL");
    await first.end;
    const landed = own.out.split(": done").length;
    await own.until(({ out }) => out.split(": done").length > landed);
    const second = start(words);
    expect(await second.end, second.err).toBe(0);
    expect(tableOf(folder, "resumed")).toBe(reference);
    expect(second.out).toMatch(/41 points, \d+ of them from earlier runs/);
    // No point was run twice: each landed by its shard, or waited for its driver.
    const shards = [...own.out.matchAll(/shard (\S+): (?:(\d+) points|point)/g)];
    expect(shards.reduce((sum, [, , points]) => sum + Number(points ?? 1), 0)).toBe(packetPoints);
    expect(new Set(shards.map(([, name]) => name)).size).toBe(shards.length);
  });

  it("hands back what a stopped worker has begun", async () => {
    const long = ["--set", "time.duration=1000 s"];
    const words = packetSweep(folder, "handed", ["--queue", redis.url, ...long], "30deg,40deg");
    const sweep = start(words);
    const own = worker("--grace", "0");
    await own.prints(/shard \S+: point 0/);
    own.kill("SIGTERM");
    expect(await own.end, own.err).toBe(143);
    expect(own.err).toMatch(/shard \S+: handed back/);
    const status = start(["queue", "status", "--queue", redis.url, "--json"]);
    await status.end;
    const { sweeps, workers, versions } = JSON.parse(status.out);
    expect(versions).toMatchObject([{ shards: { waiting: 2, active: 0, failed: 0 } }]);
    expect(sweeps).toMatchObject([{ state: "running", points: 2, shards: { waiting: 2, active: 0, failed: 0 } }]);
    expect(workers.map(({ pid }: { pid: number }) => pid)).not.toContain(own.child.pid);
    const cancel = start(["queue", "cancel", sweeps[0].id.slice(0, 5), "--queue", redis.url]);
    expect(await cancel.end, cancel.err).toBe(0);
    expect(cancel.out).toContain(`sweep ${sweeps[0].id}: 2 waiting shards removed`);
    expect(await sweep.end).toBe(1);
    expect(sweep.err).toContain(`sweep ${sweeps[0].id} was cancelled`);
    const table = start(["queue", "status", "--queue", redis.url]);
    expect(await table.end).toBe(0);
    expect(table.out).toContain("no sweeps");
  });

  it("drains: every sweep ends, and what is at work still lands", async () => {
    const sweep = start(packetSweep(folder, "drained", ["--queue", redis.url, "--seed", "77"]));
    const own = worker();
    await own.prints(/: done/);
    const drain = start(["queue", "drain", "--queue", redis.url]);
    expect(await drain.end, drain.err).toBe(0);
    expect(drain.out).toContain("no shard is at work");
    expect(await sweep.end).toBe(1);
    expect(own.out.split(": done").length).toBe(own.out.split(/: \d* ?points? /).length);
    const again = start(packetSweep(folder, "drained", ["--queue", redis.url, "--seed", "77"]));
    expect(await again.end, again.err).toBe(0);
    expect(again.out).toContain(`${packetPoints} points, `);
  });

  it("refuses a wrong password and a server that is not there, and shows no password", async () => {
    const wrong = `redis://${user}:not-it@127.0.0.1:${redis.port}`;
    const nobody = `redis://${user}:not-it@127.0.0.1:${await freePort()}`;
    const words = packetSweep(folder, "refused", []);
    const cases = [
      [wrong, /error: --queue: redis:\/\/127\.0\.0\.1:\d+\/0 the server refuses: WRONGPASS/],
      [nobody, /error: --queue: redis:\/\/127\.0\.0\.1:\d+\/0 cannot be reached: connect ECONNREFUSED/],
      [redis.bareUrl, /the server refuses: NOAUTH/],
    ] as const;
    await Promise.all(
      cases.map(async ([url, message]) => {
        const refused = start([...words, "--queue", url]);
        expect(await refused.end).toBe(2);
        expect(refused.err).toMatch(message);
        expect(refused.err).not.toContain("not-it");
      }),
    );
    const login = { LEOLINK_QUEUE_USER: user, LEOLINK_QUEUE_PASSWORD: password };
    const allowed = start(["queue", "status", "--queue", redis.bareUrl], { env: login });
    expect(await allowed.end, allowed.err).toBe(0);
    const worker = start(["worker", "--queue", nobody]);
    await worker.prints(/cannot be reached.*; tries again in 1 s/);
    worker.kill("SIGTERM");
    expect(await worker.end).toBe(143);
  });

  it("needs neither Redis nor its packages without a queue", async () => {
    const hooks = `export async function resolve(specifier, context, next) {
      if (/bullmq|ioredis/.test(specifier)) throw new Error("asked for " + specifier);
      return next(specifier, context);
    }`;
    const register = `import { register } from "node:module"; register("data:text/javascript,${encodeURIComponent(hooks)}");`;
    const nodeOptions = ["--import", `data:text/javascript,${encodeURIComponent(register)}`];
    const words = packetSweep(folder, "alone", ["--quiet"], "30deg,40deg");
    const alone = start(words, { nodeOptions });
    expect(await alone.end, alone.err).toBe(0);
    const queued = start([...words, "--queue", redis.url], { nodeOptions });
    expect(await queued.end).not.toBe(0);
    expect(queued.err).toMatch(/asked for (ioredis|bullmq)/);
  });

  it("speaks TLS with a server whose certificate it can check, and with no other", async ({ skip }) => {
    if (spawnSync("openssl", ["version"]).status !== 0) skip("needs openssl to make a certificate");
    const keys = mkdtempSync(join(folder, "tls-"));
    const [key, certificate] = [join(keys, "key.pem"), join(keys, "certificate.pem")];
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
    const files = ["-nodes", "-keyout", key, "-out", certificate];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-days", "2", ...files, ...subject], {
      stdio: "ignore",
    });
    const port = await freePort();
    const tls = [`tls-port ${port}`, `tls-cert-file ${certificate}`, `tls-key-file ${key}`, "tls-auth-clients no"];
    const server = await RedisServer.start(tls);
    try {
      const words = ["queue", "status", "--queue", `rediss://localhost:${port}`];
      const login = { LEOLINK_QUEUE_USER: user, LEOLINK_QUEUE_PASSWORD: password };
      const refused = start(words, { env: login });
      expect(await refused.end).toBe(2);
      expect(refused.err).toContain("self-signed certificate");
      const trusted = start(words, { env: { ...login, NODE_EXTRA_CA_CERTS: certificate } });
      expect(await trusted.end, trusted.err).toBe(0);
      expect(trusted.out).toContain(`rediss://localhost:${port}/0`);
    } finally {
      await server.dispose();
    }
  });
});
