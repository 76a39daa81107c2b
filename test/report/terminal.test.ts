import { describe, expect, it } from "vitest";
import type { Pass } from "../../src/geometry/passes.js";
import { attenuationTable } from "../../src/report/terminal-attenuation.js";
import { budgetTable } from "../../src/report/terminal-budget.js";
import { passTable } from "../../src/report/terminal-passes.js";
import { terminalTable } from "../../src/report/terminal-table.js";
import { alignedLines, wrappedLines } from "../../src/report/terminal-text.js";
import { gapFixture, hostileFixture, runResultFixture } from "./run-result-fixture.js";

const widest = (text: string) => Math.max(...text.split("\n").map((line) => [...line].length));
// biome-ignore lint/suspicious/noControlCharactersInRegex: the test is about them
const escapes = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

const pass: Pass = {
  rise_ms: Date.UTC(2025, 11, 1, 0, 7, 52, 140),
  culmination_ms: Date.UTC(2025, 11, 1, 0, 10, 50),
  set_ms: Date.UTC(2025, 11, 1, 0, 13, 47, 990),
  duration_s: 355.85,
  maxElevation_deg: 71.3,
  riseAzimuth_deg: 310,
  culminationAzimuth_deg: 227,
  setAzimuth_deg: 145,
  maxRangeRate_ms: 6362.4,
  isClipped: false,
};

describe("the table of key figures", () => {
  it("shows figures with unit and interval, and the link at both moments, within 80 columns", () => {
    const text = terminalTable(runResultFixture());
    expect(widest(text)).toBeLessThanOrEqual(80);
    expect(text).toMatch(/Delivered throughput +98\.\d+ +Mbit\/s +98\.\d+ to 99\.\d+/);
    expect(text).toMatch(/C\/N +18\.01 +2\.27 +dB/);
    expect(text).toContain("95 % interval");
    expect(text).not.toMatch(escapes);
  });

  it("fits a narrow terminal and marks its headings only where colour is wanted", () => {
    expect(widest(terminalTable(runResultFixture(), { width: 60 }))).toBeLessThanOrEqual(60);
    expect(terminalTable(runResultFixture(), { isColoured: true })).toContain("\u001b[1mThe run");
  });

  it("has one column for a fixed geometry, no interval for a budget, a dash for no figure", () => {
    const fixed = terminalTable(runResultFixture({ isFixed: true, fidelity: "budget" }));
    expect(fixed).not.toMatch(/edge|interval|replication|UTC/);
    expect(terminalTable(gapFixture())).toMatch(/Latency, median +- +ms/);
  });

  it("passes no control character of a scenario on to the terminal", () => {
    const hostile = runResultFixture({ title: "a\u001b[2J\u009b31mb\u202ec" });
    expect(terminalTable(hostile)).not.toMatch(escapes);
    expect(terminalTable(hostileFixture())).not.toMatch(escapes);
  });
});

describe("the itemised budget", () => {
  const { culmination } = runResultFixture();

  it("names formula and source beneath each term, within 80 columns", () => {
    const text = budgetTable(culmination, false);
    expect(widest(text)).toBeLessThanOrEqual(80);
    expect(text).toMatch(/\+ {2}G\/T +8\.06 {2}dB\/K\n {5}G - 10 log10\(Tsys\); definition/);
    expect(text).toMatch(/- {2}Free-space loss +174\.75 {2}dB/);
    expect(text).toMatch(/QPSK 1\/4 +-2\.35 +18\.0\d {2}dB/);
    expect(text).not.toContain("slant range = ");
  });

  it("shows the inputs of each term when asked to explain", () => {
    expect(budgetTable(culmination, true)).toMatch(/slant range = 661\.\d km/);
    expect(widest(budgetTable(culmination, true, { width: 72 }))).toBeLessThanOrEqual(72);
  });
});

describe("passes", () => {
  it("show times to a tenth of a second and the largest Doppler shift (v f / c)", () => {
    const text = passTable([pass], 19.7e9);
    expect(text).toContain("2025-12-01 00:07:52.1  00:10:50.0  00:13:48.0");
    expect(text).toMatch(/355\.9 +71\.30 +418\.1/);
    expect(widest(passTable([pass, { ...pass, isClipped: true }], 19.7e9))).toBeLessThanOrEqual(80);
    expect(passTable([], 19.7e9)).toBe("no pass");
  });
});

describe("attenuation", () => {
  it("shows the parts and what they make together", () => {
    const text = attenuationTable(
      [
        { label: "rain", value_dB: 7.793, source: "ITU-R P.618-14, 2.2.1.1" },
        { label: "gas", value_dB: 1.2, source: "ITU-R P.676-13, Annex 2" },
      ],
      { label: "total", value_dB: 9.01, source: "ITU-R P.618-14, equation 65" },
    );
    expect(text.split("\n")).toEqual([
      "rain   7.79  dB  ITU-R P.618-14, 2.2.1.1",
      "gas    1.20  dB  ITU-R P.676-13, Annex 2",
      "total  9.01  dB  ITU-R P.618-14, equation 65",
    ]);
  });
});

describe("lines of text", () => {
  it("cut the giving column only", () => {
    const columns = [{ align: "left", gives: true }, { align: "right" }] as const;
    expect(alignedLines(columns, [["a label that is long", "12.34"]], 22)).toEqual(["a label that i…  12.34"]);
  });

  it("wrap at words and keep the indent", () => {
    expect(wrappedLines("one two three", 10, "  ")).toEqual(["  one two", "  three"]);
    expect(wrappedLines("", 10, "  ")).toEqual([]);
  });
});
