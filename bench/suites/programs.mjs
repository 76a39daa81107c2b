// What a user waits for and what it costs, measured on the built program (`npm run build` first):
//   npm run bench
// Prints a table, then the same as one JSON object. Compare the ratios between machines, not the times.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { kernelRates } from "./kernels.mjs";
import { measuredNode, median, wallTime_ms } from "./measure.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const cli = join(root, "dist", "src", "cli", "main.js");
const downlink = join(root, "scenarios", "ka-user-downlink.yaml");
const fixedLink = join(root, "scenarios", "tr38821-sc6.yaml");
const rounds = 3;
const startupRounds = 15;

const workFolder = mkdtempSync(join(tmpdir(), "leolink-bench-"));
try {
  const pass = passRun();
  const memory = memoryOverTime();
  const startup = budgetStartup();
  const kernels = await kernelRates();
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
  printTable([
    [
      "ka-user-downlink, one worker, simulated",
      `${pass.simulated_s.toFixed(0)} s in ${pass.replications} replications`,
    ],
    ["  CPU time", `${pass.cpu_s.toFixed(2)} s (required: under 10)`],
    ["  wall time", `${pass.wall_s.toFixed(2)} s`],
    ["  faster than real time, one pass over all CPU time", `${pass.realTimeFactor.toFixed(0)} times (required: 50)`],
    ["  the same, counting every replication", `${pass.realTimeFactorAllReplications.toFixed(0)} times`],
    ["  peak memory", `${pass.peakMemory_MB.toFixed(0)} MB (required: under 400)`],
    ["peak memory, 4 times the simulated time", `${memory.ratio.toFixed(3)} times as much`],
    ["leolink budget", `${startup.budget_ms.toFixed(0)} ms`],
    ["node -e 0", `${startup.node_ms.toFixed(0)} ms`],
    [
      "  allowed: 3 times node + 250 ms",
      `${startup.allowed_ms.toFixed(0)} ms; used ${(startup.share * 100).toFixed(0)} %`,
    ],
    ...Object.entries(kernels).map(([name, { rate, unit }]) => [name, `${rate.toPrecision(3)} ${unit}`]),
  ]);
  console.log(JSON.stringify({ machine, pass, memory, startup, kernels }, null, 2));
} finally {
  rmSync(workFolder, { recursive: true, force: true });
}

function runWords(scenario, ...options) {
  const out = join(workFolder, "run");
  return [cli, "run", scenario, "--json", "--quiet", "--workers", "1", "--out", out, "--force", ...options];
}

/** The main job: one pass at 100 Mbps offered, abstracted, on one worker. */
function passRun() {
  const runs = Array.from({ length: rounds }, () => measuredNode(runWords(downlink), workFolder));
  const { duration_s, abstracted } = JSON.parse(runs[0].stdout);
  const cpu_s = median(runs.map((run) => run.cpu_s));
  return {
    simulated_s: duration_s,
    replications: abstracted.replications,
    cpu_s,
    wall_s: median(runs.map((run) => run.wall_s)),
    peakMemory_MB: Math.max(...runs.map((run) => run.peakMemory_MB)),
    realTimeFactor: duration_s / cpu_s,
    realTimeFactorAllReplications: (duration_s * abstracted.replications) / cpu_s,
  };
}

/** Peak memory of a link at 100 Mbps that stands still, for 5 and for 20 simulated minutes. */
function memoryOverTime() {
  const peak_MB = (duration) => {
    const options = [
      ["run.fidelity", "abstracted"],
      ["run.replications.minimum", "2"],
      ["run.replications.maximum", "2"],
      ["mac.traffic.source", "{ constantBitRate: { rate: 100 Mbps } }"],
      ["time.duration", duration],
    ].flatMap(([path, value]) => ["--set", `${path}=${value}`]);
    return measuredNode(runWords(fixedLink, ...options), workFolder).peakMemory_MB;
  };
  const short = [];
  const long = [];
  for (let round = 0; round < rounds; round++) {
    short.push(peak_MB("300 s"));
    long.push(peak_MB("1200 s"));
  }
  return { short_MB: median(short), long_MB: median(long), ratio: median(long) / median(short) };
}

/** `leolink budget` against an empty Node.js, one after the other so that both see the same machine. */
function budgetStartup() {
  const budget = [];
  const node = [];
  for (let round = 0; round < startupRounds; round++) {
    node.push(wallTime_ms(["-e", "0"]));
    budget.push(wallTime_ms([cli, "budget", downlink]));
  }
  const [budget_ms, node_ms] = [median(budget), median(node)];
  const allowed_ms = 3 * node_ms + 250;
  return { budget_ms, node_ms, allowed_ms, share: budget_ms / allowed_ms };
}

function printTable(rows) {
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
}
