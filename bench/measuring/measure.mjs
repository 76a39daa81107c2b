// The process that measures a build: `node --no-liftoff measure.mjs JSON`, started by `measureBuild`. Prints lines of
// JSON: `progress`, or a `refusal` of what was asked for; at the end the benchmarks with their figures, or why this build
// does not have them.
import { join } from "node:path";
import { chosenBenchmarks, everyBenchmark } from "../suites/suites.mjs";
import { Library } from "./library.mjs";
import { WarmBenchmark } from "./measure-benchmark.mjs";
import { measuredNode } from "./measured-node.mjs";
import { StepError } from "./run-step.mjs";

const { definitions, library, choice, times, workFolder } = JSON.parse(process.argv[2]);
const known = await everyBenchmark(new Library(definitions), new Library(library));
const entries = chosen().map((benchmark) => ({ benchmark }));
for (const entry of entries) {
  const { id, prepare, timeFactor = 1 } = entry.benchmark;
  print({ progress: id });
  await attempt(entry, async () => {
    const prepared = await prepare();
    if (prepared.program === undefined) entry.warm = new WarmBenchmark(prepared, times.warmup_ms * timeFactor);
    else entry.figures = await programFigures(prepared.program);
  });
}
// In turns, so that a benchmark's slots lie apart in time.
for (let slot = 1; slot <= times.slots; slot++) {
  print({ progress: `slot ${slot} of ${times.slots}` });
  for (const entry of entries) {
    const slot_ms = times.slot_ms * (entry.benchmark.timeFactor ?? 1);
    if (entry.missing === undefined) await attempt(entry, () => entry.warm?.measureSlot(slot_ms));
  }
}
for (const { benchmark, warm, figures = warm?.figures(), missing } of entries) {
  const { id, unit, backend, beside } = benchmark;
  print({ id, unit, backend, beside, ...(missing === undefined ? figures : { missing }) });
}

function chosen() {
  try {
    return chosenBenchmarks(known, choice);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    print({ refusal: error.message });
    process.exit();
  }
}

async function attempt(entry, work) {
  try {
    await work();
  } catch (error) {
    entry.missing = error instanceof Error ? error.message.trim().split("\n").slice(0, 3).join(" ") : String(error);
  }
}

async function programFigures(program) {
  const { cpu_s } = await measuredNode(program(join(workFolder, "out")), workFolder);
  return { time_ns: cpu_s * 1e9, runs: 1 };
}

function print(line) {
  console.log(JSON.stringify(line));
}
