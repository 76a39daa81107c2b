// How fast leolink is on this machine: every kernel in its forms, decoders, models, and what a user waits for, measured
// on the built program (`npm run build` first):
//
//   npm run bench [-- --only PARTS] [--short] [--out FILE]
//
// PARTS, by commas, are parts of names: `ldpc`, `decoder`, `end-to-end`. The short mode leaves the plain references out.
// Prints tables, and stores the same as JSON with what the machine is. Compare ratios between machines, not times;
// `npm run bench:compare` compares commits.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { Library } from "./measuring/library.mjs";
import { checkoutFacts, machineFacts } from "./measuring/machine.mjs";
import { fullTimes, measureBuild, shortTimes } from "./measuring/measure-build.mjs";
import { runMain } from "./measuring/run-main.mjs";
import { StepError } from "./measuring/run-step.mjs";
import { tableLines, timeText } from "./measuring/table.mjs";
import { endToEnd, endToEndRows } from "./suites/end-to-end.mjs";
import { chosenIds, everyBenchmark } from "./suites/suites.mjs";

const root = join(import.meta.dirname, "..");

await runMain("bench", async (signal) => {
  const made = new Date().toISOString();
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      short: { type: "boolean", default: false },
      out: { type: "string", default: join(root, "results", "bench", `${made.replaceAll(":", "")}.json`) },
    },
  });
  const library = new Library(root);
  const workFolder = mkdtempSync(join(tmpdir(), "leolink-bench-"));
  try {
    const only = values.only?.split(",").filter((part) => part !== "end-to-end");
    const known = (await everyBenchmark(library, library)).filter(({ id }) => !id.startsWith("program "));
    const times = values.short ? shortTimes : fullTimes;
    const benchmarks = [];
    for (const ids of groups(known, chosenIds(known, { only, isShort: values.short }))) {
      process.stderr.write(`bench: ${ids[0]}\n`);
      const job = { definitions: root, library: root, ids, times, workFolder };
      benchmarks.push(...(await measureBuild(job, signal)));
    }
    const broken = benchmarks.find(({ missing }) => missing !== undefined);
    if (broken) throw new StepError(`${broken.id}: ${broken.missing}`);
    const isWhole = values.only?.split(",").includes("end-to-end") ?? true;
    const programs = isWhole ? await endToEnd(library, workFolder, values.short, signal) : undefined;
    const machine = machineFacts();
    console.log(`${machine.cpu}, ${machine.cores} cores, Node.js ${machine.node}, CPU time\n`);
    if (benchmarks.length > 0) console.log(`${tableLines(benchmarkRows(benchmarks)).join("\n")}\n`);
    if (programs) console.log(`${tableLines(endToEndRows(programs), () => true).join("\n")}\n`);
    const report = { made, machine, checkout: checkoutFacts(root), isShort: values.short, benchmarks, programs };
    mkdirSync(dirname(values.out), { recursive: true });
    writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
    console.log(`stored in ${relative(process.cwd(), values.out)}`);
    return 0;
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
});

/**
 * Ids that are measured in one process: those whose speeds are shown beside each other. Others stay apart, since what
 * else has run changes what the compilers make of plain TypeScript, up to a factor of 2.
 */
function groups(known, ids) {
  const besides = new Map(known.map(({ id, beside }) => [id, beside ?? id]));
  return [...new Set(besides.values())]
    .map((beside) => ids.filter((id) => besides.get(id) === beside))
    .filter((group) => group.length > 0);
}

/** Times and speeds; those that name another benchmark show their speed as a multiple of that one's. */
function benchmarkRows(benchmarks) {
  const times = new Map(benchmarks.map(({ id, time_ns }) => [id, time_ns]));
  const rows = benchmarks.map(({ id, unit, beside, time_ns }) => [
    id,
    timeText(time_ns),
    `${rateText(1e9 / time_ns)} ${unit}/s`,
    times.has(beside) ? (times.get(beside) / time_ns).toPrecision(3) : "",
    times.has(beside) ? besideText(beside) : "",
  ]);
  return [["benchmark", "time", "speed", "x", "the speed of"], ...rows];
}

/** The plain reference of the same thing needs no name. */
function besideText(id) {
  return id.endsWith(", reference") ? "the reference" : id;
}

function rateText(rate) {
  const [scale, prefix] = [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
    [1, ""],
  ].find(([size]) => rate >= size || size === 1);
  return `${(rate / scale).toPrecision(3)} ${prefix}`.trimEnd();
}
