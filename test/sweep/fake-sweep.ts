import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { PointOutcome } from "../../src/sweep/point-record.js";
import type { PointRunner } from "../../src/sweep/point-runner.js";
import { PointStore } from "../../src/sweep/point-store.js";
import type { QueueAddress } from "../../src/sweep/queue/queue-address.js";
import { QueuePointRunner } from "../../src/sweep/queue/queue-point-runner.js";
import { QueueWorker } from "../../src/sweep/queue/queue-worker.js";
import { type FailedOutcome, runPoints } from "../../src/sweep/run-sweep.js";
import type { SweepJob } from "../../src/sweep/sweep-job.js";

/** A sweep whose scenario nobody reads. */
export function fakeJob(modelVersion = "test"): SweepJob {
  const spec = { axes: [], sampling: { method: "grid" as const, seed: 1 } };
  return { text: "", overrides: [], file: "fake.yaml", files: {}, spec, modelVersion, hasSeries: false };
}

export function fakeOutcome(index: number): PointOutcome {
  const value = { value: index / 3, low: Number.NEGATIVE_INFINITY, high: Number.NaN, confidence: 0.95 };
  return { index, key: String(index), record: { status: "done", figures: { value }, warnings: [] } };
}

/** Runs points by giving their outcomes, after `onRun` had its say. */
export function fakeRunner(onRun: (indices: readonly number[]) => void | Promise<void> = () => {}): PointRunner {
  return {
    width: 1,
    batch_s: 0.01,
    running: () => [],
    close: async () => {},
    run: async (indices) => {
      await onRun(indices);
      return { outcomes: indices.map(fakeOutcome), work_s: 1e-3 * indices.length };
    },
  };
}

/** A worker of this process; `stop` ends it and waits. */
export function fakeWorker(
  address: QueueAddress,
  runner: PointRunner,
  more: { readonly modelVersion?: string; readonly note?: (text: string) => void; readonly grace_s?: number } = {},
) {
  const stop = new AbortController();
  const worker = new QueueWorker(address, {
    modelVersion: "test",
    slots: 2,
    lease_s: 2,
    grace_s: 5,
    openRunner: () => runner,
    onLine: () => {},
    note: () => {},
    ...more,
  });
  const end = worker.run(stop.signal);
  return {
    worker,
    stop: async (): Promise<void> => {
      stop.abort("SIGTERM");
      await end;
    },
  };
}

let sweeps = 0;

/** A sweep's name that no other has. */
export function fakeSweepId(): string {
  return `fake${process.pid}x${++sweeps}`;
}

/** Runs points over the queue and gives what was kept and what was not. */
export async function runFakes(
  address: QueueAddress,
  folder: string,
  points: number,
  { id = fakeSweepId(), note = (_: string): void => {}, onDriver = (_: QueuePointRunner): void => {} } = {},
): Promise<{
  readonly failed: readonly FailedOutcome[];
  readonly kept: readonly number[];
  readonly ran: readonly number[];
}> {
  const store = new PointStore(mkdtempSync(join(folder, "store-")));
  const driver = await QueuePointRunner.open(address, { id, job: fakeJob(), points }, note);
  const indices = Array.from({ length: points }, (_, index) => index);
  const ran: number[] = [];
  try {
    onDriver(driver);
    const failed = await runPoints(indices, driver, store, { onPoint: ({ index }) => ran.push(index) });
    return { failed, kept: indices.filter((index) => store.has(String(index))), ran };
  } finally {
    store.close();
    await driver.close();
  }
}
