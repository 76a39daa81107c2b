import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.js";
import {
  parquetFile,
  writeCurveFixture,
  writeRunFixture,
  writeSweepFixture,
} from "../results/result-folder-fixture.js";
import { leolink } from "./test-io.js";

let folder: string;
let sweep: string;
let results: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leolink-query-"));
  sweep = join(folder, "sweep");
  writeSweepFixture(sweep);
  writeRunFixture(join(folder, "pass"));
  writeCurveFixture(join(folder, "curve-a"), 0.6);
  // Characters that a shell's pattern gives a meaning to stand for themselves.
  writeCurveFixture(join(folder, "curve [b]*'"), 1.1);
  results = ["--results", folder];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rows(sql: string, words: readonly string[] = results) {
  const { status, out, err } = await leolink("query", sql, ...words, "--json");
  expect(err).toBe("");
  expect(status).toBe(0);
  return JSON.parse(out);
}

/** Names, sizes and times of everything below a folder. */
function contents(of: string): string[] {
  return readdirSync(of, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(of, name));
      return `${name} ${size} ${mtimeMs}`;
    });
}

describe("leolink query", () => {
  it("finds the points of sweeps and curves in one table, by folder", async () => {
    const { rows: found } = await rows("SELECT folder, count(*) AS n FROM points GROUP BY folder ORDER BY folder");
    expect(found).toEqual([
      { folder: "curve [b]*'", n: 6 },
      { folder: "curve-a", n: 6 },
      { folder: "sweep", n: 45 },
    ]);
  });

  it("answers what a waterfall is asked: the least Es/N0 below an error rate", async () => {
    const { rows: found } = await rows(
      "SELECT folder, min(esn0_dB) AS esn0_dB FROM points WHERE bler < 1e-2 GROUP BY folder ORDER BY folder",
    );
    expect(found).toHaveLength(2);
    expect(found[0].esn0_dB).toBeCloseTo(1.7, 12);
    expect(found[1].esn0_dB).toBeCloseTo(1.2, 12);
  });

  it("has the series of runs and of a sweep's points, NaN and Infinity apart from no value", async () => {
    const { columns, rows: found } = await rows(
      "SELECT folder, point, time_s, cn_dB FROM series WHERE folder = 'sweep' AND point = 10 ORDER BY time_s",
    );
    expect(columns.map(({ type }: { type: string }) => type)).toEqual(["VARCHAR", "INTEGER", "DOUBLE", "DOUBLE"]);
    expect(found).toEqual([
      { folder: "sweep", point: 10, time_s: 0, cn_dB: 10 },
      { folder: "sweep", point: 10, time_s: 1, cn_dB: "NaN" },
      { folder: "sweep", point: 10, time_s: 2, cn_dB: "-Infinity" },
    ]);
    const times = await rows("SELECT time_utc, point FROM series WHERE folder = 'pass' ORDER BY time_s LIMIT 1");
    expect(times.rows[0].time_utc).toMatch(/^2025-12-01T00:0\d:\d\dZ$/);
    expect(times.rows[0].point).toBeNull();
  });

  it("has the key figures of runs, and how every folder came about", async () => {
    expect((await rows("SELECT name, value, high FROM figures ORDER BY name")).rows).toEqual([
      { name: "cn0_dBHz", value: 100.5, high: 102 },
      { name: "jitter_ms", value: null, high: null },
      { name: "throughput_Mbps", value: 100.5, high: 102 },
    ]);
    expect((await rows("SELECT kind, seed, started FROM folders WHERE folder = 'sweep'")).rows).toEqual([
      { kind: "sweep", seed: 7, started: "2025-12-01T00:00:00Z" },
    ]);
  });

  it("keeps every type: big integers, decimals, times, lists, structs, two columns of one name", async () => {
    const { columns, rows: found } = await rows(
      "SELECT 9007199254740993::BIGINT AS big, sum(range) AS sum, 1.25::DECIMAL(6,2) AS price, NULL AS nothing, " +
        "'2025-12-01 00:00:00.25+02'::TIMESTAMPTZ AS zoned, DATE '2025-12-01' AS day, [1, NULL] AS list, " +
        "{'a': 'x', 'b': 2} AS struct, 'NaN'::DOUBLE AS a, 1 AS a, true AS yes FROM range(5)",
    );
    expect(found).toEqual([
      {
        big: "9007199254740993",
        sum: 10,
        price: 1.25,
        nothing: null,
        zoned: "2025-11-30T22:00:00.25Z",
        day: "2025-12-01",
        list: [1, null],
        struct: { a: "x", b: 2 },
        a: "NaN",
        "a:1": 1,
        yes: true,
      },
    ]);
    expect(columns[1]).toEqual({ name: "sum", type: "HUGEINT" });
  });

  it("types the columns of a sweep as pandas and polars will find them", async () => {
    const { rows: found } = await rows("DESCRIBE points", ["--results", sweep]);
    const types = Object.fromEntries(
      found.map(({ column_name, column_type }: Record<string, string>) => [column_name, column_type]),
    );
    expect(types).toMatchObject({
      folder: "VARCHAR",
      point: "INTEGER",
      status: "VARCHAR",
      orbit_fixed_elevation_deg: "DOUBLE",
      throughput_Mbps_low: "DOUBLE",
      replications: "INTEGER",
    });
  });

  it("prints an aligned table, and leaves out what the width has no place for, by name", async () => {
    const { out } = await leolink("query", "SELECT folder, bler, frames FROM points WHERE bler = 4e-3", ...results);
    expect(out).toBe(
      "folder        bler  frames\ncurve [b]*'  0.004   25000\ncurve-a      0.004   25000".replaceAll(/^/gm, ""),
    );
    const wide = await leolink("query", "FROM points LIMIT 2", "--results", sweep);
    expect(wide.out.split("\n").every((line, index) => index === 3 || line.length <= 100)).toBe(true);
    expect(wide.out).toMatch(/and \d+ more columns: .*stoppedBy/);
  });

  it("prints CSV after RFC 4180, no value and an empty text apart", async () => {
    const { out } = await leolink(
      "query",
      `SELECT 'a "b", c' AS t, NULL AS n, '' AS e, 'NaN'::DOUBLE AS x, 0.1::DOUBLE AS y`,
      "--csv",
      ...results,
    );
    expect(out).toBe(`t,n,e,x,y\n"a ""b"", c",,"",NaN,0.1`);
  });

  it("writes Parquet that others read, outside the results only", async () => {
    const file = join(folder, "..", `leolink-query-${process.pid}.parquet`);
    const sql = "SELECT point, availability FROM points WHERE point < 3 -- the first; of them";
    const { status, err } = await leolink("query", sql, "--results", sweep, "--parquet", file);
    expect(err).toContain("3 rows");
    expect(status).toBe(0);
    const bytes = new Uint8Array(readFileSync(file)).buffer;
    expect((await parquetReadObjects({ file: bytes })).map(({ point }) => point)).toEqual([0, 1, 2]);
    rmSync(file);
    const inside = await leolink("query", "FROM points", ...results, "--parquet", join(sweep, "points.parquet"));
    expect(inside.status).toBe(2);
    expect(inside.err).toContain("outside the results");
  });

  it("reads files that the SQL names, without any result folder", async () => {
    const file = join(folder, "curve-a", "points.parquet");
    const { rows: found } = await rows(`SELECT count(*) AS n FROM '${file}'`, ["--results", sweep]);
    expect(found).toEqual([{ n: 6 }]);
  });

  it("pivots by values that only the data know", async () => {
    const sql =
      "PIVOT (SELECT orbit_fixed_elevation_deg AS e, propagation_rainRate_mmh::INT AS rain, availability FROM points) " +
      "ON rain USING first(availability) ORDER BY e";
    const { out } = await leolink("query", sql, "--results", sweep, "--json");
    expect(out).toMatch(/\n {4}\{ "e": 10, "0": 0\.9\d+, "10": 0\.\d+, "20": /);
    expect(JSON.parse(out).rows).toHaveLength(9);
  });

  it.each([
    ["COPY points TO 'FILE'", "found COPY"],
    ["EXPLAIN ANALYZE COPY (SELECT 1) TO 'FILE'", "found COPY"],
    ["/* a */ EXPLAIN ANALYZE COPY (SELECT 1) TO 'FILE'", "found a comment before EXPLAIN"],
    ["EXPORT DATABASE 'FILE'", "found EXPORT"],
    ["ATTACH 'FILE' AS other", "found ATTACH"],
    ["SET temp_directory = 'FILE'", "found SET"],
    ["SELECT 1; COPY (SELECT 1) TO 'FILE'", "found 2 statements"],
    ["PIVOT (SELECT 1 AS a) ON a; EXPORT DATABASE 'FILE'", "statements"],
    ["EXPLAIN EXPORT DATABASE 'FILE'", "found EXPORT"],
    ["WITH a AS (SELECT 1) COPY a TO 'FILE'", "syntax error"],
    ["CREATE TABLE pivots AS SELECT 1", "found CREATE"],
    ["DROP VIEW points", "found DROP"],
    ["INSTALL httpfs", "found INSTALL"],
    ["/* nothing */;", "found none"],
  ])("only reads: %s is refused, and nothing is written", async (sql, words) => {
    const before = contents(folder);
    const file = join(folder, "written");
    const { status, err } = await leolink("query", sql.replaceAll("FILE", file), ...results);
    expect(err).toContain(words);
    expect(status).toBe(2);
    expect(contents(folder)).toEqual(before);
    expect(existsSync(file)).toBe(false);
  });

  it("gives DuckDB's own words, the place in the SQL beneath it", async () => {
    const { status, err } = await leolink("query", "SELECT blr FROM points", ...results);
    expect(status).toBe(2);
    const lines = err.split("\n");
    expect(lines[0]).toMatch(/^error: Binder Error: Referenced column "blr" not found/);
    expect(err).toContain('"bler"');
    const at = lines.findIndex((line) => line.includes("LINE 1: SELECT blr"));
    expect(lines[at + 1].indexOf("^")).toBe(lines[at].indexOf("blr"));
  });

  it("guesses what a misspelt statement was to be", async () => {
    const { status, err } = await leolink("query", "selct 1", ...results);
    expect(err).toContain("found SELCT; did you mean SELECT?");
    expect(status).toBe(2);
  });

  it("names the views to who asks for another table", async () => {
    const { status, err } = await leolink("query", "FROM pionts", ...results);
    expect(status).toBe(2);
    expect(err).toContain("views: points, series, figures, folders");
  });

  it.each([
    ["no such folder", ["--results", "nowhere"], "no such file or folder (nowhere)"],
    ["a folder without results", ["--results", "EMPTY"], "no result here"],
    ["a file that is no Parquet", ["--results", "FAKE"], "the view points cannot be made"],
    ["two forms of output", ["--json", "--csv"], "--csv: expected one form of output"],
    ["an unknown option", ["--jsn"], "did you mean --json?"],
  ])("says what is wrong: %s", async (_, words, message) => {
    mkdirSync(join(folder, "other", "empty"), { recursive: true });
    const fake = join(folder, "other", "fake.parquet");
    writeFileSync(fake, "PAR1 not");
    const real = words.map((word) => word.replace("EMPTY", join(folder, "other", "empty")).replace("FAKE", fake));
    const { status, err } = await leolink("query", "FROM points", ...real);
    rmSync(join(folder, "other"), { recursive: true });
    expect(err).toContain(message);
    expect(status).toBe(2);
  });

  it("stops at an interrupt", async () => {
    const controller = new AbortController();
    const err: string[] = [];
    const io = {
      print: () => {},
      note: (line: string) => err.push(line),
      errorStream: new Writable(),
      style: {},
      signal: controller.signal,
    };
    setTimeout(() => controller.abort("SIGINT"), 300);
    const sql = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3";
    const start_s = performance.now() / 1e3;
    expect(await runCli(["query", sql, "--results", sweep], io)).toBe(130);
    expect(performance.now() / 1e3 - start_s).toBeLessThan(30);
    expect(err).toEqual(["interrupted; nothing was written"]);
  });

  it("joins columns of several folders, absent ones as no value, numbers and texts as text", async () => {
    const other = join(folder, "more", "sweep-2");
    mkdirSync(other, { recursive: true });
    writeFileSync(
      join(other, "points.parquet"),
      parquetFile([
        { name: "point", data: new Int32Array([0]), type: "INT32", nullable: false },
        { name: "orbit_fixed_elevation_deg", data: ["zenith"], type: "STRING", nullable: false },
        { name: "extra", data: new Float64Array([2]), type: "DOUBLE", nullable: false },
      ]),
    );
    const { rows: found } = await rows(
      "SELECT orbit_fixed_elevation_deg AS e, extra, cnir_dB FROM points WHERE point = 0 ORDER BY e",
      ["--results", sweep, "--results", other],
    );
    rmSync(join(folder, "more"), { recursive: true });
    expect(found).toEqual([
      { e: "10.0", extra: null, cnir_dB: 9 },
      { e: "zenith", extra: 2, cnir_dB: null },
    ]);
  });
});
