import fc from "fast-check";
import { expect, test } from "vitest";
import { s465Gain_dBi, s465SmallestAngle_deg, s465Warnings } from "../../src/antenna/itu-s465.js";
import { LeolinkError } from "../../src/leolink-error.js";

const dish = { kind: "ituS465", gain_dBi: 49.8, diameter_m: 1.8 } as const;

test("the mask is 32 - 25 log10(phi) dBi up to 48 deg and -10 dBi beyond", () => {
  // ITU-R S.465-6, recommends 2
  expect(s465Gain_dBi(dish, 20e9, 10)).toBeCloseTo(7, 9);
  expect(s465Gain_dBi(dish, 20e9, 2)).toBeCloseTo(24.474, 3);
  expect(s465Gain_dBi(dish, 20e9, 48)).toBeCloseTo(-10, 9);
  expect(s465Gain_dBi(dish, 20e9, 180)).toBe(-10);
});

test("the mask begins at 1 deg or 100 lambda/D, for small antennas at 2 deg or 114 (D/lambda)^-1.09", () => {
  expect(s465SmallestAngle_deg(120)).toBe(1);
  expect(s465SmallestAngle_deg(80)).toBe(1.25);
  expect(s465SmallestAngle_deg(49)).toBe(2);
  expect(s465SmallestAngle_deg(30)).toBeCloseTo(2.798, 3);
});

test("the main lobe falls from the given gain to the plateau 2 + 15 log10(D/lambda)", () => {
  const diameterInWavelengths = (1.8 * 20e9) / 299_792_458;
  expect(s465Gain_dBi(dish, 20e9, 0)).toBe(49.8);
  expect(s465Gain_dBi(dish, 20e9, 0.85)).toBeCloseTo(2 + 15 * Math.log10(diameterInWavelengths), 2);
});

test("the gain never rises away from the axis", () => {
  const scene = fc.record({
    diameter_m: fc.double({ min: 0.3, max: 10, noNaN: true }),
    efficiency: fc.double({ min: 0.4, max: 0.8, noNaN: true }),
    angle: fc.double({ min: 0, max: 179, noNaN: true }),
    step: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(scene, ({ diameter_m, efficiency, angle, step }) => {
      const gain_dBi = 10 * Math.log10(efficiency * ((Math.PI * diameter_m * 20e9) / 299_792_458) ** 2);
      const pattern = { kind: "ituS465", gain_dBi, diameter_m } as const;
      expect(s465Gain_dBi(pattern, 20e9, angle + step)).toBeLessThanOrEqual(s465Gain_dBi(pattern, 20e9, angle) + 1e-9);
    }),
    { numRuns: 500 },
  );
});

test("carriers and sizes beyond the Recommendation are warned of, an impossible gain is refused", () => {
  expect(s465Warnings(dish, 20e9)).toEqual([]);
  expect(s465Warnings({ ...dish, diameter_m: 0.48 }, 40e9)[0].message).toMatch(/2 to 31 GHz, used at 40 GHz/);
  expect(s465Warnings({ ...dish, diameter_m: 0.48 }, 20e9)[0].message).toMatch(/32\.0 wavelengths/);
  expect(() => s465Gain_dBi({ ...dish, gain_dBi: 20 }, 20e9, 1)).toThrow(LeolinkError);
  expect(() => s465Gain_dBi({ kind: "ituS465", gain_dBi: 10, diameter_m: 0.5 }, 20e9, 1)).toThrow(/found 10 dBi/);
});
