// Sweeps (`npm run build` first):
//   node bench/sweep.mjs [--trivial N]
//
// - 64 equal points of packets on one worker and on two, in turn, whole commands: how much faster two are;
// - N trivial points (100,000 if left out): time a point with everything around it, and the largest memory;
// - the same again, when all of them are known.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { trivial: { type: "string", default: "100000" } } });
const main = new URL("../dist/src/cli/main.js", import.meta.url).pathname;
const scenario = (name) => new URL(`../scenarios/${name}.yaml`, import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "leolink-bench-sweep-"));
const results = {};

try {
  const equal = [scenario("ka-user-downlink"), "--axis", "run.seed=1:64:1"];
  equal.push("--set", "run.replications={ minimum: 2, maximum: 2 }");
  const times = { 1: [], 2: [] };
  for (const workers of [1, 2, 2, 1]) {
    times[workers].push((await sweep(equal, `equal-${workers}-${times[workers].length}`, "--workers", workers)).wall_s);
  }
  const least = (workers) => Math.min(...times[workers]);
  results.equalPoints = { workers1_s: times[1], workers2_s: times[2], ratio: least(1) / least(2) };

  const count = Number(values.trivial);
  const trivial = [scenario("tr38821-sc6"), "--fidelity", "budget"];
  trivial.push("--axis", "orbit.fixed.elevation=10deg:90deg", "--sampling", "random", "--points", count);
  const fresh = await sweep(trivial, "trivial");
  const known = await sweep(trivial, "trivial");
  results.trivialPoints = { points: count, each_ms: (fresh.wall_s / count) * 1e3, peak_MB: fresh.peak_MB };
  results.knownPoints = { points: count, each_ms: (known.wall_s / count) * 1e3, peak_MB: known.peak_MB };
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${cpus()[0]?.model}, ${cpus().length} cores, node ${process.version}`);
console.log(JSON.stringify(results, null, 2));

/** Wall time and largest resident memory of a whole command, all threads. */
function sweep(words, name, ...more) {
  const out = ["--out", join(folder, name), "--store", join(folder, `${name}-points`), "--quiet"];
  const start = performance.now();
  const child = spawn(process.execPath, [main, "sweep", ...words, ...out, ...more].map(String), { stdio: "ignore" });
  let peak_MB = 0;
  const look = setInterval(() => {
    const line = /VmHWM:\s*(\d+)/.exec(readIfThere(`/proc/${child.pid}/status`));
    if (line) peak_MB = Number(line[1]) / 1024;
  }, 50);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      clearInterval(look);
      if (status !== 0) reject(new Error(`sweep ${words.join(" ")}: exit status ${status}`));
      else resolve({ wall_s: (performance.now() - start) / 1e3, peak_MB });
    });
  });
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
