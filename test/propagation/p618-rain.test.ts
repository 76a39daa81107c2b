import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rainAttenuation } from "../../src/propagation/p618-rain.js";

const rome = {
  latitude_deg: 41.9,
  altitude_km: 0.0461229880100015,
  rainHeight_km: 3.04749333333333,
  rainRate001_mmh: 33.936232,
};
const ka = { frequency_GHz: 19.7, elevation_deg: 35, tilt_deg: 45 };

describe("rain attenuation (ITU-R P.618-14, 2.2.1.1)", () => {
  // ITU-R SG3 validation examples CG-3M3J-13-ValEx-Rev8.3.0.
  it.each([
    [0.1, 2.69676513267543],
    [0.001, 17.6715576625202],
  ])("for %d %% at 14.25 GHz in Rome is ITU's own example", (exceedance_pct, attenuation_dB) => {
    const path = { frequency_GHz: 14.25, elevation_deg: 40.2320359963616, tilt_deg: 0 };
    const rain = rainAttenuation(rome, path, exceedance_pct);
    expect(rain.slantPath_km).toBeCloseTo(4.64691387449871, 10);
    expect(rain.attenuation001_dB).toBeCloseTo(8.22326500858181, 10);
    expect(rain.attenuation_dB).toBeCloseTo(attenuation_dB, 10);
  });

  it("grows as the percentage of time falls, at any latitude and elevation", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -80, max: 80, noNaN: true }),
        fc.double({ min: 26, max: 90, noNaN: true }),
        fc.double({ min: 0.002, max: 4, noNaN: true }),
        (latitude_deg, elevation_deg, p_pct) => {
          const at = (exceedance_pct: number) =>
            rainAttenuation({ ...rome, latitude_deg }, { ...ka, elevation_deg }, exceedance_pct).attenuation_dB;
          expect(at(p_pct / 1.5)).toBeGreaterThan(at(p_pct));
        },
      ),
    );
  });

  it("falls with the altitude of the site until the rain height, and is nothing above", () => {
    const at = (altitude_km: number) => rainAttenuation({ ...rome, altitude_km }, ka, 0.1).attenuation_dB;
    for (let altitude_km = 0.5; altitude_km < 3; altitude_km += 0.5) {
      expect(at(altitude_km)).toBeLessThan(at(altitude_km - 0.5));
    }
    expect(at(3.04)).toBeGreaterThan(0);
    expect(at(3.05)).toBe(0);
  });

  it("is nothing where it does not rain", () => {
    expect(rainAttenuation({ ...rome, rainRate001_mmh: 0 }, ka, 0.01).attenuation_dB).toBe(0);
  });

  it("is the same north and south of the equator", () => {
    for (const latitude_deg of [10, 35.9, 60]) {
      expect(rainAttenuation({ ...rome, latitude_deg: -latitude_deg }, ka, 0.1)).toEqual(
        rainAttenuation({ ...rome, latitude_deg }, ka, 0.1),
      );
    }
  });

  it("bends the path of low elevations over a round Earth, with a step of less than 3 % at 5 degrees, where the formula changes", () => {
    const at = (elevation_deg: number) => rainAttenuation(rome, { ...ka, elevation_deg }, 0.1).slantPath_km;
    expect(at(1)).toBeLessThan((rome.rainHeight_km - rome.altitude_km) / Math.sin(Math.PI / 180));
    expect(Math.abs(at(4.999_99) / at(5) - 1)).toBeLessThan(0.03);
  });

  it("refuses what is no site, path or percentage", () => {
    expect(() => rainAttenuation({ ...rome, latitude_deg: 91 }, ka, 0.1)).toThrow(RangeError);
    expect(() => rainAttenuation({ ...rome, rainHeight_km: Number.NaN }, ka, 0.1)).toThrow(RangeError);
    expect(() => rainAttenuation({ ...rome, rainRate001_mmh: -1 }, ka, 0.1)).toThrow(RangeError);
    expect(() => rainAttenuation(rome, { ...ka, elevation_deg: 0 }, 0.1)).toThrow(RangeError);
    expect(() => rainAttenuation(rome, ka, 0)).toThrow(RangeError);
  });
});
