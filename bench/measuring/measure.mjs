// The process that measures a build: `node --no-liftoff measure.mjs JSON`, started by `measureBuild`. Prints a line of
// JSON for each benchmark: its figures, or why this build does not have them.
import { join } from "node:path";
import { everyBenchmark } from "../suites/suites.mjs";
import { Library } from "./library.mjs";
import { WarmBenchmark } from "./measure-benchmark.mjs";
import { measuredNode } from "./measured-node.mjs";

const { definitions, library, ids, times, workFolder } = JSON.parse(process.argv[2]);
const known = await everyBenchmark(new Library(definitions), new Library(library));
const entries = ids.map((id) => ({ id, benchmark: known.find((each) => each.id === id) }));
for (const entry of entries) {
  await attempt(entry, async () => {
    if (entry.benchmark === undefined) throw new Error("it has no such kernel");
    const { prepare, timeFactor = 1 } = entry.benchmark;
    const prepared = await prepare();
    if (prepared.program === undefined) entry.warm = new WarmBenchmark(prepared, times.warmup_ms * timeFactor);
    else entry.figures = await programFigures(prepared.program);
  });
}
// In turns, so that a benchmark's slots lie apart in time.
for (let slot = 0; slot < times.slots; slot++) {
  for (const entry of entries.filter(({ warm, missing }) => warm && missing === undefined)) {
    await attempt(entry, () => entry.warm.measureSlot(times.slot_ms * (entry.benchmark.timeFactor ?? 1)));
  }
}
for (const { id, benchmark, warm, figures = warm?.figures(), missing } of entries) {
  const { unit, backend, beside } = benchmark ?? {};
  console.log(JSON.stringify({ id, unit, backend, beside, ...(missing === undefined ? figures : { missing }) }));
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
