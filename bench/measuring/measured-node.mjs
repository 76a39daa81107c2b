import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runStep } from "./run-step.mjs";

const reportUsage = new URL("report-usage.mjs", import.meta.url).href;

/**
 * Runs Node.js with these words to its end and gives its wall time, CPU time of all threads, peak resident memory
 * and standard output. Anything but exit status 0 is an error.
 */
export async function measuredNode(words, workFolder, signal) {
  const usageFile = join(workFolder, "usage.json");
  const env = { ...process.env, LEOLINK_USAGE_FILE: usageFile };
  const start_ms = performance.now();
  const stdout = await runStep("the program", process.execPath, ["--import", reportUsage, ...words], { env, signal });
  const wall_s = (performance.now() - start_ms) / 1e3;
  return { wall_s, stdout, ...JSON.parse(readFileSync(usageFile, "utf8")) };
}

/** Wall time of Node.js with these words, nothing added to the process. */
export async function wallTime_ms(words, signal) {
  const start_ms = performance.now();
  await runStep("the program", process.execPath, words, { signal });
  return performance.now() - start_ms;
}
