import { expect, test } from "vitest";
import { antennaGain_dBi, antennaWarnings, peakGain_dBi } from "../../src/antenna/antenna-gain.js";
import type { ImportedPattern } from "../../src/antenna/antenna-pattern.js";
import { patternFromCsv } from "../../src/antenna/pattern-csv.js";

const round = "theta_deg,phi_deg,gain_dBi\n# a dish\n0,0,30\n2,0,27\n4,0,10\n\n90,0,-10\n";
const imported = (text: string, peakGain_dBi?: number): ImportedPattern => ({
  kind: "imported",
  file: "dish.csv",
  format: "csv",
  coPolar: "first",
  table: patternFromCsv(text, "dish.csv", peakGain_dBi),
});

test("gains are those of the file at its angles and linear in decibels between, all around where there is one cut", () => {
  const pattern = imported(round);
  expect(peakGain_dBi(pattern, 20e9)).toBe(30);
  expect(antennaGain_dBi(pattern, 20e9, 2)).toBeCloseTo(27, 12);
  expect(antennaGain_dBi(pattern, 20e9, 3)).toBeCloseTo(18.5, 12);
  expect(antennaGain_dBi(pattern, 20e9, 3, 0, 200)).toBeCloseTo(18.5, 12);
  expect(antennaGain_dBi(pattern, 20e9, 91)).toBe(Number.NEGATIVE_INFINITY);
  expect(antennaWarnings(pattern, 20e9)[0].message).toMatch(/ends at 90 deg/);
});

test("a pointing error takes the lower of both sides", () => {
  // 1 deg to either side of 2 deg: 28.5 and 18.5 dBi.
  expect(antennaGain_dBi(imported(round), 20e9, 2, 1)).toBeCloseTo(18.5, 12);
  const rising = "theta_deg,phi_deg,gain_dBi\n0,0,2\n50,0,6\n60,0,5\n";
  expect(antennaGain_dBi(imported(rising), 20e9, 40, 5)).toBeCloseTo(2 + (4 * 35) / 50, 12);
});

test("a peak gain shifts all gains alike", () => {
  const pattern = imported(round, 33);
  expect(peakGain_dBi(pattern, 20e9)).toBe(33);
  expect(antennaGain_dBi(pattern, 20e9, 4)).toBeCloseTo(13, 12);
});

test("cuts from one side to the other are folded, in any order of lines and columns", () => {
  const text = [
    "gain_dBi, phi_deg, theta_deg, phase_deg, crossGain_dBi",
    ...[
      [10, 0, 0],
      [4, 0, 30],
      [6, 0, -30],
      [10, 90, 0],
      [5, 90, 30],
      [7, 90, -30],
    ].map(([gain, phi, theta]) => `${gain},${phi},${theta},${theta > 0 ? 170 : -170},${gain - 20}`),
  ].join("\r\n");
  const table = patternFromCsv(text, "cuts.csv");
  expect([table.thetaCount, table.phiCount]).toEqual([2, 4]);
  const gain = (phi: number) => table.at(30, phi).co_dBi;
  expect([gain(0), gain(90), gain(180), gain(270)]).toEqual([4, 5, 6, 7]);
  expect(gain(45)).toBeCloseTo(4.5, 12);
  // From 270 round to 360.
  expect(gain(315)).toBeCloseTo(5.5, 12);
  expect(gain(-45)).toBeCloseTo(5.5, 12);
  expect(table.at(-30, 0).co_dBi).toBe(6);
  expect(table.at(30, 0).cross_dBi).toBe(-16);
  // 170 and -170 deg are 20 deg apart, across 180.
  expect(Math.abs(table.at(30, 135).phase_deg)).toBeCloseTo(180, 9);
});

test.each([
  ["", /expected a line of columns/],
  ["theta_deg,phi_deg\n0,0\n", /broken\.csv:1.*|column gain_dBi, found none/],
  ["theta_deg,phi_deg,gain_dBi,colour\n", /found "colour" \(broken\.csv:1\)/],
  [
    "theta_deg,phi_deg,gain_dBi\n0,0,5\n1,0,x\n",
    /gain_dBi: expected a number from -400 to 100, found "x" \(broken\.csv:3:5\)/,
  ],
  ["theta_deg,phi_deg,gain_dBi\n0,0,5\n1,0\n", /expected 3 values, found 2 \(broken\.csv:3\)/],
  ["theta_deg,phi_deg,gain_dBi\n0,0,5\n200,0,3\n", /theta_deg: expected a number from -180 to 180/],
  [
    "theta_deg,phi_deg,gain_dBi\n0,0,5\n0,90,5\n0,180,5\n0,270,5\n1,0,4\n1,90,4\n1,180,4\n",
    /found none at theta 1 deg, phi 270 deg/,
  ],
  [
    "theta_deg,phi_deg,gain_dBi\n0,0,5\n0,90,5\n1,0,4\n1,90,4\n",
    /no more than 90 deg apart, found none from phi 90 to 360 deg/,
  ],
  ["theta_deg,phi_deg,gain_dBi\n5,0,5\n6,0,4\n", /expected samples from theta = 0 on, found 5 deg/],
  [
    "theta_deg,phi_deg,gain_dBi\n0,0,5\n1,0,4\n1,0,3\n",
    /expected the gain of line 3, 4 dBi in the same direction, found 3 dBi \(broken\.csv:4\)/,
  ],
  ["theta_deg,phi_deg,gain_dBi\n", /expected samples of a pattern, found none/],
])("refuses %j with its place", (text, message) => {
  expect(() => patternFromCsv(text, "broken.csv")).toThrow(message);
});
