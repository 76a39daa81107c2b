import { afterEach, expect, it, vi } from "vitest";
import { csvCell, jsonValue } from "../../src/results/query-value.js";

afterEach(() => {
  vi.doUnmock("@duckdb/node-api");
  vi.resetModules();
});

it("says which optional package a query needs when it is not there", async () => {
  vi.doMock("@duckdb/node-api", () => {
    throw new Error("Cannot find module");
  });
  const { ResultDatabase } = await import("../../src/results/query.js");
  await expect(ResultDatabase.open([], new AbortController().signal)).rejects.toThrow(
    /a query needs the optional package @duckdb\/node-api.*npm install @duckdb\/node-api/,
  );
});

it("keeps a number that is not finite apart from none in JSON", () => {
  expect(JSON.stringify(jsonValue([Number.NaN, Infinity, -Infinity, null, { a: Number.NaN }]))).toBe(
    '["NaN","Infinity","-Infinity",null,{"a":"NaN"}]',
  );
});

it.each([
  [null, ""],
  ["", '""'],
  ["plain", "plain"],
  ['a "b"', '"a ""b"""'],
  ["a\r\nb", '"a\r\nb"'],
  [" kept ", '" kept "'],
  [1e-300, "1e-300"],
  [[1, "x"], '"[1,""x""]"'],
])("writes %j as the CSV cell %s", (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});
