import { expect, test } from "vitest";
import { emptyStateVector } from "../../src/geometry/ephemeris.js";
import { Sgp4Orbit } from "../../src/geometry/sgp4-orbit.js";
import { LeolinkError } from "../../src/leolink-error.js";

const vanguard = [
  "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753",
  "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667",
] as const;

test.each([
  // AIAA 2006-6753, verification output of satellite 00005: minutes, x, y, z in km (TEME)
  [0, 7022.46529266, -1400.08296755, 0.03995155],
  [360, -7154.03120202, -3783.17682504, -3536.19412294],
])("Vanguard 1 is where SGP4's authors have it, %d minutes from the epoch", (minutes, x_km, y_km, z_km) => {
  const orbit = new Sgp4Orbit(...vanguard);
  const state = emptyStateVector();
  orbit.at(orbit.epoch_ms + minutes * 60_000, state);
  // Turning into the Earth-fixed frame leaves z and the distance from the axis.
  expect(state.z_m / 1000).toBeCloseTo(z_km, 4);
  expect(Math.hypot(state.x_m, state.y_m) / 1000).toBeCloseTo(Math.hypot(x_km, y_km), 4);
});

test("the ground velocity is the change of the position", () => {
  // SGP4's velocity is not the exact derivative of its position: they differ by some cm/s.
  const orbit = new Sgp4Orbit(...vanguard);
  const [before, now, after] = [emptyStateVector(), emptyStateVector(), emptyStateVector()];
  const time_ms = orbit.epoch_ms + 1_234_567;
  orbit.at(time_ms - 100, before);
  orbit.at(time_ms, now);
  orbit.at(time_ms + 100, after);
  expect(Math.abs((after.x_m - before.x_m) / 0.2 - now.vx_ms)).toBeLessThan(0.1);
  expect(Math.abs((after.y_m - before.y_m) / 0.2 - now.vy_ms)).toBeLessThan(0.1);
  expect(Math.abs((after.z_m - before.z_m) / 0.2 - now.vz_ms)).toBeLessThan(0.1);
});

test("an eccentric orbit's shortest revolution follows from its rate at perigee", () => {
  // e = 0.1859667, 10.82419157 revolutions a day: (86400 / n) (1 - e^2)^1.5 / (1 + e)^2 = 5383 s,
  // less than 0.1 % beside it by SGP4's own definition of the mean motion
  expect(new Sgp4Orbit(...vanguard).shortestRevolution_s / 5383).toBeCloseTo(1, 2);
});

test("a satellite that has decayed is an error that says when", () => {
  // Of the verification set of AIAA 2006-6753, close to its end.
  const orbit = new Sgp4Orbit(
    "1 28350U 04020A   06167.21788666  .16154492  76267-5  18678-3 0  8894",
    "2 28350  64.9977 345.6130 0024870 260.7578  99.9590 16.47856722116490",
  );
  const state = emptyStateVector();
  expect(() => orbit.at(orbit.epoch_ms + 30 * 86_400_000, state)).toThrow(LeolinkError);
  expect(() => orbit.at(orbit.epoch_ms + 30 * 86_400_000, state)).toThrow(/28350 30\.0 days from its epoch/);
  // It recovers: an error at one time does not stay.
  orbit.at(orbit.epoch_ms, state);
  expect(Math.hypot(state.x_m, state.y_m, state.z_m)).toBeGreaterThan(6.4e6);
});

test("a malformed element set is refused with all its problems", () => {
  const create = () => new Sgp4Orbit(vanguard[0].replace("4753", "4754"), vanguard[1].slice(0, 50));
  expect(create).toThrow(LeolinkError);
  expect(create).toThrow(/line 1, column 69[\s\S]*line 2: expected 69 characters/);
});
