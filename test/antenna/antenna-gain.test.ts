import { expect, test } from "vitest";
import { antennaGain_dBi, antennaWarnings, peakGain_dBi, pointingLoss_dB } from "../../src/antenna/antenna-gain.js";
import type { AntennaPattern, PlanarArray } from "../../src/antenna/antenna-pattern.js";

const array: PlanarArray = {
  kind: "planarArray",
  rows: 32,
  columns: 32,
  rowSpacing: 0.5,
  columnSpacing: 0.5,
  elementGain_dBi: 4.9,
  elementExponent: 1.3,
  taper: "uniform",
  loss_dB: 1,
  scanLimit_deg: 60,
};
const patterns: readonly AntennaPattern[] = [
  { kind: "circularAperture", diameter_m: 0.48, efficiency: 0.6 },
  array,
  { kind: "fixedGain", gain_dBi: 3 },
  { kind: "ituS465", gain_dBi: 37.8, diameter_m: 0.48 },
  { kind: "ituS1528", gain_dBi: 36, halfBeamwidth_deg: 1.2, sideLobe_dB: -20 },
];

test.each(patterns)("on boresight without error the gain is the peak: $kind", (pattern) => {
  expect(antennaGain_dBi(pattern, 20e9, 0)).toBeCloseTo(peakGain_dBi(pattern, 20e9), 9);
});

test("a pointing error of half the beamwidth costs 3 dB", () => {
  // TR 38.821, Table 6.1.1.1-1: 0.5 m at 20 GHz has a beamwidth of 1.7647 deg
  const satellite = { kind: "circularAperture", diameter_m: 0.5, efficiency: 0.6 } as const;
  expect(pointingLoss_dB(satellite, 20e9, 0, 1.7647 / 2)).toBeCloseTo(3, 3);
  expect(pointingLoss_dB({ kind: "fixedGain", gain_dBi: 3 }, 20e9, 0, 10)).toBe(0);
});

test("an array loses by pointing what a line of its length loses, more beside the plane of scan than in it", () => {
  // A uniform line of 16 wavelengths: half-power beamwidth 50.8 lambda/L = 3.17 deg
  expect(pointingLoss_dB(array, 20e9, 0, 3.17 / 2)).toBeCloseTo(3.0, 1);
  const inPlaneOnly = pointingLoss_dB({ ...array, rows: 1 }, 20e9, 50, 1.5);
  const both = pointingLoss_dB(array, 20e9, 50, 1.5);
  expect(both).toBeGreaterThan(inPlaneOnly);
  expect(both).toBeCloseTo(pointingLoss_dB(array, 20e9, 0, 1.5), 1);
});

test("beyond the scan limit the beam stays behind", () => {
  const atLimit_dBi = antennaGain_dBi(array, 20e9, 60);
  expect(antennaGain_dBi(array, 20e9, 60.001)).toBeCloseTo(atLimit_dBi, 2);
  expect(antennaGain_dBi(array, 20e9, 63)).toBeLessThan(atLimit_dBi - 1);
});

test("a round array sees all azimuths alike", () => {
  expect(antennaGain_dBi(array, 20e9, 40, 0, 0)).toBeCloseTo(antennaGain_dBi(array, 20e9, 40, 0, 73), 9);
});

test("warnings come from the pattern in use", () => {
  expect(antennaWarnings({ ...array, rowSpacing: 0.7 }, 20e9).length).toBeGreaterThan(0);
  expect(antennaWarnings(patterns[0], 20e9)).toEqual([]);
  expect(antennaWarnings(patterns[4], 31e9)[0].source).toBe("ITU-R S.1528");
});

test.each(patterns)("angles that are none are refused: $kind", (pattern) => {
  expect(() => antennaGain_dBi(pattern, 20e9, Number.NaN)).toThrow(RangeError);
  expect(() => antennaGain_dBi(pattern, 20e9, -1)).toThrow(RangeError);
  expect(() => antennaGain_dBi(pattern, 20e9, 1, Number.NaN)).toThrow(RangeError);
});
