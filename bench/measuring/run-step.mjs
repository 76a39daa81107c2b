import { spawn } from "node:child_process";

/** A step that failed, or cannot be taken; its message is for the user. */
export class StepError extends Error {}

/**
 * Runs a program to its end in silence; if it fails, its first and last lines are in the error.
 *
 * It leads a process group of its own, which `signal` ends: children of npm would outlive it. Without a signal it stays
 * in the caller's group and ends with it.
 *
 * @param what  names the step in errors
 * @returns standard output, trimmed
 */
export async function runStep(what, program, words, { cwd, env, signal }) {
  signal?.throwIfAborted();
  const child = spawn(program, words, { cwd, env, detached: signal !== undefined, stdio: ["ignore", "pipe", "pipe"] });
  const end = () => process.kill(-child.pid, "SIGTERM");
  signal?.addEventListener("abort", end);
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8").on("data", (text) => {
      said[stream] += text;
    });
  }
  const status = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, ended) => resolve(code ?? ended));
  }).finally(() => signal?.removeEventListener("abort", end));
  signal?.throwIfAborted();
  if (status !== 0) {
    const lines = `${said.stdout}${said.stderr}`.trim().split("\n");
    const shown = lines.length > 40 ? [...lines.slice(0, 20), "...", ...lines.slice(-20)] : lines;
    throw new StepError(`${what}: ${program} ended with ${status}:\n${shown.join("\n")}`);
  }
  return said.stdout.trim();
}
