import { expect, test } from "vitest";
import { peakGain_dBi } from "../../src/antenna/antenna-gain.js";
import type { AntennaPattern } from "../../src/antenna/antenna-pattern.js";
import { equivalentAperture } from "../../src/antenna/equivalent-aperture.js";

const patterns: readonly AntennaPattern[] = [
  { kind: "circularAperture", diameter_m: 0.48, efficiency: 0.6 },
  {
    kind: "planarArray",
    rows: 32,
    columns: 24,
    rowSpacing: 0.5,
    columnSpacing: 0.55,
    elementGain_dBi: 4.9,
    elementExponent: 1.3,
    taper: "cosine",
    loss_dB: 1,
    scanLimit_deg: 60,
  },
  { kind: "fixedGain", gain_dBi: 3 },
  { kind: "ituS465", gain_dBi: 37.8, diameter_m: 0.48 },
  { kind: "ituS1528", gain_dBi: 36, halfBeamwidth_deg: 1.2, sideLobe_dB: -20 },
];

test.each(patterns)("the equivalent aperture has the antenna's peak gain: $kind", (pattern) => {
  const { diameter_m, efficiency } = equivalentAperture(pattern, 20e9);
  const gain_dBi = 10 * Math.log10(efficiency * ((Math.PI * diameter_m * 20e9) / 299_792_458) ** 2);
  expect(gain_dBi).toBeCloseTo(peakGain_dBi(pattern, 20e9), 9);
});

test("an array of 0.5 x 0.55 wavelength cells is the circle of its area", () => {
  // 768 cells of 0.275 square wavelengths: 211.2; diameter 2 sqrt(211.2 / pi) = 16.40 wavelengths of 14.990 mm
  expect(equivalentAperture(patterns[1], 20e9).diameter_m).toBeCloseTo(0.2458, 4);
});
