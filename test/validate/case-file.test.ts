import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LeolinkError } from "../../src/leolink-error.js";
import { parseCaseFile } from "../../src/validate/case-file.js";

const good = {
  title: "Rain",
  source: "ITU-R P.838-3",
  model: "itu.p838",
  columns: { frequency_GHz: { role: "input" }, gamma_dBkm: { role: "expected", rel: 1e-4, abs: 1e-9 } },
  rows: [[19.7, 3.5]],
};

function messageOf(text: string): string {
  try {
    parseCaseFile(text, "rain.json");
  } catch (error) {
    if (error instanceof LeolinkError && error.code === "input") return error.message;
    throw error;
  }
  throw new Error("expected the case file to be refused");
}

function refused(change: object): string {
  return messageOf(JSON.stringify({ ...good, ...change }, null, 2));
}

describe("a case file", () => {
  it("is read with its columns in order and tolerances of 0 where none is given", () => {
    const columns = { a: { role: "input" }, b: { role: "expected", abs: 2 }, c: { role: "expected" } };
    const caseFile = parseCaseFile(JSON.stringify({ ...good, columns, rows: [[1, "x", -2.5e3]] }), "f.json");
    expect(caseFile.columns).toEqual([
      { name: "a", role: "input" },
      { name: "b", role: "expected", rel: 0, abs: 2 },
      { name: "c", role: "expected", rel: 0, abs: 0 },
    ]);
    expect(caseFile.rows).toEqual([[1, "x", -2500]]);
  });

  it.each([
    ['{\n  "title": "x",\n  "rows": [1, 2\n}', "not JSON: expected `,` or `]`, found `}` (rain.json:4:1)"],
    ['{\n  "title": nope\n}', "not JSON: expected a JSON value, found `nope\n}` (rain.json:2:12)"],
    ['{ title: "x" }', 'not JSON: expected a key in double quotes, found `title: "x" }` (rain.json:1:3)'],
    ['{ "a" 1 }', "not JSON: expected `:` after the key, found `1 }` (rain.json:1:7)"],
    ['{ "a": 1', "not JSON: expected `,` or `}`, found the end of the file (rain.json:1:9)"],
    ["", "not JSON: expected a JSON value, found the end of the file (rain.json:1:1)"],
    ["{} x", "not JSON: expected the end of the file, found `x` (rain.json:1:4)"],
    ['{ "a": NaN }', "not JSON: expected a JSON value, found `NaN }` (rain.json:1:8)"],
    ['{ "a": 01 }', "not JSON: expected `,` or `}`, found `1 }` (rain.json:1:9)"],
  ])("that is not JSON is refused with line and column: %j", (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it("names the row, line and column of a row of the wrong length", () => {
    const text = JSON.stringify({ ...good, rows: [] }, null, 2).replace(
      '"rows": []',
      '"rows": [\n    [19.7, 3.5],\n    [19.7]\n  ]',
    );
    expect(messageOf(text)).toBe("rows[1]: row 2: expected 2 values, one a column, found 1 (rain.json:17:5)");
  });

  it.each([
    [{ rows: [[19.7, null]] }, "rows[0][1]: row 1, gamma_dBkm: expected a finite number or a text, found null"],
    [{ rows: [19.7] }, "row 1: expected an array, found 19.7"],
    [{ rows: [] }, "rows: expected at least one row, found an empty array"],
    [{ rows: undefined }, "rows: expected at least one row, found nothing"],
    [{ model: 3 }, "model: expected a text, found 3"],
    [{ title: " " }, 'title: expected a text, found " "'],
    [{ modell: "x" }, "modell: unknown key (rain.json:21:13); did you mean model?"],
    [{ columns: [] }, "columns: expected an object of columns, found an empty array"],
    [{ columns: { a: { role: "input" }, b: { role: "input" } } }, 'at least one column of role "expected", found none'],
    [{ columns: { a: { role: "output" }, b: { role: "expected" } } }, 'expected "input" or "expected", found "output"'],
    [
      { columns: { a: { role: "input", abs: 1 }, b: { role: "expected" } } },
      "a tolerance belongs to an expected column",
    ],
    [{ columns: { a: { role: "input" }, b: { role: "expected", rel: -1 } } }, "b.rel: expected a finite number from 0"],
    [{ columns: { a: { role: "input" }, b: { role: "expected", tol: 1 } } }, "columns.b.tol: unknown key"],
    [{ scenario: "a.yaml" }, 'scenario: allowed only where "model" is "scenario"'],
    [{ model: "scenario" }, "scenario: expected a scenario or the path of one, found nothing"],
  ])("is refused with what was expected and found: %j", (change, message) => {
    expect(refused(change)).toContain(message);
  });

  it("refuses a number too large for a double", () => {
    expect(messageOf(JSON.stringify(good).replace("19.7", "1e999"))).toContain("found Infinity");
  });

  it("reports everything wrong at once", () => {
    expect(refused({ title: 1, source: 2, rows: [[1]] }).split("\n")).toHaveLength(3);
  });

  it("is refused, not overflowed by, endless nesting", () => {
    expect(messageOf(`{"a": ${"[".repeat(100_000)}`)).toContain("at most 100 levels of nesting");
  });

  it("of any content is read or refused with a place, never a crash", () => {
    const text = JSON.stringify(good);
    const mutated = fc
      .tuple(fc.nat(text.length), fc.nat(8), fc.string({ maxLength: 5 }))
      .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(mutated, fc.json(), fc.string()), (content) => {
        try {
          parseCaseFile(content, "f.json");
        } catch (error) {
          expect(error).toBeInstanceOf(LeolinkError);
          for (const { location } of (error as LeolinkError).problems) expect(location?.line).toBeGreaterThan(0);
        }
      }),
      { seed: 2, numRuns: 1500 },
    );
  });

  it("is JSON exactly where JSON.parse says so", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.string({ maxLength: 6, unit: fc.constantFrom(...'[]{}",:-01.e+tn \n\\') })),
        (content) => {
          const isJson = (() => {
            try {
              return JSON.parse(content) !== undefined;
            } catch {
              return false;
            }
          })();
          expect(messageOf(content).startsWith("not JSON")).toBe(!isJson);
        },
      ),
      { seed: 3, numRuns: 3000 },
    );
  });
});
