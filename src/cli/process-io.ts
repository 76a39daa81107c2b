import type { CliIo } from "./cli-io.js";
import { exitStatus } from "./exit-status.js";

/** The streams and signals of this process. Call once: it listens for interrupts. */
export function processIo(): CliIo {
  const { stdout, stderr } = process;
  dropAfterClosedPipe(stdout);
  dropAfterClosedPipe(stderr);
  return {
    print: (text) => stdout.write(`${text}\n`),
    note: (text) => stderr.write(`${text}\n`),
    errorStream: stderr,
    style: { width: stdout.columns || undefined, isColoured: stdout.isTTY && stdout.hasColors() },
    signal: interruptSignal(),
  };
}

/** A reader that has enough (`| head`) closes the pipe; the rest of the output is dropped in silence. */
function dropAfterClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** The first interrupt asks the command to stop and clean up, the second ends the process at once. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const [name, status] of [
    ["SIGINT", exitStatus.interrupted],
    ["SIGTERM", exitStatus.terminated],
  ] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(status);
      controller.abort(name);
    });
  }
  return controller.signal;
}
