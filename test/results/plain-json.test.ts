import { describe, expect, it } from "vitest";
import { asNull, asText, jsonText, plainJson } from "../../src/results/plain-json.js";

describe("plain JSON", () => {
  it("says null or text where JSON has no number", () => {
    const value = { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: Number.NEGATIVE_INFINITY, d: 1.5 };
    expect(plainJson(value, asNull)).toEqual({ a: null, b: null, c: null, d: 1.5 });
    expect(plainJson(value, asText)).toEqual({ a: "NaN", b: "Infinity", c: "-Infinity", d: 1.5 });
  });

  it("makes plain arrays of typed arrays and leaves out what is absent", () => {
    expect(
      plainJson({ series: Float64Array.of(1, Number.NaN), none: undefined, list: ["a", null, true] }, asNull),
    ).toEqual({
      series: [1, null],
      list: ["a", null, true],
    });
  });

  it("refuses what is no data", () => {
    expect(() => plainJson({ run: () => 1 }, asNull)).toThrow(/expected data, found a function/);
  });

  it("keeps a number's full precision and ends its text with a newline", () => {
    expect(jsonText(plainJson({ x: 0.1 + 0.2 }, asNull))).toBe('{\n  "x": 0.30000000000000004\n}\n');
  });
});
