// How often `leolink compare` calls noise a change: runs that differ in their seed only, compared in pairs.
//
//   npm run build && node bench/compare-false-alarms.mjs [--pairs 1000] [--set path=value] [--change path=value] <scenario.yaml>
//
// Each pair is two whole runs, stop rule and all. With --change, the second run of each pair has that override, and the
// rate printed is the power: how often the change is caught.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { compareResults } from "../dist/src/results/compare-results.js";
import { resultsOfRun } from "../dist/src/results/run-results.js";
import { loadScenario } from "../dist/src/scenario/load-scenario.js";
import { PooledReplicator } from "../dist/src/sim/node/pooled-replicator.js";
import { run } from "../dist/src/sim/run.js";
import { wilsonEstimate } from "../dist/src/statistics/wilson.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: "string", default: "1000" },
    alpha: { type: "string", default: "0.01" },
    workers: { type: "string", default: "2" },
    set: { type: "string", multiple: true, default: [] },
    change: { type: "string", multiple: true, default: [] },
  },
});
const pairs = Number(values.pairs);
const alpha = Number(values.alpha);
const [file] = positionals;
const text = readFileSync(file, "utf8");
const pool = new PooledReplicator(Number(values.workers));

async function resultsOf(seed, overrides) {
  const loaded = loadScenario({ text, file, overrides: [...overrides, `run.seed=${seed}`] });
  const result = await run(loaded.scenario, { scenarioText: loaded.text, replicator: pool });
  return { set: resultsOfRun(result, `seed ${seed}`), replications: result.abstracted?.replications ?? 0 };
}

let alarms = 0;
let tests = 0;
let replications = 0;
const moved = new Map();
for (let pair = 0; pair < pairs; pair++) {
  const before = await resultsOf(2 * pair + 1, values.set);
  const after = await resultsOf(2 * pair + 2, [...values.set, ...values.change]);
  const comparison = compareResults(before.set, after.set, { alpha });
  if (!comparison.isPassed) alarms++;
  tests = comparison.tests;
  replications += before.replications + after.replications;
  for (const { outcome, figure, adjustedP } of comparison.changes) {
    if (outcome !== "moved") continue;
    const seen = moved.get(figure) ?? { times: 0, smallestP: 1 };
    moved.set(figure, { times: seen.times + 1, smallestP: Math.min(seen.smallestP, adjustedP ?? 0) });
  }
}
await pool.close();
const { value, low, high } = wilsonEstimate(alarms, pairs);
const percent = (rate) => `${(100 * rate).toFixed(2)} %`;
console.log(`${file} ${[...values.set, ...values.change.map((each) => `(${each})`)].join(" ")}`);
console.log(
  `${pairs} pairs, ${(replications / 2 / pairs).toFixed(1)} replications a run, ${tests} tests, alpha ${percent(alpha)}`,
);
console.log(`alarms: ${alarms}, ${percent(value)} (95 % interval ${percent(low)} to ${percent(high)})`);
for (const [figure, { times, smallestP }] of [...moved].sort((a, b) => b[1].times - a[1].times)) {
  console.log(`  ${figure}: ${times}, smallest adjusted p ${smallestP.toExponential(1)}`);
}
