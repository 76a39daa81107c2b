// Is this checkout slower than another commit? Builds both, measures them in turns on this machine, and fails where a
// benchmark is slower by more than 10 % with 99 % confidence over all of them.
//
//   npm run bench:compare -- REF [--only PARTS] [--short] [--json] [--out FILE] [--seed N]
//
// Inputs and measuring code are this checkout's for both builds. Exit status: 0 nothing is shown to be slower, 1 something
// is, 2 the comparison could not be made, 130 or 143 interrupted; the worktree is taken away in every case.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { builtCheckout, commitOf, copiedBuild, removeWorktree, worktreeBuild } from "./gate/builds.mjs";
import { gateLines, isSlower } from "./gate/report.mjs";
import { speedGate, speedRule } from "./gate/speed-gate.mjs";
import { checkoutFacts, machineFacts } from "./measuring/machine.mjs";
import { fullTimes, shortTimes } from "./measuring/measure-build.mjs";
import { runMain } from "./measuring/run-main.mjs";
import { StepError } from "./measuring/run-step.mjs";
import { chosenIds, everyBenchmark } from "./suites/suites.mjs";

const root = join(import.meta.dirname, "..");
await runMain("bench:compare", compare);

async function compare(signal) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: "string" },
      short: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      out: { type: "string" },
      seed: { type: "string", default: "1" },
    },
  });
  if (positionals.length !== 1) {
    throw new StepError(`expected one commit, branch or tag to compare with, found ${positionals.length}`);
  }
  const seed = Number(values.seed);
  if (!(Number.isSafeInteger(seed) && seed >= 0)) {
    throw new StepError(`--seed: expected a whole number from 0 on, found ${values.seed}`);
  }
  const ref = positionals[0];
  const commit = await commitOf(root, ref, signal);
  const folder = mkdtempSync(join(tmpdir(), "leolink-compare-"));
  const worktree = join(folder, "before");
  try {
    note("building this checkout");
    const after = await builtCheckout(root, join(folder, "after"), signal);
    // Apart from the build under test, so that both builds under test stand alike beside it.
    const definitions = copiedBuild(after.root, join(folder, "definitions"));
    const onStep = (step) => note(`${ref} (${commit.slice(0, 10)}): ${step}`);
    const before = await worktreeBuild(root, commit, worktree, { signal, onStep });
    const known = [...(await everyBenchmark(definitions, after)), ...(await everyBenchmark(definitions, before))];
    const ids = chosenIds(known, { only: values.only?.split(","), isShort: values.short });
    const times = values.short ? shortTimes : fullTimes;
    const onPair = ({ pair, look, benchmarks }) => note(`pair ${pair + 1} of ${look}: ${benchmarks} benchmarks`);
    const found = await speedGate(
      { before, after, definitions },
      { ids, times, workFolder: folder, seed },
      { onPair, signal },
    );
    if (found.findings.length === 0) throw new StepError(nothingMeasured(found.missing));
    const checkout = checkoutFacts(root);
    const report = {
      ref,
      commit,
      checkout,
      made: new Date(),
      machine: machineFacts(),
      rule: speedRule,
      seed,
      ...found,
    };
    const text = JSON.stringify(report, null, 2);
    if (values.out) {
      mkdirSync(dirname(values.out), { recursive: true });
      writeFileSync(values.out, `${text}\n`);
    }
    console.log(values.json ? text : gateLines(found, ref).join("\n"));
    return isSlower(found) ? 1 : 0;
  } finally {
    removeWorktree(root, worktree);
    rmSync(folder, { recursive: true, force: true });
  }
}

function nothingMeasured(missing) {
  const reasons = missing.map(({ id, build, reason }) => `  ${id}: ${build}: ${reason}`);
  return ["expected at least one benchmark that both builds have, found none", ...reasons].join("\n");
}

function note(text) {
  process.stderr.write(`bench:compare: ${text}\n`);
}
