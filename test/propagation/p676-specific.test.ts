import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { p676OxygenLines, p676WaterLines } from "../../src/propagation/p676-lines.data.js";
import { oxygenSpecificAttenuation_dBkm, waterSpecificAttenuation_dBkm } from "../../src/propagation/p676-specific.js";

const standardAir = { dryPressure_hPa: 1013.25, temperature_K: 288.15, vapourDensity_gm3: 7.5 };

describe("specific attenuation by gases (ITU-R P.676-13, Annex 1)", () => {
  it("has the 44 oxygen and 35 water lines of Tables 1 and 2, in rising order", () => {
    expect(p676OxygenLines).toHaveLength(44);
    expect(p676WaterLines).toHaveLength(35);
    for (const lines of [p676OxygenLines, p676WaterLines]) {
      expect(lines.map(([f0]) => f0)).toEqual(lines.map(([f0]) => f0).sort((a, b) => a - b));
    }
  });

  // ITU-R SG3 validation examples CG-3M3J-13-ValEx-Rev8.3.0, P.676-13 Annex 1.
  it.each([
    [1, 0.00538865816790655, 5.09046173249644e-5],
    [19, 0.0113422454009836, 0.0665754527857553],
    [23, 0.0138472778555002, 0.180441698099627],
    [29, 0.0199992301102188, 0.0764944885652176],
  ])("at %d GHz is ITU's own example", (frequency_GHz, oxygen_dBkm, water_dBkm) => {
    expect(oxygenSpecificAttenuation_dBkm(frequency_GHz, standardAir)).toBeCloseTo(oxygen_dBkm, 13);
    expect(waterSpecificAttenuation_dBkm(frequency_GHz, standardAir)).toBeCloseTo(water_dBkm, 13);
  });

  it("peaks at the lines of water at 22.2 and 183.3 GHz", () => {
    for (const line_GHz of [22.235, 183.31]) {
      const peak = waterSpecificAttenuation_dBkm(line_GHz, standardAir);
      for (const offset_GHz of [-6, 6]) {
        expect(peak).toBeGreaterThan(waterSpecificAttenuation_dBkm(line_GHz + offset_GHz, standardAir));
      }
    }
  });

  it("vanishes for water in dry air, and for oxygen without air", () => {
    expect(waterSpecificAttenuation_dBkm(22, { ...standardAir, vapourDensity_gm3: 0 })).toBe(0);
    expect(oxygenSpecificAttenuation_dBkm(60, { dryPressure_hPa: 0, temperature_K: 250, vapourDensity_gm3: 0 })).toBe(
      0,
    );
  });

  it("is positive everywhere from 1 to 1000 GHz in the air of the troposphere", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1000, noNaN: true }),
        fc.double({ min: 200, max: 1040, noNaN: true }),
        fc.double({ min: 220, max: 315, noNaN: true }),
        fc.double({ min: 0.01, max: 30, noNaN: true }),
        (frequency_GHz, dryPressure_hPa, temperature_K, vapourDensity_gm3) => {
          const air = { dryPressure_hPa, temperature_K, vapourDensity_gm3 };
          expect(oxygenSpecificAttenuation_dBkm(frequency_GHz, air)).toBeGreaterThan(0);
          expect(waterSpecificAttenuation_dBkm(frequency_GHz, air)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it("refuses what is no air", () => {
    expect(() => oxygenSpecificAttenuation_dBkm(0, standardAir)).toThrow(RangeError);
    expect(() => oxygenSpecificAttenuation_dBkm(20, { ...standardAir, temperature_K: 0 })).toThrow(RangeError);
    expect(() => waterSpecificAttenuation_dBkm(20, { ...standardAir, vapourDensity_gm3: -1 })).toThrow(RangeError);
    expect(() => waterSpecificAttenuation_dBkm(20, { ...standardAir, dryPressure_hPa: Number.NaN })).toThrow(
      RangeError,
    );
  });
});
