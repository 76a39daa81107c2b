import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Runs Node.js with these words to its end and gives its wall time, CPU time of all threads, peak resident memory
 * and standard output. Anything but exit status 0 is an error.
 */
export function measuredNode(words, workFolder) {
  const usageFile = join(workFolder, "usage.json");
  const start_ms = performance.now();
  const child = spawnSync(process.execPath, ["--import", new URL("report-usage.mjs", import.meta.url).href, ...words], {
    encoding: "utf8",
    maxBuffer: 1e9,
    env: { ...process.env, LEOLINK_USAGE_FILE: usageFile },
  });
  const wall_s = (performance.now() - start_ms) / 1e3;
  refuseFailure(child, words);
  return { wall_s, stdout: child.stdout, ...JSON.parse(readFileSync(usageFile, "utf8")) };
}

/** Wall time of Node.js with these words, nothing added to the process. */
export function wallTime_ms(words) {
  const start_ms = performance.now();
  const child = spawnSync(process.execPath, words, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  const wall_ms = performance.now() - start_ms;
  refuseFailure(child, words);
  return wall_ms;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function refuseFailure(child, words) {
  if (child.status === 0) return;
  throw new Error(`node ${words.join(" ")} ended with ${child.status ?? child.signal}:\n${child.stderr}`);
}
