import { describe, expect, it } from "vitest";
import {
  referencePressure_hPa,
  referenceTemperature_K,
  referenceVapourDensity_gm3,
} from "../../src/propagation/p835.js";

const heights_km = Array.from({ length: 1001 }, (_, k) => k / 10);

describe("mean annual global atmosphere (ITU-R P.835-6)", () => {
  // U.S. Standard Atmosphere, 1976, Table I, by geometric altitude.
  it.each([
    [0, 288.15, 1013.25],
    [5, 255.676, 540.48],
    [10, 223.252, 265.0],
    [20, 216.65, 55.293],
    [30, 226.509, 11.97],
    [50, 270.65, 0.79779],
    [90, 186.87, 1.8359e-3],
  ])("at %d km is the US Standard Atmosphere's", (height_km, temperature_K, pressure_hPa) => {
    expect(referenceTemperature_K(height_km)).toBeCloseTo(temperature_K, 2);
    expect(Math.abs(referencePressure_hPa(height_km) / pressure_hPa - 1)).toBeLessThan(5e-4);
  });

  it("loses pressure with every step of height, and temperature without jumps", () => {
    for (let k = 1; k < heights_km.length; k++) {
      expect(referencePressure_hPa(heights_km[k])).toBeLessThan(referencePressure_hPa(heights_km[k - 1]));
      const step_K = referenceTemperature_K(heights_km[k]) - referenceTemperature_K(heights_km[k - 1]);
      expect(Math.abs(step_K)).toBeLessThan(1);
    }
  });

  it("thins vapour by e every 2 km, from the site's density", () => {
    expect(referenceVapourDensity_gm3(0)).toBe(7.5);
    expect(referenceVapourDensity_gm3(2, 10)).toBeCloseTo(10 / Math.E, 12);
    expect(referenceVapourDensity_gm3(3.5, 10, 1.5)).toBeCloseTo(10 / Math.E, 12);
  });

  it("keeps the mixing ratio e/P at 2e-6 high up, whatever the density below", () => {
    for (const surface_gm3 of [0, 7.5, 30]) {
      const e_hPa = (referenceVapourDensity_gm3(50, surface_gm3) * referenceTemperature_K(50)) / 216.7;
      expect(e_hPa / referencePressure_hPa(50)).toBeCloseTo(2e-6, 12);
    }
  });

  it("ends at 100 km and refuses what is no height", () => {
    for (const bad of [100.1, -1.1, Number.NaN]) {
      expect(() => referenceTemperature_K(bad)).toThrow(RangeError);
      expect(() => referencePressure_hPa(bad)).toThrow(RangeError);
    }
    expect(() => referenceVapourDensity_gm3(1, -1)).toThrow(RangeError);
  });
});
