import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resultFolders } from "../../src/results/result-folder.js";
import { openResultTable } from "../../src/results/result-table.js";
import { parquetFile, writeCurveFixture, writeRunFixture, writeSweepFixture } from "./result-folder-fixture.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-table-"));
  writeSweepFixture(join(folder, "sweep"));
  writeCurveFixture(join(folder, "curve"), 1);
  writeRunFixture(join(folder, "run"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("result folders", () => {
  it("are found below a folder, once each, by their kind", () => {
    const found = resultFolders([folder, join(folder, "run"), `${folder}/sweep/`]);
    expect(found.map(({ name, kind }) => `${name} ${kind}`)).toEqual(["curve curve", "run run", "sweep sweep"]);
    expect(found[2]).toMatchObject({ seed: 7, fidelity: "abstracted", leolink: "0.1.0" });
    expect(found[2].axes[1]).toEqual({
      path: "propagation.rainRate",
      column: "propagation_rainRate_mmh",
      unit: "mm/h",
    });
  });

  it("of one name go by their paths", () => {
    writeCurveFixture(join(folder, "deeper", "curve"), 1);
    const found = resultFolders([join(folder, "curve"), join(folder, "deeper", "curve")]);
    expect(found.map(({ name }) => name)).toEqual([join(folder, "curve"), join(folder, "deeper", "curve")]);
    rmSync(join(folder, "deeper"), { recursive: true });
  });

  it("say all that is wrong at once", () => {
    writeFileSync(join(folder, "notes.txt"), "");
    expect(() => resultFolders(["nowhere", join(folder, "notes.txt"), join(folder, "sweep", "series")])).toThrow(
      /no such file or folder \(nowhere\)\nexpected a result folder or a \.parquet file.*\nno result here/s,
    );
    rmSync(join(folder, "notes.txt"));
  });
});

describe("a table of results", () => {
  it("stands one folder below the other, a column that one lacks empty", async () => {
    const open = openResultTable(resultFolders([join(folder, "curve"), join(folder, "sweep")]), "points");
    const { length, columns } = await open.read(["folder", "bler", "availability", "status", "point"]);
    expect(length).toBe(6 + 45);
    expect(columns.get("folder")!.values[6]).toBe("sweep");
    expect(columns.get("bler")!.values.slice(4, 8)).toEqual([6e-5, 0, null, null]);
    expect(columns.get("availability")!.values[0]).toBeNull();
    expect(columns.get("status")!.kind).toBe("text");
    expect(columns.get("point")!.values.slice(5, 8)).toEqual([null, 0, 1]);
  });

  it("has times as Unix milliseconds, 64-bit integers as numbers, truths as words", async () => {
    mkdirSync(join(folder, "odd"));
    const file = join(folder, "odd", "odd.parquet");
    const data = [
      { name: "when", data: [new Date(1.7e12), null], type: "TIMESTAMP" as const, nullable: true },
      { name: "count", data: [5n, 7n], type: "INT64" as const, nullable: false },
      { name: "isFine", data: [true, false], type: "BOOLEAN" as const, nullable: false },
    ];
    writeFileSync(file, parquetFile(data));
    const { columns } = await openResultTable(resultFolders([file]), "points").read(["when", "count", "isFine"]);
    expect(columns.get("when")).toEqual({ name: "when", kind: "time", values: [1.7e12, null] });
    expect(columns.get("count")).toEqual({ name: "count", kind: "number", values: [5, 7] });
    expect(columns.get("isFine")).toEqual({ name: "isFine", kind: "text", values: ["yes", "no"] });
    rmSync(join(folder, "odd"), { recursive: true });
  });

  it("of a sweep's series has the point of each file", async () => {
    const open = openResultTable(resultFolders([join(folder, "sweep")]), "series");
    expect(open.names).toEqual(["folder", "point", "time_s", "cn_dB"]);
    const { columns } = await open.read(["point", "cn_dB"]);
    expect(columns.get("point")!.values).toEqual([0, 0, 0, 1, 1, 1, 10, 10, 10]);
    expect(columns.get("cn_dB")!.values.slice(-3)).toEqual([10, Number.NaN, -Infinity]);
  });

  it("refuses a file that is no Parquet, by its name", () => {
    const file = join(folder, "broken.parquet");
    writeFileSync(file, "not at all a parquet file");
    expect(() => openResultTable(resultFolders([file]), "points")).toThrow(
      /cannot be read as Parquet: .*broken\.parquet/,
    );
    rmSync(file);
  });
});
