import { StepError } from "./run-step.mjs";

/**
 * Runs a command and says what went wrong. Ctrl-C and SIGTERM abort the signal, so that what was started is ended and
 * cleaned up first.
 *
 * @param main  gets the signal and gives the exit status
 */
export async function runMain(name, main) {
  const controller = new AbortController();
  const { signal } = controller;
  process.on("SIGINT", () => controller.abort(130));
  process.on("SIGTERM", () => controller.abort(143));
  try {
    process.exitCode = await main(signal);
  } catch (error) {
    const isForUser = error instanceof StepError || error.code?.startsWith("ERR_PARSE_ARGS");
    process.exitCode = signal.aborted ? signal.reason : isForUser ? 2 : 70;
    process.stderr.write(`${name}: ${signal.aborted ? "stopped" : isForUser ? error.message : error.stack}\n`);
  }
}
