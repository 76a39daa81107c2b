import { Writable } from "node:stream";
import type { CliIo } from "../../src/cli/cli-io.js";
import { runCli } from "../../src/cli/run-cli.js";

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process and keeps what it prints. */
export async function leolink(...words: string[]): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const io: CliIo = {
    print: (text) => out.push(text),
    note: (text) => err.push(text),
    errorStream: new Writable(),
    style: { width: 100 },
    signal: new AbortController().signal,
  };
  const status = await runCli(words, io);
  return { status, out: out.join("\n"), err: err.join("\n") };
}
