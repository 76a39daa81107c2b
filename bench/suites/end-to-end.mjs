import { join } from "node:path";
import { median } from "../../dist/src/statistics/median-ratio.js";
import { measuredNode, wallTime_ms } from "../measuring/measured-node.mjs";
import { budgetWords, passWords, standingWords } from "./programs.mjs";

/** What a user waits for and what it costs: the main job, its memory over time, and the start of the program. */
export async function endToEnd(library, workFolder, isShort, signal) {
  const out = join(workFolder, "run");
  const rounds = isShort ? 1 : 3;
  const run = (words) => measuredNode(words, workFolder, signal);
  return {
    pass: await passRun(() => run(passWords(library, out)), rounds),
    memory: await memoryOverTime((duration) => run(standingWords(library, out, duration)), rounds),
    startup: await budgetStartup((words) => wallTime_ms(words, signal), budgetWords(library), isShort ? 5 : 15),
  };
}

export function endToEndRows({ pass, memory, startup }) {
  return [
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
    ["leolink budget, wall time", `${startup.budget_ms.toFixed(0)} ms`],
    ["node -e 0", `${startup.node_ms.toFixed(0)} ms`],
    [
      "  allowed: 3 times node + 250 ms",
      `${startup.allowed_ms.toFixed(0)} ms; used ${(startup.share * 100).toFixed(0)} %`,
    ],
  ];
}

async function passRun(run, rounds) {
  const runs = [];
  for (let round = 0; round < rounds; round++) runs.push(await run());
  const { duration_s, abstracted } = JSON.parse(runs[0].stdout);
  const cpu_s = median(runs.map((each) => each.cpu_s));
  return {
    simulated_s: duration_s,
    replications: abstracted.replications,
    cpu_s,
    wall_s: median(runs.map((each) => each.wall_s)),
    peakMemory_MB: Math.max(...runs.map((each) => each.peakMemory_MB)),
    realTimeFactor: duration_s / cpu_s,
    realTimeFactorAllReplications: (duration_s * abstracted.replications) / cpu_s,
  };
}

/** Peak memory for 5 and for 20 simulated minutes. */
async function memoryOverTime(run, rounds) {
  const short = [];
  const long = [];
  for (let round = 0; round < rounds; round++) {
    short.push((await run("300 s")).peakMemory_MB);
    long.push((await run("1200 s")).peakMemory_MB);
  }
  return { short_MB: median(short), long_MB: median(long), ratio: median(long) / median(short) };
}

/** `leolink budget` against an empty Node.js, one after the other so that both see the same machine. */
async function budgetStartup(wall_ms, words, rounds) {
  const budget = [];
  const node = [];
  for (let round = 0; round < rounds; round++) {
    node.push(await wall_ms(["-e", "0"]));
    budget.push(await wall_ms(words));
  }
  const [budget_ms, node_ms] = [median(budget), median(node)];
  const allowed_ms = 3 * node_ms + 250;
  return { budget_ms, node_ms, allowed_ms, share: budget_ms / allowed_ms };
}
