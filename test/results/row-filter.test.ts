import { describe, expect, it } from "vitest";
import { rowCondition, rowsWhere } from "../../src/results/row-filter.js";

const numbers = { name: "rain_mmh", kind: "number", values: [0, 10, 20, null, Number.NaN] } as const;
const texts = { name: "status", kind: "text", values: ["done", "refused", null] } as const;
const times = { name: "time_utc", kind: "time", values: [Date.UTC(2025, 11, 1), Date.UTC(2025, 11, 2)] } as const;

describe("a condition on rows", () => {
  it.each([
    ["rain_mmh = 10", [false, true, false, false, false]],
    ["rain_mmh==1e1", [false, true, false, false, false]],
    ["rain_mmh != 10", [true, false, true, false, false]],
    ["rain_mmh <> 10", [true, false, true, false, false]],
    ["rain_mmh < 10", [true, false, false, false, false]],
    ["rain_mmh<=10", [true, true, false, false, false]],
    ["rain_mmh > 10", [false, false, true, false, false]],
    ["rain_mmh >= 10", [false, true, true, false, false]],
  ])("%s", (text, expected) => {
    expect(rowsWhere(numbers, rowCondition(text))).toEqual(expected);
  });

  it("compares texts, in quotes or without, and times", () => {
    expect(rowsWhere(texts, rowCondition("status = done"))).toEqual([true, false, false]);
    expect(rowsWhere(texts, rowCondition("status = 'refused'"))).toEqual([false, true, false]);
    expect(rowsWhere(times, rowCondition("time_utc < 2025-12-01T12:00:00Z"))).toEqual([true, false]);
  });

  it.each(["rain_mmh", "rain_mmh =", "= 10", "rain_mmh ~ 10", ""])("refuses %j", (text) => {
    expect(() => rowCondition(text)).toThrow("expected COLUMN, one of = != < <= > >=, and a value");
  });

  it("refuses to compare a number with a word", () => {
    expect(() => rowsWhere(numbers, rowCondition("rain_mmh > much"))).toThrow("expected a number to compare rain_mmh");
  });
});
