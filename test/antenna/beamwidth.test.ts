import { expect, test } from "vitest";
import { beamwidth_deg } from "../../src/antenna/beamwidth.js";

test.each([
  // TR 38.821, Tables 6.1.1.1-1 and -2
  [2e9, 2, 4.4127],
  [20e9, 0.5, 1.7647],
  [2e9, 22, 0.4011],
  [2e9, 1, 8.832],
])("at %d Hz a %d m aperture has TR 38.821's beamwidth of %d deg", (carrier_Hz, diameter_m, expected_deg) => {
  expect(beamwidth_deg({ kind: "circularAperture", diameter_m, efficiency: 1 }, carrier_Hz)).toBeCloseTo(
    expected_deg,
    3,
  );
});

test("a mask has the beamwidth it was given", () => {
  const beam = { kind: "ituS1528", gain_dBi: 36, halfBeamwidth_deg: 1.2, sideLobe_dB: -20 } as const;
  expect(beamwidth_deg(beam, 20e9)).toBeCloseTo(2.4, 9);
});

test("an array is narrow along its long side", () => {
  // Uniform line of L wavelengths: 0.886 / L rad at half power (Balanis, Table 6.2)
  const array = {
    kind: "planarArray",
    rows: 10,
    columns: 40,
    rowSpacing: 0.5,
    columnSpacing: 0.5,
    elementGain_dBi: 5,
    elementExponent: 0,
    taper: "uniform",
    loss_dB: 0,
    scanLimit_deg: 60,
  } as const;
  expect(beamwidth_deg(array, 20e9, 3.0103, 0)).toBeCloseTo((0.886 / 20) * (180 / Math.PI), 2);
  expect(beamwidth_deg(array, 20e9, 3.0103, 90)).toBeCloseTo((0.886 / 5) * (180 / Math.PI), 0);
});

test("a fixed gain has no beamwidth", () => {
  expect(beamwidth_deg({ kind: "fixedGain", gain_dBi: 0 }, 20e9)).toBeUndefined();
});
