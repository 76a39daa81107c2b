import { expect, test } from "vitest";
import { CircularOrbit } from "../../src/geometry/circular-orbit.js";
import { emptyStateVector } from "../../src/geometry/ephemeris.js";

const epoch_ms = Date.UTC(2026, 0, 1);
const parameters = { altitude_m: 600e3, inclination_deg: 53, raan_deg: 20, argumentOfLatitude_deg: 30, epoch_ms };

test("a circular orbit keeps its radius, and its ground velocity is the change of its position", () => {
  const orbit = new CircularOrbit(parameters);
  const [before, now, after] = [emptyStateVector(), emptyStateVector(), emptyStateVector()];
  for (const minutes of [0, 7.3, 50, 1000]) {
    const time_ms = epoch_ms + minutes * 60_000;
    orbit.at(time_ms, now);
    orbit.at(time_ms - 100, before);
    orbit.at(time_ms + 100, after);
    expect(Math.hypot(now.x_m, now.y_m, now.z_m)).toBeCloseTo(6_971_000, 5);
    expect((after.x_m - before.x_m) / 0.2).toBeCloseTo(now.vx_ms, 3);
    expect((after.y_m - before.y_m) / 0.2).toBeCloseTo(now.vy_ms, 3);
    expect((after.z_m - before.z_m) / 0.2).toBeCloseTo(now.vz_ms, 3);
  }
});

test("600 km take 96.5 minutes at 7.56 km/s", () => {
  // TR 38.821, Table 7.1-1: satellite speed 7.56 km/s; period 2 pi sqrt(r^3 / GM)
  const orbit = new CircularOrbit(parameters);
  expect(orbit.shortestRevolution_s / 60).toBeCloseTo(96.54, 2);
  expect((2 * Math.PI * 6971) / orbit.shortestRevolution_s).toBeCloseTo(7.56, 2);
});

test("an orbit reaches the latitude of its inclination and no further", () => {
  const orbit = new CircularOrbit({ ...parameters, argumentOfLatitude_deg: 90 });
  const state = emptyStateVector();
  orbit.at(epoch_ms, state);
  expect((Math.asin(state.z_m / 6_971_000) * 180) / Math.PI).toBeCloseTo(53, 9);
});

test("a geostationary radius stands still over the ground", () => {
  // 42164.2 km (ITU-R S.1503, geostationary radius)
  const orbit = new CircularOrbit({ ...parameters, altitude_m: 42_164_200 - 6_371_000, inclination_deg: 0 });
  const state = emptyStateVector();
  orbit.at(epoch_ms + 3_600_000, state);
  expect(Math.hypot(state.vx_ms, state.vy_ms, state.vz_ms)).toBeLessThan(0.1);
});

test("an orbit below the ground is refused", () => {
  expect(() => new CircularOrbit({ ...parameters, altitude_m: -1 })).toThrow(RangeError);
  expect(() => new CircularOrbit({ ...parameters, altitude_m: Number.NaN })).toThrow(RangeError);
  expect(() => new CircularOrbit({ ...parameters, raan_deg: Number.NaN })).toThrow(RangeError);
});
