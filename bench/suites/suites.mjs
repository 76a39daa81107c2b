import { StepError } from "../measuring/run-step.mjs";
import { decoderBenchmarks } from "./decoders.mjs";
import { kernelBenchmarks } from "./kernels.mjs";
import { modelBenchmarks } from "./models.mjs";
import { programBenchmarks } from "./programs.mjs";
import { receiverBenchmarks } from "./receiver.mjs";

/**
 * Every benchmark that this checkout knows for a library under test.
 *
 * A benchmark is `{ id, unit, backend?, beside?, timeFactor?, prepare }`: `prepare` gives `{ work, run }`, where a call
 * of `run` does `work` units, or `{ program }`, a process by its words, given a folder for what it writes. `beside` is
 * the id of another one that its speed is shown beside; `timeFactor` tells how many times as long as others it is
 * measured. What is measured is the library's; inputs come from `definitions`, another build, so that two libraries are
 * given the same work.
 *
 * @param definitions  build of this checkout
 * @param library      build that is measured
 */
export async function everyBenchmark(definitions, library) {
  return [
    ...(await kernelBenchmarks(definitions, library)),
    ...(await decoderBenchmarks(definitions, library)),
    ...(await modelBenchmarks(definitions, library)),
    ...(await receiverBenchmarks(definitions, library)),
    ...programBenchmarks(library),
  ];
}

/**
 * Ids of those that are asked for.
 *
 * @param choice.only     parts of ids; all if left out; a part that is in none is an error
 * @param choice.isShort  without the plain references, which nobody waits for
 */
export function chosenIds(benchmarks, { only, isShort }) {
  const has = (id, part) => id.toLowerCase().includes(part.toLowerCase());
  const idle = only?.find((part) => !benchmarks.some(({ id }) => has(id, part)));
  if (idle !== undefined) throw new StepError(`--only: no benchmark has '${idle}' in its name`);
  const chosen = benchmarks
    .filter(({ backend }) => !(isShort && backend === "reference"))
    .filter(({ id }) => only === undefined || only.some((part) => has(id, part)));
  return [...new Set(chosen.map(({ id }) => id))];
}
