import { Redis } from "ioredis";
import { LeolinkError } from "../../leolink-error.js";
import type { QueueAddress } from "./queue-address.js";

/** Answers of a server that no patience helps against. */
const refusals = /^(WRONGPASS|NOAUTH|NOPERM|ERR invalid password|ERR AUTH|ERR Client sent AUTH|ERR DB index)/;
/** Answers of a server that is in trouble for now: full memory, full disk, on its way up, or a replica. */
const troubles = /^(OOM|MISCONF|LOADING|READONLY|MASTERDOWN|NOREPLICAS|BUSY|TRYAGAIN)/;
const retryTrouble_ms = 1000;
const oldestServer = [6, 2] as const;

/** What is told of a connection as it goes and comes. */
export type Note = (text: string) => void;

/**
 * Reaches the server once, so that a wrong address or password is said at once and in plain words.
 *
 * @throws LeolinkError (`input`) where the server refuses or cannot be reached
 */
export async function checkServer(address: QueueAddress): Promise<void> {
  const client = new Redis({ ...address.options, lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  let fault: unknown;
  client.on("error", (error: unknown) => {
    fault ??= error;
  });
  try {
    await client.connect();
    const version = /redis_version:(\d+)\.(\d+)/.exec(await client.info("server"));
    const [major, minor] = [Number(version?.[1]), Number(version?.[2])];
    if (major < oldestServer[0] || (major === oldestServer[0] && minor < oldestServer[1])) {
      throw serverError(address, `expected Redis ${oldestServer.join(".")} or later, found ${major}.${minor}`);
    }
  } catch (error) {
    if (error instanceof LeolinkError) throw error;
    const text = messageOf(fault ?? error);
    throw serverError(address, refusals.test(text) ? `the server refuses: ${text}` : `cannot be reached: ${text}`);
  } finally {
    client.disconnect();
  }
}

/** Whether waiting may help against what `checkServer` found. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof LeolinkError && / cannot be reached: /.test(error.message);
}

/**
 * A connection that comes back by itself for ever; commands wait for it.
 *
 * @param note  told when it is lost and when it is back
 */
export function openConnection(address: QueueAddress, note?: Note): Redis {
  const client = new Redis(address.options);
  let isLost = false;
  client.on("error", () => {});
  client.on("close", () => {
    if (!isLost && client.status !== "end") note?.(`lost the connection to ${address}; tries again until it is back`);
    isLost = true;
  });
  client.on("ready", () => {
    if (isLost) note?.(`connected to ${address} again`);
    isLost = false;
  });
  client.on("end", () => {
    isLost = false;
  });
  return client;
}

/** Does something on a server; where the server is in trouble for now (memory or disk full), again until it is not. */
export async function persistently<Value>(
  address: QueueAddress,
  act: () => Promise<Value>,
  note?: Note,
): Promise<Value> {
  for (let times = 0; ; times++) {
    try {
      return await act();
    } catch (error) {
      const text = messageOf(error);
      if (!troubles.test(text)) throw error;
      if (times === 0) note?.(`${address} is in trouble, tries again: ${address.redacted(text)}`);
      await new Promise((resolve) => setTimeout(resolve, retryTrouble_ms));
    }
  }
}

/** The replies of a transaction; one that failed is thrown. */
export function replies(results: readonly [Error | null, unknown][] | null): unknown[] {
  return (results ?? []).map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
}

export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

function serverError(address: QueueAddress, message: string): LeolinkError {
  return new LeolinkError("input", [{ message: `--queue: ${address} ${address.redacted(message)}` }]);
}
