import fc from "fast-check";
import { expect, test } from "vitest";
import { CircularOrbit } from "../../src/geometry/circular-orbit.js";
import { emptyStateVector } from "../../src/geometry/ephemeris.js";
import { dopplerRate_Hzs, dopplerShift_Hz, lookAngles, rangeAcceleration_ms2 } from "../../src/geometry/look-angles.js";
import { nadirAngleSpherical_deg, slantRangeSpherical_m } from "../../src/geometry/spherical-earth.js";
import { groundPoint } from "../../src/geometry/wgs84.js";

const epoch_ms = Date.UTC(2026, 0, 1);
const orbit = new CircularOrbit({
  altitude_m: 600e3,
  inclination_deg: 53,
  raan_deg: 0,
  argumentOfLatitude_deg: 40,
  epoch_ms,
});

test("a satellite straight above stands at 90 deg, at its altitude, at nadir angle zero", () => {
  const place = groundPoint({ latitude_deg: 0, longitude_deg: 0, altitude_m: 0 });
  const above = { ...emptyStateVector(), x_m: 6_378_137 + 600e3, vz_ms: 7500 };
  const look = lookAngles(place, above);
  expect(look.elevation_deg).toBeCloseTo(90, 9);
  expect(look.slantRange_m).toBeCloseTo(600e3, 6);
  expect(look.delay_s).toBeCloseTo(600e3 / 299_792_458, 12);
  expect(look.rangeRate_ms).toBeCloseTo(0, 9);
  expect(look.nadirAngle_deg).toBeCloseTo(0, 9);
});

test("a satellite over the equator to the east stands in the east, and the place behind a northbound track on its left", () => {
  const place = groundPoint({ latitude_deg: 0, longitude_deg: 0, altitude_m: 0 }, "sphere");
  const angle_rad = (10 * Math.PI) / 180;
  const r_m = 6_971_000;
  const state = {
    x_m: r_m * Math.cos(angle_rad),
    y_m: r_m * Math.sin(angle_rad),
    z_m: 0,
    vx_ms: 0,
    vy_ms: 0,
    vz_ms: 7500,
  };
  const look = lookAngles(place, state);
  expect(look.azimuth_deg).toBeCloseTo(90, 9);
  expect(look.nadirAzimuth_deg).toBeCloseTo(270, 9);
  expect(look.slantRange_m).toBeCloseTo(slantRangeSpherical_m(600e3, look.elevation_deg), 3);
  expect(look.nadirAngle_deg).toBeCloseTo(nadirAngleSpherical_deg(600e3, look.elevation_deg), 9);
});

test("range rate and range acceleration are the derivatives of the range", () => {
  const state = emptyStateVector();
  const site = fc.record({
    latitude_deg: fc.double({ min: -80, max: 80, noNaN: true }),
    longitude_deg: fc.double({ min: -180, max: 180, noNaN: true }),
    altitude_m: fc.constant(0),
  });
  fc.assert(
    fc.property(site, fc.integer({ min: 0, max: 86_400_000 }), (there, after_ms) => {
      const place = groundPoint(there, "sphere");
      const look = (time_ms: number) => {
        orbit.at(time_ms, state);
        return lookAngles(place, state);
      };
      const time_ms = epoch_ms + after_ms;
      const rangeSlope_ms = (look(time_ms + 50).slantRange_m - look(time_ms - 50).slantRange_m) / 0.1;
      expect(Math.abs(rangeSlope_ms - look(time_ms).rangeRate_ms)).toBeLessThan(1e-2);
      const rateSlope_ms2 = (look(time_ms + 50).rangeRate_ms - look(time_ms - 50).rangeRate_ms) / 0.1;
      expect(Math.abs(rateSlope_ms2 - rangeAcceleration_ms2(place, orbit, time_ms))).toBeLessThan(1e-3);
    }),
  );
});

test("above an equatorial orbit the Doppler rate is the closed form with the rate relative to the ground", () => {
  const equatorial = new CircularOrbit({
    altitude_m: 600e3,
    inclination_deg: 0,
    raan_deg: 0,
    argumentOfLatitude_deg: 0,
    epoch_ms,
  });
  const state = emptyStateVector();
  equatorial.at(epoch_ms, state);
  const longitude_deg = (Math.atan2(state.y_m, state.x_m) * 180) / Math.PI;
  const place = groundPoint({ latitude_deg: 0, longitude_deg, altitude_m: 0 }, "sphere");
  // (n - rotation)^2 R r / h, n = sqrt(GM / r^3)
  const rate_rads = Math.sqrt(3.986004418e14 / 6_971_000 ** 3) - 7.292115e-5;
  const expected_ms2 = (rate_rads ** 2 * 6_371_000 * 6_971_000) / 600e3;
  const actual_ms2 = rangeAcceleration_ms2(place, equatorial, epoch_ms);
  expect(actual_ms2 / expected_ms2).toBeCloseTo(1, 6);
  expect(dopplerRate_Hzs(actual_ms2, 20e9)).toBeLessThan(0);
});

test("an approaching satellite is heard at a higher frequency", () => {
  // 7.5 km/s at 20 GHz: 500.346 kHz
  expect(dopplerShift_Hz(-7500, 20e9)).toBeCloseTo(500_346.1, 1);
});
