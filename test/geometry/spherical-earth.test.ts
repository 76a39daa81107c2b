import fc from "fast-check";
import { expect, test } from "vitest";
import {
  circularOrbitDoppler_Hz,
  circularOrbitDopplerRate_Hzs,
  elevationSpherical_deg,
  nadirAngleSpherical_deg,
  slantRangeSpherical_m,
} from "../../src/geometry/spherical-earth.js";

test("slant ranges at 10 deg are those of TR 38.821, Table 4.2-2", () => {
  expect(Math.abs(slantRangeSpherical_m(600e3, 10) - 1932e3)).toBeLessThan(500);
  expect(Math.abs(slantRangeSpherical_m(1200e3, 10) - 3131e3)).toBeLessThan(500);
  expect(Math.abs(slantRangeSpherical_m(35_786e3, 10) - 40_581e3)).toBeLessThan(500);
});

test("a satellite at 600 km is heard 22.7 ppm high at 10 deg, and falls by 0.29 ppm/s at the zenith", () => {
  // v = sqrt(398600.4418 / 6971) = 7.5617 km/s; v / c x 6371 / 6971 x cos(10 deg); v^2 / c x 6371 / (6971 x 600)
  expect(circularOrbitDoppler_Hz(1e6, 600e3, 10)).toBeCloseTo(22.7021, 3);
  expect(circularOrbitDoppler_Hz(1e6, 600e3, 0)).toBeCloseTo(23.0523, 3);
  expect(circularOrbitDopplerRate_Hzs(1e6, 600e3)).toBeCloseTo(0.29053, 4);
});

test("at the zenith the range is the altitude and the shift is zero", () => {
  expect(slantRangeSpherical_m(550e3, 90)).toBeCloseTo(550e3, 6);
  expect(circularOrbitDoppler_Hz(20e9, 550e3, 90)).toBeCloseTo(0, 6);
  expect(nadirAngleSpherical_deg(550e3, 90)).toBeCloseTo(0, 9);
});

test("range falls with elevation, and nadir angle and elevation belong together", () => {
  const altitude = fc.double({ min: 1e5, max: 4e7, noNaN: true });
  const elevation = fc.double({ min: 0.5, max: 89, noNaN: true });
  fc.assert(
    fc.property(altitude, elevation, (altitude_m, elevation_deg) => {
      const range_m = slantRangeSpherical_m(altitude_m, elevation_deg);
      expect(range_m).toBeGreaterThan(slantRangeSpherical_m(altitude_m, elevation_deg + 0.5));
      const nadir_deg = nadirAngleSpherical_deg(altitude_m, elevation_deg);
      expect(elevationSpherical_deg(altitude_m, nadir_deg)).toBeCloseTo(elevation_deg, 5);
      // Law of cosines at the satellite.
      const r = 6_371_000 + altitude_m;
      const r2 = r ** 2 + range_m ** 2 - 2 * r * range_m * Math.cos((nadir_deg * Math.PI) / 180);
      expect(Math.sqrt(r2) / 6_371_000).toBeCloseTo(1, 6);
    }),
  );
});

test("altitudes and elevations out of range are refused", () => {
  expect(() => slantRangeSpherical_m(0, 30)).toThrow(RangeError);
  expect(() => slantRangeSpherical_m(600e3, 90.5)).toThrow(RangeError);
  expect(() => circularOrbitDopplerRate_Hzs(2e9, Number.NaN)).toThrow(RangeError);
  expect(elevationSpherical_deg(600e3, 80)).toBeNaN();
});
