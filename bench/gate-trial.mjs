// Does the speed gate do what it says? Holds copies of this build (`npm run build` first) to each other: identical ones,
// which must pass, and ones with a benchmark whose work takes 20 % more, which must be caught, by its name:
//
//   node bench/gate-trial.mjs [--runs 20] [--out FILE]
//
// Four fast benchmarks; the forty comparisons take about half an hour, more if the machine is busy.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { copiedBuild } from "./gate/builds.mjs";
import { slowable, slowDown } from "./gate/slowed-build.mjs";
import { speedGate, speedRule } from "./gate/speed-gate.mjs";
import { checkoutFacts, machineFacts } from "./measuring/machine.mjs";
import { shortTimes } from "./measuring/measure-build.mjs";
import { runMain } from "./measuring/run-main.mjs";

const root = join(import.meta.dirname, "..");
const ids = Object.keys(slowable);

await runMain("gate-trial", async (signal) => {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "20" }, out: { type: "string" } } });
  const runs = Number(values.runs);
  const workFolder = mkdtempSync(join(tmpdir(), "leolink-gate-trial-"));
  try {
    const copy = (name) => copiedBuild(root, join(workFolder, name));
    const builds = { definitions: copy("definitions"), before: copy("before"), same: copy("same") };
    const slowed = ids.map((id, i) => {
      const library = copy(`slowed-${i}`);
      slowDown(library, id);
      return library;
    });
    const trials = [];
    for (let run = 0; run < runs; run++) {
      trials.push(await trial(run, undefined, { ...builds, after: builds.same }));
      trials.push(await trial(run, ids[run % ids.length], { ...builds, after: slowed[run % ids.length] }));
    }
    const identical = trials.filter(({ injected }) => injected === undefined);
    const injected = trials.filter((each) => each.injected !== undefined);
    const passed = identical.filter(({ slower }) => slower.length === 0).length;
    const caught = injected.filter(({ injected: id, slower }) => slower.length === 1 && slower[0] === id).length;
    console.log(`identical builds passed: ${passed} of ${identical.length}`);
    console.log(`20 % slowdown caught, and nothing else: ${caught} of ${injected.length}`);
    if (values.out) {
      const report = {
        machine: machineFacts(),
        checkout: checkoutFacts(root),
        rule: speedRule,
        passed,
        caught,
        trials,
      };
      writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
    }
    return passed === identical.length && caught === injected.length ? 0 : 1;
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }

  async function trial(run, injected, libraries) {
    const started_ms = performance.now();
    const job = { ids, times: shortTimes, workFolder, seed: run };
    const { findings } = await speedGate(libraries, job, { signal });
    const slower = findings.filter(({ verdict }) => verdict === "slower").map(({ name }) => name);
    const undecided = findings.filter(({ verdict }) => verdict === "undecided").map(({ name }) => name);
    const ratios = Object.fromEntries(findings.map(({ name, ratio, pairs }) => [name, [ratio.value, pairs.length]]));
    const time_s = (performance.now() - started_ms) / 1000;
    const what = injected === undefined ? "identical" : `20 % in ${injected}`;
    console.log(`${what}: slower: ${slower.join("; ") || "none"} (${time_s.toFixed(0)} s)`);
    return { injected, slower, undecided, ratios, time_s };
  }
});
