import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queryResults } from "../../src/results/query.js";
import { distinctNames, resultFolder } from "../../src/results/result-folder.js";

let folder = "";
const at = (...parts: string[]) => join(folder, ...parts);

function writePoints(name: string, column: string, values: readonly (number | null)[]): void {
  mkdirSync(at(name), { recursive: true });
  const columnData = [{ name: column, data: [...values], type: "DOUBLE" as const, nullable: true }];
  writeFileSync(at(name, "points.parquet"), new Uint8Array(parquetWriteBuffer({ columnData })));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-query-"));
  writePoints("one", "cn_dB", [1, 2.5, null]);
  writePoints("two/one", "margin_dB", [7]);
  mkdirSync(at("one", "series", "point=2"), { recursive: true });
  const time = { name: "time_s", data: Float64Array.of(0, 1), type: "DOUBLE" as const };
  writeFileSync(
    at("one", "series", "point=2", "series.parquet"),
    new Uint8Array(parquetWriteBuffer({ columnData: [time] })),
  );
  mkdirSync(at("run"));
  const figure = (value: number | null) => ({ value, low: value, high: value, confidence: 1 });
  writeFileSync(
    at("run", "kpi.json"),
    JSON.stringify({ budget: { cn_dB: figure(8.5), ci_dB: figure(null) }, kpi: { visibility: figure(1) } }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("queryResults", () => {
  it("sees the points of a folder, nulls as nulls", async () => {
    const { columns, types, rows } = await queryResults("SELECT * FROM points", [resultFolder(at("one"))]);
    expect({ columns, types, rows }).toEqual({ columns: ["cn_dB"], types: ["DOUBLE"], rows: [[1], [2.5], [null]] });
  });

  it("puts folders with other columns together and tells them apart", async () => {
    const folders = [resultFolder(at("one")), resultFolder(at("two", "one"))];
    const sql = "SELECT count(*), count(cn_dB), any_value(folder) FROM points GROUP BY folder ORDER BY 1";
    const { rows } = await queryResults(sql, folders);
    expect(rows).toEqual([
      [1, 0, "two/one"],
      [3, 2, `${folder.split("/").pop()}/one`],
    ]);
    expect(distinctNames(folders).map(({ name }) => name)).toEqual(rows.map((row) => row[2]).reverse());
  });

  it("gives each point's time series its number", async () => {
    const { rows } = await queryResults("SELECT point, max(time_s) FROM series GROUP BY point", [
      resultFolder(at("one")),
    ]);
    expect(rows).toEqual([[2, 1]]);
  });

  it("lists the key figures of a run", async () => {
    const { rows } = await queryResults("SELECT figure, value FROM figures ORDER BY figure", [resultFolder(at("run"))]);
    expect(rows).toEqual([
      ["ci_dB", null],
      ["cn_dB", 8.5],
      ["visibility", 1],
    ]);
  });

  it("keeps whole numbers that no double holds as text", async () => {
    const { rows } = await queryResults(
      "SELECT 9007199254740993::BIGINT, 5::BIGINT, 'Infinity'::DOUBLE, 0.25::DECIMAL(3,2)",
      [],
    );
    expect(rows).toEqual([["9007199254740993", 5, Number.POSITIVE_INFINITY, 0.25]]);
  });

  it.each([
    ["SELEC 1", 'syntax error at or near "SELEC"'],
    ["SELECT cn FROM points", 'Referenced column "cn" not found'],
    ["SELECT * FROM series2", "Table with name series2 does not exist"],
  ])("%s is refused in the database's words", async (sql, message) => {
    await expect(queryResults(sql, [resultFolder(at("one"))])).rejects.toThrow(message);
  });

  it("names a folder that holds no results", () => {
    expect(() => resultFolder(at("two"))).toThrow(`give the folders in it, e.g. ${at("two", "one")}`);
    expect(() => resultFolder(at("none"))).toThrow("found nothing");
    expect(() => resultFolder(at("run", "kpi.json"))).toThrow("found a file");
  });
});
