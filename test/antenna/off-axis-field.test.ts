import { describe, expect, it } from "vitest";
import { apertureRelativeGain_dB } from "../../src/antenna/circular-aperture.js";
import { s1528Gain_dBi } from "../../src/antenna/itu-s1528.js";
import { OffAxisField } from "../../src/antenna/off-axis-field.js";

const radian = Math.PI / 180;

describe("tabulated field of a round beam", () => {
  const aperture = { kind: "circularAperture", diameter_m: 0.5, efficiency: 0.6 } as const;

  it("is the Bessel pattern of TR 38.811, 6.4.1, within 1e-6 of the peak, in the table and beyond it", () => {
    const field = new OffAxisField(aperture, 20e9, 0.3);
    for (let angle_deg = 0; angle_deg < 90; angle_deg += 0.0317) {
      const expected = 10 ** (apertureRelativeGain_dB(0.5, 20e9, angle_deg) / 20);
      expect(Math.abs(Math.abs(field.at(Math.cos(angle_deg * radian))) - expected)).toBeLessThan(1e-6);
    }
  });

  it("is 1 on the axis, turns its sign at the first null and ends at 90 deg", () => {
    const field = new OffAxisField(aperture, 20e9, 2);
    expect(field.at(1)).toBeCloseTo(1, 12);
    // First null of J1 at 3.8317: sin(angle) = 3.8317 c / (pi D f).
    const null_rad = Math.asin((3.8317 * 299_792_458) / (Math.PI * 0.5 * 20e9));
    expect(field.at(Math.cos(null_rad - 0.002))).toBeGreaterThan(0);
    expect(field.at(Math.cos(null_rad + 0.002))).toBeLessThan(0);
    expect(Math.abs(field.at(Math.cos(null_rad)))).toBeLessThan(1e-4);
    expect(field.at(-0.01)).toBe(0);
  });

  it("follows a mask", () => {
    const mask = { kind: "ituS1528", gain_dBi: 38, halfBeamwidth_deg: 1, sideLobe_dB: -20 } as const;
    const field = new OffAxisField(mask, 20e9, 0.5);
    for (const angle_deg of [0, 0.5, 1, 2, 4, 6, 20, 60, 120, 179]) {
      const gain_dBi = 38 + 20 * Math.log10(field.at(Math.cos(angle_deg * radian)));
      expect(Math.abs(gain_dBi - s1528Gain_dBi(mask, angle_deg))).toBeLessThan(0.01);
    }
  });
});
