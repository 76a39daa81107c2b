import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  refractiveIndex,
  saturationVapourPressure_hPa,
  vapourPressure_hPa,
  vapourPressureOfDensity_hPa,
  wetRefractivity,
} from "../../src/propagation/p453.js";

describe("refractivity (ITU-R P.453-14)", () => {
  it("saturates at 17.04 hPa over water of 15 degrees (Smithsonian tables: 17.044 hPa), within 0.5 % in air", () => {
    expect(Math.abs(saturationVapourPressure_hPa(15, 1013.25) / 17.044 - 1)).toBeLessThan(0.005);
    expect(Math.abs(saturationVapourPressure_hPa(0, 1013.25) / 6.1078 - 1)).toBeLessThan(0.005);
  });

  it("gives a wet term of 72 e/T + 3.75e5 e/T^2, by hand at 10 hPa and 300 K", () => {
    expect(wetRefractivity(10, 300)).toBeCloseTo(2.4 + 41.666_667, 6);
  });

  it("gives dry air of 1000 hPa at 300 K a refractivity of 77.6 / 0.3 N-units", () => {
    expect((refractiveIndex(1000, 0, 300) - 1) * 1e6).toBeCloseTo(258.6667, 3);
  });

  it("turns 7.5 g/m3 at 288.15 K into 9.973 hPa (P.676's e of its standard air)", () => {
    expect(vapourPressureOfDensity_hPa(7.5, 288.15)).toBeCloseTo(9.9729, 4);
  });

  it("has vapour pressure proportional to relative humidity, and a wet term that grows with it", () => {
    const arbitrary = fc.tuple(
      fc.double({ min: -40, max: 50, noNaN: true }),
      fc.double({ min: 1, max: 99, noNaN: true }),
    );
    fc.assert(
      fc.property(arbitrary, ([temperature_C, humidity_pct]) => {
        const e = vapourPressure_hPa(temperature_C, humidity_pct, 1000);
        expect(e).toBeCloseTo((humidity_pct / 100) * vapourPressure_hPa(temperature_C, 100, 1000), 10);
        expect(wetRefractivity(e * 1.1, temperature_C + 273.15)).toBeGreaterThan(
          wetRefractivity(e, temperature_C + 273.15),
        );
      }),
    );
  });

  it("refuses a relative humidity over 100 %", () => {
    expect(() => vapourPressure_hPa(15, 101, 1000)).toThrow(RangeError);
    expect(() => vapourPressure_hPa(Number.NaN, 50, 1000)).toThrow(RangeError);
  });
});
