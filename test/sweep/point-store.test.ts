import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PointRecord } from "../../src/sweep/point-record.js";
import { PointStore } from "../../src/sweep/point-store.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const key = (number: number) => number.toString(16).padStart(32, "0");

function done(value: number, more: Partial<PointRecord> = {}): PointRecord {
  const figures = {
    cn_dB: { value, low: value, high: value, confidence: 1 },
    loss: { value: 0.1, low: 0.05, high: Number.NaN, confidence: 0.95 },
  };
  return { status: "done", figures, warnings: [`é "quoted"\n${value % 2}`], ...more } as PointRecord;
}

function filled(count: number): void {
  const store = new PointStore(folder);
  for (let number = 0; number < count; number++) store.add(key(number), done(number));
  store.close();
}

function segment(): string {
  return join(folder, readdirSync(folder).filter((name) => name.endsWith(".points"))[0]);
}

describe("PointStore", () => {
  it("gives records back as they were, in this process and the next", () => {
    const records: PointRecord[] = [
      done(1 / 3),
      done(-0.1, { sample: { replications: 7, packets: 1e9, frames: 5, stoppedBy: "maximum" } }),
      { status: "refused", message: "never in sight" },
      { status: "done", figures: {}, warnings: [] },
    ];
    const store = new PointStore(folder);
    for (const [index, record] of records.entries()) store.add(key(index), record);
    const check = (found: PointStore) => {
      for (const [index, record] of records.entries()) expect(found.get(key(index))).toEqual(record);
      expect(found.get(key(99))).toBeUndefined();
      expect(found.size).toBe(records.length);
    };
    check(store);
    store.close();
    const next = new PointStore(folder);
    check(next);
    next.add(key(50), done(50));
    expect(next.get(key(50))).toEqual(done(50));
    next.close();
    const third = new PointStore(folder);
    expect(third.size).toBe(records.length + 1);
    third.close();
  });

  it("keeps the first of two records of one key", () => {
    const store = new PointStore(folder);
    store.add(key(1), done(1));
    store.add(key(1), done(2));
    expect(store.get(key(1))).toEqual(done(1));
    store.close();
    expect(readFileSync(segment(), "utf8").match(/"key"/g)?.length).toBe(1);
  });

  it("leaves nothing on the disk that holds no point", () => {
    new PointStore(join(folder, "none")).close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("discards a line that was cut anywhere, and keeps those before it", () => {
    filled(3);
    const whole = readFileSync(segment());
    const lastLine = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (let length = lastLine; length < whole.length; length += 7) {
      writeFileSync(segment(), whole);
      truncateSync(segment(), length);
      const store = new PointStore(folder);
      expect([store.size, store.get(key(1))]).toEqual([2, done(1)]);
      store.close();
    }
  });

  it("discards what a failing disk made of a line, and all behind it", () => {
    filled(4);
    const bytes = readFileSync(segment());
    const middle = bytes.indexOf(`"key":"${key(2)}"`) + 60;
    bytes[middle] ^= 1;
    writeFileSync(segment(), bytes);
    const store = new PointStore(folder);
    expect(store.size).toBe(2);
    store.add(key(2), done(2));
    expect(store.size).toBe(3);
    store.close();
  });

  it("ignores zeros that a power cut left behind", () => {
    filled(2);
    appendFileSync(segment(), Buffer.alloc(4096));
    const store = new PointStore(folder);
    expect(store.size).toBe(2);
    store.close();
  });

  it("is shared by two writers at a time", () => {
    const [one, other] = [new PointStore(folder), new PointStore(folder)];
    one.add(key(1), done(1));
    other.add(key(2), done(2));
    other.add(key(1), done(1));
    one.close();
    other.close();
    const both = new PointStore(folder);
    expect([both.size, both.get(key(2))]).toEqual([2, done(2)]);
    both.close();
  });

  it("keeps time series beside the records", () => {
    const store = new PointStore(folder);
    expect(store.hasSeries(key(1))).toBe(false);
    store.addSeries(key(1), Uint8Array.of(1, 2, 3));
    store.placeSeries(key(1), join(folder, "out", "point=0", "series.parquet"));
    expect([...readFileSync(join(folder, "out", "point=0", "series.parquet"))]).toEqual([1, 2, 3]);
    store.close();
  });

  it("reads files longer than it reads at once", () => {
    const store = new PointStore(folder);
    const long = "x".repeat(3_000_000);
    for (let number = 0; number < 5; number++) store.add(key(number), { status: "refused", message: long + number });
    store.close();
    const next = new PointStore(folder);
    expect(next.get(key(4))).toEqual({ status: "refused", message: `${long}4` });
    expect(next.size).toBe(5);
    next.close();
  });

  it("says where a folder cannot be", () => {
    writeFileSync(join(folder, "file"), "");
    const store = new PointStore(join(folder, "file", "store"));
    expect(() => store.add(key(1), done(1))).toThrow("a part of this path is a file");
  });
});
