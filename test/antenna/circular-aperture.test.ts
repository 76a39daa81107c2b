import fc from "fast-check";
import { expect, test } from "vitest";
import { aperturePeakGain_dBi, apertureRelativeGain_dB } from "../../src/antenna/circular-aperture.js";

test("the terminal of TR 38.821 with 60 cm has about its 39.7 and 43.2 dBi", () => {
  // TR 38.821, Table 6.1.1.1-3: 39.7 dBi at 20 GHz and 43.2 dBi at 30 GHz, which is an efficiency near 0.59
  const dish = { kind: "circularAperture", diameter_m: 0.6, efficiency: 0.59 } as const;
  expect(aperturePeakGain_dBi(dish, 20e9)).toBeCloseTo(39.7, 1);
  expect(aperturePeakGain_dBi(dish, 30e9)).toBeCloseTo(43.2, 1);
});

test("the first side lobe stands 17.57 dB below the peak, between the nulls of J1", () => {
  // Uniform circular aperture, Balanis, "Antenna Theory", Table 12.1: -17.6 dB
  const wavelength_m = 299_792_458 / 20e9;
  const angle_deg = (x: number) => (Math.asin((x * wavelength_m) / Math.PI) * 180) / Math.PI;
  expect(apertureRelativeGain_dB(1, 20e9, angle_deg(5.1356))).toBeCloseTo(-17.57, 2);
  expect(apertureRelativeGain_dB(1, 20e9, angle_deg(3.8317059702))).toBeLessThan(-180);
});

test("the gain is round, never above the peak, and absent behind the aperture", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 5, noNaN: true }),
      fc.double({ min: 0, max: 90, noNaN: true }),
      (d, angle) => {
        const gain_dB = apertureRelativeGain_dB(d, 20e9, angle);
        expect(gain_dB).toBeLessThanOrEqual(0);
        expect(apertureRelativeGain_dB(d, 20e9, -angle)).toBe(gain_dB);
      },
    ),
  );
  expect(apertureRelativeGain_dB(1, 20e9, 0)).toBe(0);
  expect(apertureRelativeGain_dB(1, 20e9, 180)).toBe(Number.NEGATIVE_INFINITY);
  expect(() => apertureRelativeGain_dB(1, 20e9, Number.NaN)).toThrow(RangeError);
});

test("series and Bessel function meet without a step", () => {
  const angle_deg = (x: number) => (Math.asin((x * 299_792_458) / 20e9 / Math.PI) * 180) / Math.PI;
  const below_dB = apertureRelativeGain_dB(1, 20e9, angle_deg(0.999e-3));
  const above_dB = apertureRelativeGain_dB(1, 20e9, angle_deg(1.001e-3));
  expect(Math.abs(above_dB - below_dB)).toBeLessThan(1e-8);
});
