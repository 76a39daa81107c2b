import type { RedisOptions } from "ioredis";
import { LeolinkError } from "../../leolink-error.js";

/** Of the first connection. */
const connectTimeout_ms = 10_000;
/** A server that says nothing for so long while it owes an answer is taken for gone. */
const silence_ms = 30_000;
const firstRetry_ms = 100;
const lastRetry_ms = 5000;
const defaultPort = 6379;

/** For ioredis and BullMQ, which agree in these. */
type ServerOptions = Omit<RedisOptions, "retryStrategy"> & { readonly retryStrategy: (times: number) => number };

/** Takes the place of a secret in a text. */
const hidden = "***";

/** Environment variables that hold what the address leaves out. */
const userVariable = "LEOLINK_QUEUE_USER";
const passwordVariable = "LEOLINK_QUEUE_PASSWORD";

/** Where the queue's Redis or Valkey server is, and how to log in there. It never shows the password. */
export class QueueAddress {
  readonly #server: string;
  readonly #options: ServerOptions;
  readonly #secrets: readonly string[];

  /**
   * @param url          `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS
   * @param environment  gives the user and the password where the address has none
   * @throws LeolinkError (`input`) where it is no such address
   */
  constructor(url: string, environment: Readonly<Record<string, string | undefined>> = {}) {
    const parsed = parsedUrl(url);
    const isTls = parsed.protocol === "rediss:";
    const host = parsed.hostname.replace(/^\[|\]$/g, "") || "127.0.0.1";
    const port = Number(parsed.port || defaultPort);
    const database = Number(parsed.pathname.slice(1) || 0);
    const username = decoded(parsed.username) || environment[userVariable] || undefined;
    const password = decoded(parsed.password) || environment[passwordVariable] || undefined;
    if (username !== undefined && password === undefined) {
      throw refused(`expected a password for user ${username}, in the address or in ${passwordVariable}, found none`);
    }
    this.#server = `${parsed.protocol}//${host.includes(":") ? `[${host}]` : host}:${port}/${database}`;
    this.#secrets = [url, password, parsed.password].filter(
      (secret) => secret !== undefined && secret !== "",
    ) as string[];
    this.#options = {
      host,
      port,
      db: database,
      username,
      password,
      ...(isTls && { tls: { servername: host } }),
      connectTimeout: connectTimeout_ms,
      socketTimeout: silence_ms,
      maxRetriesPerRequest: null,
      retryStrategy: (times: number) => Math.min(lastRetry_ms, firstRetry_ms * 2 ** Math.min(times, 10)),
      protocol: 2,
    };
  }

  /** They hold the password. */
  get options(): ServerOptions {
    return { ...this.#options };
  }

  /** A text of the server or of a library without the password. */
  redacted(text: string): string {
    return this.#secrets.reduce((shown, secret) => shown.replaceAll(secret, hidden), text);
  }

  toString(): string {
    return this.#server;
  }

  toJSON(): string {
    return this.#server;
  }
}

/** The texts of these errors say nothing of what was found: there may be a password in it. */
function parsedUrl(url: string): URL {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw refused(
      "expected redis://[user:password@]host[:port][/database], or rediss:// for TLS, found no such address",
    );
  }
  if (parsed.protocol !== "redis:" && parsed.protocol !== "rediss:") {
    throw refused(`expected an address that begins with redis:// or rediss://, found one with ${parsed.protocol}//`);
  }
  if (!/^\/?\d{0,4}$/.test(parsed.pathname)) {
    throw refused("expected the number of a database behind the host, e.g. redis://host:6379/0, found something else");
  }
  if (parsed.search !== "" || parsed.hash !== "") {
    throw refused(
      "expected nothing behind the number of the database, found ? or #; in a password they are %3F and %23",
    );
  }
  return parsed;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused("expected % in the user or password as %25, found it before something else");
  }
}

function refused(message: string): LeolinkError {
  return new LeolinkError("input", [{ message: `--queue: ${message}` }]);
}
