import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PointOutcome } from "../../src/sweep/point-record.js";
import type { BatchResult, PointRunner } from "../../src/sweep/point-runner.js";
import { PointStore } from "../../src/sweep/point-store.js";
import { runPoints } from "../../src/sweep/run-sweep.js";

let folder = "";
let store: PointStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-run-"));
  store = new PointStore(folder);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = (index: number) => index.toString(16).padStart(32, "0");
const outcome = (index: number): PointOutcome => ({
  index,
  key: key(index),
  record: { status: "done", figures: { x: { value: index, low: index, high: index, confidence: 1 } }, warnings: [] },
});

/** A runner whose points are done at once, but for what `fate` says. */
class Runner implements PointRunner {
  readonly width = 2;
  readonly batch_s = 0.05;
  readonly batches: (readonly number[])[] = [];
  readonly #fate: (index: number) => PointOutcome;

  constructor(fate: (index: number) => PointOutcome = outcome) {
    this.#fate = fate;
  }

  async run(indices: readonly number[]): Promise<BatchResult> {
    this.batches.push(indices);
    const start_s = performance.now() / 1e3;
    await Promise.resolve();
    return { outcomes: indices.map(this.#fate), work_s: performance.now() / 1e3 - start_s };
  }

  running(): [] {
    return [];
  }

  async close(): Promise<void> {}
}

const pending = Array.from({ length: 1000 }, (_, index) => index);

describe("runPoints", () => {
  it("runs every point once and keeps it, in batches that end small", async () => {
    const runner = new Runner();
    const seen: number[] = [];
    expect(await runPoints(pending, runner, store, { onPoint: ({ index }) => seen.push(index) })).toEqual([]);
    expect(store.size).toBe(pending.length);
    expect(seen.sort((a, b) => a - b)).toEqual(pending);
    expect(runner.batches.flat().length).toBe(pending.length);
    expect(Math.max(...runner.batches.map(({ length }) => length))).toBeGreaterThan(20);
    expect(runner.batches[runner.batches.length - 1].length).toBeLessThanOrEqual(2);
  });

  it("sets aside the point that kills its worker, and no other of its batch", async () => {
    const runner = new Runner((index) => {
      if (index === 700) throw new Error("out of memory");
      return outcome(index);
    });
    expect(await runPoints(pending, runner, store)).toEqual([{ index: 700, message: "out of memory" }]);
    expect(store.size).toBe(pending.length - 1);
    expect(store.has(key(700))).toBe(false);
  });

  it("sets aside a point that failed by itself", async () => {
    const runner = new Runner((index) =>
      index % 300 === 5 ? { index, key: key(index), record: { status: "failed", message: "bug" } } : outcome(index),
    );
    const failed = await runPoints(pending, runner, store);
    expect(failed.map(({ index }) => index)).toEqual([5, 305, 605, 905]);
    expect(store.size).toBe(pending.length - 4);
  });

  it("ends with what is kept when it is interrupted", async () => {
    const controller = new AbortController();
    const runner = new Runner();
    await runPoints(pending, runner, store, {
      signal: controller.signal,
      onPoint: ({ index }) => {
        if (index === 100) controller.abort();
      },
    });
    expect(store.size).toBeGreaterThan(100);
    expect(store.size).toBeLessThan(pending.length);
  });

  it("ends where the store refuses a point", async () => {
    rmSync(folder, { recursive: true });
    store.close();
    store = new PointStore("/dev/null/store");
    await expect(runPoints(pending, new Runner(), store)).rejects.toThrow("cannot write the results");
  });
});
