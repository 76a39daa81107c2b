import { expect, test } from "vitest";
import { patternFromGraspCut } from "../../src/antenna/grasp-cut.js";

/** A cut of GRASP: a line of text, V_INI V_INC V_NUM C ICOMP ICUT NCOMP, and the fields. */
const cut = (header: string, fields: readonly (readonly number[])[]) =>
  [
    "Field data in cuts",
    ` ${header}`,
    ...fields.map((row) => row.map((value) => `  ${value.toExponential(10)}`).join("")),
  ].join("\n");

test("a cut over theta has |E|^2 as gain, co- and cross-polar of Ludwig's third definition", () => {
  const fields = [
    [0, 2, 0.1, 0],
    [10, 0, 0, 0.1],
    [0, 3, 0.1, 0],
  ];
  const text = [0, 90].map((phi) => cut(`-1.0 1.0 3 ${phi} 3 1 2`, fields)).join("\n");
  const table = patternFromGraspCut(`${text}\n`, "feed.cut", "first");
  expect([table.thetaCount, table.phiCount]).toEqual([2, 4]);
  expect(table.peakGain_dBi).toBeCloseTo(20, 9);
  // 20 log10 of 3 and of 2, at theta = 1 and -1 deg.
  expect(table.at(1, 0).co_dBi).toBeCloseTo(9.542425, 5);
  expect(table.at(1, 180).co_dBi).toBeCloseTo(6.0206, 5);
  expect(table.at(0, 0).cross_dBi).toBeCloseTo(-20, 9);
  expect(table.at(1, 0).phase_deg).toBeCloseTo(90, 9);
  const swapped = patternFromGraspCut(text, "feed.cut", "second");
  expect(swapped.peakGain_dBi).toBeCloseTo(-20, 9);
  expect(patternFromGraspCut(text, "feed.cut", "first", 38).at(1, 0).co_dBi).toBeCloseTo(38 - 20 + 9.542425, 5);
});

test("a field along x in theta and phi components is purely co-polar: E_theta = cos(phi), E_phi = -sin(phi)", () => {
  const text = [0, 45, 90, 135]
    .map((phi) => {
      const [cos, sin] = [Math.cos((phi * Math.PI) / 180), Math.sin((phi * Math.PI) / 180)];
      return cut(
        `-90 90 3 ${phi} 1 1 2`,
        [-90, 0, 90].map(() => [2 * cos, 0, -2 * sin, 0]),
      );
    })
    .join("\n");
  const table = patternFromGraspCut(text, "x.cut", "first");
  for (const phi of [0, 45, 135, 180, 225, 270]) {
    expect(table.at(90, phi).co_dBi).toBeCloseTo(6.0206, 5);
    expect(table.at(90, phi).cross_dBi).toBeLessThan(-250);
  }
});

test("conical cuts go over phi", () => {
  const ring = (gain: number) => [0, 1, 2, 3].map((turn) => [gain + turn, 0, 0, 0]);
  const text = [
    cut(
      "0 90 4 0 2 2 2",
      ring(5).map(() => [9, 0, 0, 0]),
    ),
    cut("0 90 4 10 2 2 2", ring(1)),
  ].join("\n");
  const table = patternFromGraspCut(text, "rings.cut", "first");
  expect(table.at(10, 270).co_dBi).toBeCloseTo(20 * Math.log10(4), 9);
  expect(table.at(0, 123).co_dBi).toBeCloseTo(20 * Math.log10(9), 9);
});

test("Fortran's exponents of three digits are read", () => {
  const text = "cut\n0 1 2 0 3 1 2\n 0.1000000000E+02 0.1-120 0.1D-01 0\n 1 0 0 0\n";
  expect(patternFromGraspCut(text, "f.cut", "first").peakGain_dBi).toBeCloseTo(20, 9);
});

test.each([
  ["", /found an empty file \(broken\.cut:1\)/],
  ["text\n0 1 2 0 3 1\n", /expected 7 numbers \(V_INI, .*found 6 \(broken\.cut:2\)/],
  ["text\n0 1 3 0 3 1 2\n1 0 0 0\n1 0 0 0\n", /found the end of the file \(broken\.cut:5\)/],
  ["text\n0 1 2 0 3 1 2\n1 0 0 0\n1 0 x 0\n", /found "x" \(broken\.cut:4\)/],
  ["text\n0 1 2 0 7 1 2\n1 0 0 0\n1 0 0 0\n", /ICOMP: expected 1 .* found 7/],
  ["text\n0 1 2 0 3 1 3\n1 0 0 0 0 0\n1 0 0 0 0 0\n", /NCOMP: expected 2/],
  ["text\n0 1 2.5 0 3 1 2\n", /V_NUM: expected a whole number/],
  ["text\n0 1 1e9 0 3 1 2\n", /V_NUM: expected a whole number from 1 to 1000000/],
  [
    "t\n0 1 2 0 3 1 2\n1 0 0 0\n1 0 0 0\nt\n0 1 2 0 3 1 2\n1 0 0 0\n1 0 0 0\n",
    /each phi once, found 0 deg again, first in line 2.*\(broken\.cut:6\)/,
  ],
])("refuses %j with its place", (text, message) => {
  expect(() => patternFromGraspCut(text, "broken.cut", "first")).toThrow(message);
});
