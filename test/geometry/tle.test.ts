import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTleFile, tleEpoch_ms, tleProblems } from "../../src/geometry/tle.js";
import { LeolinkError } from "../../src/leolink-error.js";

const line1 = "1 63724U 25088A   25334.98169249  .00003154  00000+0  27297-3 0  9992";
const line2 = "2 63724  51.8899 176.8893 0010888 132.6246 227.5645 14.99833878 33259";

/** The line with other text from a column (from 1) on, and the checksum made right again. */
function edited(line: string, column: number, text: string): string {
  const body = (line.slice(0, column - 1) + text + line.slice(column - 1 + text.length)).slice(0, 68);
  const sum = [...body].reduce((total, c) => total + (c === "-" ? 1 : c >= "0" && c <= "9" ? Number(c) : 0), 0);
  return body + String(sum % 10);
}

describe("a two-line element set", () => {
  test.each([
    [line1, line2],
    // Verification set of AIAA 2006-6753: Vanguard 1, a decaying satellite, a Molniya.
    [
      "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753",
      "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667",
    ],
    [
      "1 28350U 04020A   06167.21788666  .16154492  76267-5  18678-3 0  8894",
      "2 28350  64.9977 345.6130 0024870 260.7578  99.9590 16.47856722116490",
    ],
    [
      "1 08195U 75081A   06176.33215444  .00000099  00000-0  11873-3 0   813",
      "2 08195  64.1586 279.0717 6877146 264.7651  20.2257  2.00491383225656",
    ],
  ])("that is sound has no problem: %s", (first, second) => {
    expect(tleProblems(first, second)).toEqual([]);
  });

  test("has its epoch at day 334.98 of 2025", () => {
    // 0.98169249 d = 23 h 33 min 38.231 s
    expect(new Date(tleEpoch_ms(line1)).toISOString()).toBe("2025-11-30T23:33:38.231Z");
    expect(new Date(tleEpoch_ms(line1.replace("25334", "58001"))).getUTCFullYear()).toBe(1958);
  });

  test.each([
    ["a wrong checksum of line 1", `${line1.slice(0, 68)}5`, line2, 1, 69],
    ["a wrong checksum of line 2", line1, `${line2.slice(0, 68)}0`, 2, 69],
    ["a line that is cut", line1.slice(0, 60), line2, 1, 61],
    ["a line that is too long", line1, `${line2}7`, 2, 70],
    ["another satellite on line 2", line1, edited(line2, 3, "63725"), 2, 3],
    ["an inclination of 190 deg", line1, edited(line2, 9, "190.0000"), 2, 9],
    ["a mean motion of zero", line1, edited(line2, 53, " 0.00000000"), 2, 53],
    ["letters in the eccentricity", line1, edited(line2, 27, "00108x8"), 2, 27],
    ["day 400 of the year", edited(line1, 21, "400"), line2, 1, 19],
    ["day 0 of the year", edited(line1, 21, "000"), line2, 1, 19],
    ["a drag term without its sign", edited(line1, 60, "3"), line2, 1, 54],
    ["columns that are shifted", edited(line1, 19, " 25334.9816924"), line2, 1, 19],
    ["swapped lines", line2, line1, 1, 1],
  ])("with %s is refused at its column", (_, first, second, line, column) => {
    const problems = tleProblems(first, second);
    expect(problems.map((problem) => ({ line: problem.line, column: problem.column }))).toContainEqual({
      line,
      column,
    });
    expect(problems[0].message).toMatch(/TLE line [12].*expected.*found/);
  });

  test("with any single digit changed is refused", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.nat(68), fc.integer({ min: 1, max: 9 }), (isFirst, place, step) => {
        const line = isFirst ? line1 : line2;
        fc.pre(line[place] >= "0" && line[place] <= "9");
        const changed = line.slice(0, place) + String((Number(line[place]) + step) % 10) + line.slice(place + 1);
        expect(tleProblems(isFirst ? changed : line1, isFirst ? line2 : changed)).not.toEqual([]);
      }),
    );
  });

  test("of any text is answered without a throw", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), fc.string({ minLength: 69, maxLength: 69 }), (a, b) => {
        expect(tleProblems(a, b).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("a TLE file", () => {
  test("may have names, no names, blank lines, CRLF and a byte order mark", () => {
    const text = `\uFEFFKUIPER-00008   \r\n${line1}\r\n${line2}  \r\n\r\n0 SECOND\n${line1}\n\n${line2}\n${line1}\n${line2}`;
    expect(parseTleFile(text)).toEqual([
      { name: "KUIPER-00008", line1, line2, lineNumber: 2 },
      { name: "SECOND", line1, line2, lineNumber: 6 },
      { name: "", line1, line2, lineNumber: 9 },
    ]);
    expect(parseTleFile("\n \r\n")).toEqual([]);
  });

  test.each([
    [`NAME\n${line1}\n`, "line 2: expected line 2 of the element set to follow, found the end of the text"],
    [`${line2}\n`, "line 1: expected line 1 of an element set"],
    [`A\nB\n${line1}\n${line2}\n`, "line 1: expected line 1 of an element set"],
  ])("with a piece missing is refused with its line", (text, message) => {
    expect(() => parseTleFile(text)).toThrow(LeolinkError);
    expect(() => parseTleFile(text)).toThrow(message);
  });

  test("of any text is read or refused, never a crash", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(line1, line2, "NAME", "", "1 ", "2 "), fc.string())), (lines) => {
        try {
          expect(parseTleFile(lines.join("\n"))).toBeInstanceOf(Array);
        } catch (error) {
          expect(error).toBeInstanceOf(LeolinkError);
        }
      }),
    );
  });
});
