import { expect, test } from "vitest";
import type { PlanarArray } from "../../src/antenna/antenna-pattern.js";
import { polarisedParts, portField } from "../../src/antenna/dual-polarisation.js";
import { elementGains } from "../../src/antenna/element-pattern.js";

test("an XPD of 20 dB leaves 1 part in 101 in the other polarisation, and a pure antenna none", () => {
  const { co, cross } = polarisedParts({ xpd_dB: 20, rotation_deg: 0 });
  expect(co).toBeCloseTo(100 / 101, 12);
  expect(cross).toBeCloseTo(1 / 101, 12);
  expect(polarisedParts()).toEqual({ co: 1, cross: 0 });
});

test("a rotation of 30 deg takes 3/4 of the power to the co-polar part, of 90 deg none", () => {
  const turned = polarisedParts({ xpd_dB: Number.POSITIVE_INFINITY, rotation_deg: 30 });
  expect(turned.co).toBeCloseTo(0.75, 12);
  expect(turned.cross).toBeCloseTo(0.25, 12);
  expect(polarisedParts({ xpd_dB: Number.POSITIVE_INFINITY, rotation_deg: 90 }).co).toBeCloseTo(0, 12);
});

test("the two ports are orthogonal and of unit power at any XPD and rotation", () => {
  for (const xpd_dB of [3, 15, 40]) {
    for (const rotation_deg of [0, 17, 90, 200]) {
      const [a, b] = ([0, 1] as const).map((port) => portField({ xpd_dB, rotation_deg }, port));
      for (const { coPolar, crossPolar } of [a, b]) {
        expect(coPolar.re ** 2 + coPolar.im ** 2 + crossPolar.re ** 2 + crossPolar.im ** 2).toBeCloseTo(1, 12);
      }
      // a conj(b), summed over both polarisations.
      const re =
        a.coPolar.re * b.coPolar.re +
        a.coPolar.im * b.coPolar.im +
        a.crossPolar.re * b.crossPolar.re +
        a.crossPolar.im * b.crossPolar.im;
      const im =
        a.coPolar.im * b.coPolar.re -
        a.coPolar.re * b.coPolar.im +
        a.crossPolar.im * b.crossPolar.re -
        a.crossPolar.re * b.crossPolar.im;
      expect(Math.hypot(re, im)).toBeLessThan(1e-12);
    }
  }
});

test("an element shares its gain between the polarisations", () => {
  const array: PlanarArray = {
    kind: "planarArray",
    rows: 1,
    columns: 1,
    rowSpacing: 0.5,
    columnSpacing: 0.5,
    elementGain_dBi: 5,
    elementExponent: 1,
    taper: "uniform",
    loss_dB: 0,
    scanLimit_deg: 60,
    polarisation: { xpd_dB: 20, rotation_deg: 0 },
  };
  const { co_dBi, cross_dBi } = elementGains(array, { theta_deg: 60, phi_deg: 0 });
  // 5 dBi - 3.0103 dB at 60 deg, 0.0432 dB to the other polarisation.
  expect(co_dBi).toBeCloseTo(1.9465, 4);
  expect(co_dBi - cross_dBi).toBeCloseTo(20, 10);
  expect(10 ** (co_dBi / 10) + 10 ** (cross_dBi / 10)).toBeCloseTo(10 ** 0.5 / 2, 10);
});

test("an XPD below 0 dB is refused", () => {
  expect(() => portField({ xpd_dB: -1, rotation_deg: 0 }, 0)).toThrow(/XPD from 0 dB/);
  expect(() => portField({ xpd_dB: Number.NaN, rotation_deg: 0 }, 0)).toThrow(/XPD from 0 dB/);
});
