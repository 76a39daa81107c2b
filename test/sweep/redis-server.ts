import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

/** Whether tests of the queue are to be skipped: never in CI, where a missing server is an error. */
export function isRedisMissing(): boolean {
  if (spawnSync("redis-server", ["--version"]).status === 0) return false;
  if (process.env.CI) throw new Error("redis-server is missing: the tests of the queue need Debian's redis-server");
  console.warn("skipped: the tests of the queue need redis-server (apt-get install redis-server)");
  return true;
}

/** A free port of the loopback. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export const user = "sweeper";
export const password = "a long/pass?word";

/** A real Redis of the test's own, which only lets `sweeper` in and keeps an append-only file. */
export class RedisServer {
  readonly port: number;
  readonly folder: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, more: readonly string[]) {
    this.port = port;
    this.folder = mkdtempSync(join(tmpdir(), "leolink-redis-"));
    const lines = [
      "bind 127.0.0.1",
      `port ${port}`,
      `dir ${this.folder}`,
      'save ""',
      "appendonly yes",
      "user default off",
      `user ${user} on ">${password}" ~leolink:* +@all`,
      ...more,
    ];
    writeFileSync(join(this.folder, "redis.conf"), `${lines.join("\n")}\n`);
  }

  static async start(more: readonly string[] = []): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), more);
    await server.start();
    return server;
  }

  /** With the password in it. */
  get url(): string {
    return `redis://${user}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/0`;
  }

  /** Without. */
  get bareUrl(): string {
    return `redis://127.0.0.1:${this.port}/0`;
  }

  async start(): Promise<void> {
    this.#process = spawn("redis-server", [join(this.folder, "redis.conf")], { stdio: ["ignore", "pipe", "pipe"] });
    await new Promise<void>((resolve, reject) => {
      let log = "";
      this.#process?.stdout?.on("data", (chunk) => {
        log += chunk;
        if (/Ready to accept connections/.test(log)) resolve();
      });
      this.#process?.on("close", () => reject(new Error(`redis-server ended:\n${log}`)));
    });
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => {
      child.once("close", resolve);
      child.kill(signal);
    });
  }

  /** Keys that are left, with the seconds that they will live on; -1 for ever. */
  async lifetimes(): Promise<Record<string, number>> {
    const client = new Redis(this.url);
    const found: Record<string, number> = {};
    for (const key of await client.keys("*")) found[key] = await client.ttl(key);
    client.disconnect();
    return found;
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
