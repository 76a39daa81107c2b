import { workerData } from "piscina";
import type { PointOutcome } from "./point-record.js";
import type { IdentifiedPoints } from "./point-runner.js";
import { SweepPoints } from "./sweep-points.js";
import { type SweepWorkerData, slotNumbers } from "./sweep-worker-data.js";

const { job, progress } = workerData as SweepWorkerData;
const points = new SweepPoints(job);
const numbers = new Int32Array(progress);
const slots = (numbers.length - 1) / slotNumbers;
const slot = 1 + (Atomics.add(numbers, 0, 1) % slots) * slotNumbers;

/** A worker thread's task: the keys of points `from` to `to - 1`. */
export function identifyPoints({ from, to }: { from: number; to: number }): IdentifiedPoints {
  const problems: { index: number; message: string }[] = [];
  const keys = Array.from({ length: to - from }, (_, place) => {
    const found = points.identify(from + place);
    if ("key" in found) return found.key;
    problems.push({ index: from + place, message: found.problem });
    return undefined;
  });
  return { keys, problems };
}

/** A worker thread's task: some points, one after another. */
export async function runPoints(indices: readonly number[]): Promise<PointOutcome[]> {
  const outcomes: PointOutcome[] = [];
  for (const index of indices) {
    tell(index + 1, 0, 0);
    outcomes.push(await points.run(index, (finished, maximum) => tell(index + 1, finished, maximum)));
  }
  tell(0, 0, 0);
  return outcomes;
}

function tell(point: number, finished: number, maximum: number): void {
  Atomics.store(numbers, slot, point);
  Atomics.store(numbers, slot + 1, finished);
  Atomics.store(numbers, slot + 2, maximum);
}
