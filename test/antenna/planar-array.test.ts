import fc from "fast-check";
import { expect, test } from "vitest";
import type { PlanarArray } from "../../src/antenna/antenna-pattern.js";
import { arrayWarnings, gratingLobeFreeScan_deg } from "../../src/antenna/array-warnings.js";
import { elementGain_dBi } from "../../src/antenna/element-pattern.js";
import { arrayGain_dBi, arrayScanGain_dBi, taperEfficiency } from "../../src/antenna/planar-array.js";

const array: PlanarArray = {
  kind: "planarArray",
  rows: 32,
  columns: 32,
  rowSpacing: 0.5,
  columnSpacing: 0.5,
  elementGain_dBi: 4.97,
  elementExponent: 1,
  taper: "uniform",
  loss_dB: 0,
  scanLimit_deg: 60,
};
const broadside = { theta_deg: 0, phi_deg: 0 };

test("elements that fill half-wavelength cells give the gain of the whole area", () => {
  // 4 pi A / lambda^2 with A = (16 lambda)^2: 35.07 dBi
  expect(arrayScanGain_dBi(array, 0)).toBeCloseTo(35.07, 1);
});

test("an element of cos(theta) loses 3.01 dB of scan at 60 deg, one of cos^1.5 4.52 dB", () => {
  const scanLoss_dB = (exponent: number) =>
    arrayScanGain_dBi({ ...array, elementExponent: exponent }, 0) -
    arrayScanGain_dBi({ ...array, elementExponent: exponent }, 60);
  expect(scanLoss_dB(1)).toBeCloseTo(3.0103, 4);
  expect(scanLoss_dB(1.5)).toBeCloseTo(4.5154, 4);
});

test("a cosine taper costs 0.91 dB in each plane, lowers the first side lobe to -23 dB and widens the beam by 1.34", () => {
  // Balanis, "Antenna Theory", Table 12.1: cosine distribution, efficiency 0.81 (0.91 dB), -23.2 dB, 68.8 lambda/L against 50.6
  const tapered: PlanarArray = { ...array, rows: 1, columns: 400, taper: "cosine" };
  const uniform: PlanarArray = { ...tapered, taper: "uniform" };
  expect(10 * Math.log10(taperEfficiency(tapered))).toBeCloseTo(-0.912, 3);
  const relative_dB = (line: PlanarArray, u: number) => {
    const theta_deg = (Math.asin(u / 200) * 180) / Math.PI;
    return arrayGain_dBi(line, { theta_deg, phi_deg: 0 }, broadside) - arrayScanGain_dBi(line, 0);
  };
  // First side lobes at u = L / lambda sin(theta) = 1.43 and 1.89; half-power points at 0.4430 and 0.5945.
  expect(relative_dB(uniform, 1.4303)).toBeCloseTo(-13.26, 1);
  expect(relative_dB(tapered, 1.8896)).toBeCloseTo(-23.0, 1);
  expect(relative_dB(uniform, 0.443)).toBeCloseTo(-3.01, 1);
  expect(relative_dB(tapered, 0.5945)).toBeCloseTo(-3.01, 1);
});

test("a beam has its gain where it is steered to, and nowhere more by the array factor", () => {
  const angle = fc.double({ min: 0, max: 89, noNaN: true });
  const turn = fc.double({ min: 0, max: 360, noNaN: true });
  fc.assert(
    fc.property(angle, turn, angle, turn, fc.constantFrom("uniform", "cosine"), (theta, phi, theta0, phi0, taper) => {
      const one: PlanarArray = { ...array, rows: 7, columns: 12, taper: taper as PlanarArray["taper"], loss_dB: 0.7 };
      const beam = { theta_deg: theta0, phi_deg: phi0 };
      const full_dB = 10 * Math.log10(7 * 12 * taperEfficiency(one)) - 0.7;
      expect(arrayGain_dBi(one, beam, beam)).toBeCloseTo(elementGain_dBi(one, theta0) + full_dB, 9);
      const direction = { theta_deg: theta, phi_deg: phi };
      expect(arrayGain_dBi(one, direction, beam)).toBeLessThanOrEqual(elementGain_dBi(one, theta) + full_dB + 1e-9);
    }),
  );
});

test("a wider spacing brings a grating lobe into sight: 0.9 wavelengths beyond 6.4 deg", () => {
  expect(gratingLobeFreeScan_deg({ ...array, rowSpacing: 0.9 })).toBeCloseTo(6.4, 1);
  expect(gratingLobeFreeScan_deg(array)).toBe(90);
  expect(gratingLobeFreeScan_deg({ ...array, columnSpacing: 1 })).toBeNaN();
  const wide = { ...array, rowSpacing: 0.6, elementGain_dBi: 5 };
  const [warning] = arrayWarnings({ ...wide, scanLimit_deg: 50 });
  expect(warning.message).toMatch(/0\.6 wavelengths allows grating lobes beyond 41\.8 deg of scan/);
  expect(arrayWarnings({ ...wide, scanLimit_deg: 40 })).toEqual([]);
  // The lobe is there: at sin(theta) = sin(50) - 1 / 0.6 the array factor is whole again.
  const across: PlanarArray = { ...wide, rows: 32, elementExponent: 0 };
  const lobe = { theta_deg: (Math.asin(1 / 0.6 - Math.sin((50 * Math.PI) / 180)) * 180) / Math.PI, phi_deg: 270 };
  expect(arrayGain_dBi(across, lobe, { theta_deg: 50, phi_deg: 90 })).toBeCloseTo(arrayScanGain_dBi(across, 0), 6);
});

test("an element that claims more than its cell can gather is warned of", () => {
  const [warning] = arrayWarnings({ ...array, elementGain_dBi: 6 });
  expect(warning.message).toMatch(/6 dBi exceeds the 4\.97 dBi of its cell/);
  expect(arrayWarnings({ ...array, elementGain_dBi: 5 })).toEqual([]);
});

test("behind the array there is nothing", () => {
  expect(arrayGain_dBi(array, { theta_deg: 90, phi_deg: 0 }, broadside)).toBe(Number.NEGATIVE_INFINITY);
  expect(arrayGain_dBi(array, { theta_deg: 170, phi_deg: 0 }, broadside)).toBe(Number.NEGATIVE_INFINITY);
});
