import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A step that failed, or cannot be taken; its message is for the user. */
export class StepError extends Error {}

/**
 * Runs a program to its end in silence; if it fails, its last lines are in the error.
 *
 * It leads a process group of its own, which `signal` ends: children of npm would outlive it. Without a signal it stays
 * in the caller's group and ends with it.
 *
 * @param what            names the step in errors
 * @param options.onLine  told of each line of standard output
 * @returns standard output
 */
export async function runStep(what, program, words, { cwd, env, signal, onLine = () => {} }) {
  signal?.throwIfAborted();
  const child = spawn(program, words, { cwd, env, detached: signal !== undefined, stdio: ["ignore", "pipe", "pipe"] });
  const end = () => process.kill(-child.pid, "SIGTERM");
  signal?.addEventListener("abort", end);
  const lines = [];
  createInterface(child.stdout).on("line", (line) => {
    lines.push(line);
    onLine(line);
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaint += text;
  });
  const status = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, ended) => resolve(code ?? ended));
  }).finally(() => signal?.removeEventListener("abort", end));
  signal?.throwIfAborted();
  if (status !== 0) {
    const tail = [...lines, ...complaint.trimEnd().split("\n")].slice(-20).join("\n");
    throw new StepError(`${what}: ${program} ended with ${status}:\n${tail}`);
  }
  return lines.join("\n");
}
