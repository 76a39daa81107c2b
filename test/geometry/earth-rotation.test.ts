import { expect, test } from "vitest";
import { greenwichSiderealAngle_rad, toEarthFixed } from "../../src/geometry/earth-rotation.js";

test("the sidereal angle is that of Vallado's example 3-5", () => {
  // Vallado, "Fundamentals of Astrodynamics and Applications": 1992-08-20 12:14 UT1, 152.578788 deg
  const angle_rad = greenwichSiderealAngle_rad(Date.UTC(1992, 7, 20, 12, 14));
  expect((angle_rad * 180) / Math.PI).toBeCloseTo(152.578788, 5);
});

test("the sidereal angle turns once in 86164.09 s", () => {
  const start_ms = Date.UTC(2025, 11, 1);
  const later_ms = start_ms + 86_164_090.5;
  expect(greenwichSiderealAngle_rad(later_ms)).toBeCloseTo(greenwichSiderealAngle_rad(start_ms), 6);
});

test("a point at rest among the stars moves west over the ground", () => {
  const state = { x_m: 7e6, y_m: 0, z_m: 0, vx_ms: 0, vy_ms: 0, vz_ms: 0 };
  toEarthFixed(Date.UTC(2025, 11, 1), state);
  const west_ms = -(state.x_m * state.vy_ms - state.y_m * state.vx_ms) / 7e6;
  // 7000 km x 7.292115e-5 rad/s
  expect(west_ms).toBeCloseTo(510.448, 3);
});
