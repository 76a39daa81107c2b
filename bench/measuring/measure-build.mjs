import { join } from "node:path";
import { runStep } from "./run-step.mjs";

const measure = join(import.meta.dirname, "measure.mjs");

/** CPU time of each benchmark: long enough for a table, and short enough for many processes. */
export const fullTimes = { warmup_ms: 250, slots: 5, slot_ms: 150 };
export const shortTimes = { warmup_ms: 60, slots: 3, slot_ms: 25 };

/**
 * Measures benchmarks of a build, in a process of its own, since compilers and memory differ from process to process.
 *
 * WebAssembly is compiled once, by the best compiler: its change in the middle of a run would be noise.
 *
 * @param job  folders `definitions` and `library`, see `everyBenchmark`; `ids` of benchmarks; `times`; `workFolder` for
 *   what programs write
 * @returns figures of the benchmarks in their order; those that the build does not have carry a reason, `missing`
 */
export async function measureBuild(job, signal) {
  const words = ["--no-liftoff", measure, JSON.stringify(job)];
  const text = await runStep(`measuring ${job.library}`, process.execPath, words, { signal });
  return text.split("\n").map((line) => JSON.parse(line));
}
