import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { airLayers } from "../../src/propagation/p676-layers.js";
import { GasSlantPath } from "../../src/propagation/p676-slant.js";

const ka = new GasSlantPath(19.7, airLayers(0, 7.5));

describe("gas along a bent ray (ITU-R P.676-13, Annex 1)", () => {
  // P.676-13 Annex 1 2.2.1, computed; agrees with ITU's sheet A1_2.2.1a.
  it.each([
    [1.575, 5, 0.36313224535817534, 0.002381058458800945],
    [1.575, 90, 0.03383352407072585, 0.0002129066660078835],
    [2.2, 20, 0.1019135343872069, 0.0012161760912804956],
    [4, 10, 0.2057929016465528, 0.007991597045634912],
  ])("at %d GHz and %d deg agrees with ITU's method", (frequency_GHz, elevation_deg, oxygen_dB, water_dB) => {
    const gas = new GasSlantPath(frequency_GHz, airLayers(0, 7.5)).at(elevation_deg);
    expect(gas.oxygen_dB).toBeCloseTo(oxygen_dB, 9);
    expect(gas.water_dB).toBeCloseTo(water_dB, 9);
    expect(gas.total_dB).toBe(gas.oxygen_dB + gas.water_dB);
  });

  it("at the zenith is the sum of thickness times specific attenuation, and over 1/sin(elevation) within 1 % from 20 deg", () => {
    const zenith_dB = ka.at(90).total_dB;
    for (const elevation_deg of [20, 30, 45, 60, 75]) {
      const flat_dB = zenith_dB / Math.sin((elevation_deg * Math.PI) / 180);
      expect(Math.abs(ka.at(elevation_deg).total_dB / flat_dB - 1)).toBeLessThan(0.01);
    }
  });

  it("falls with elevation, and stays finite down to the horizon, below the flat Earth's value", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 89, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (low_deg, step_deg) => {
          const low_dB = ka.at(low_deg).total_dB;
          expect(low_dB).toBeGreaterThan(ka.at(low_deg + step_deg).total_dB);
          expect(low_dB).toBeLessThan(ka.at(90).total_dB / Math.sin((low_deg * Math.PI) / 180));
        },
      ),
    );
  });

  it("falls with the altitude of the site for the same air above", () => {
    const low = new GasSlantPath(19.7, airLayers(0, 7.5)).at(30);
    const high = new GasSlantPath(19.7, airLayers(2, 7.5 / Math.E)).at(30);
    expect(high.oxygen_dB).toBeLessThan(low.oxygen_dB);
    expect(high.water_dB).toBeLessThan(low.water_dB);
  });

  it("hardly changes when a site rises from sea level by a metre", () => {
    const up = new GasSlantPath(19.7, airLayers(0.001, 7.5)).at(30);
    expect(Math.abs(up.total_dB / ka.at(30).total_dB - 1)).toBeLessThan(2e-3);
  });

  it("refuses a path that does not leave the ground, and an atmosphere of no layers", () => {
    for (const bad of [0, -5, 90.1, Number.NaN]) expect(() => ka.at(bad)).toThrow(RangeError);
    expect(() => new GasSlantPath(20, [])).toThrow(RangeError);
    expect(String(ka)).toBe("gas at 19.7 GHz through 922 layers of air");
  });
});
