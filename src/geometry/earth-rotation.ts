import { earthRotation_rads } from "../physics.js";
import type { StateVector } from "./ephemeris.js";

const j2000_ms = Date.UTC(2000, 0, 1, 12);
const millisecondsPerCentury = 36_525 * 86_400_000;
const turn_rad = 2 * Math.PI;

/**
 * Greenwich mean sidereal angle, the hour angle of the mean equinox at Greenwich.
 *
 * IAU 1982 model, as SGP4's frame (TEME) asks: Vallado et al., "Revisiting Spacetrack Report #3" (AIAA 2006-6753),
 * appendix C. UT1 is taken as UTC: they differ by less than 0.9 s, at most 420 m on the equator.
 *
 * @param time_ms Unix time in milliseconds, UTC
 * @returns angle in radians, 0 to 2 pi
 */
export function greenwichSiderealAngle_rad(time_ms: number): number {
  const t = (time_ms - j2000_ms) / millisecondsPerCentury;
  const sidereal_s = 67_310.548_41 + t * (876_600 * 3600 + 8_640_184.812_866 + t * (0.093_104 - t * 6.2e-6));
  const angle_rad = ((sidereal_s / 86_400) % 1) * turn_rad;
  return angle_rad < 0 ? angle_rad + turn_rad : angle_rad;
}

/**
 * Turns a state of a non-rotating equatorial frame (true equator, mean equinox) in place into the Earth-fixed frame:
 * position by the sidereal angle, velocity less that of the turning Earth. Polar motion (under 10 m) is left out.
 */
export function toEarthFixed(time_ms: number, state: StateVector): void {
  const angle_rad = greenwichSiderealAngle_rad(time_ms);
  const cos = Math.cos(angle_rad);
  const sin = Math.sin(angle_rad);
  const { x_m, y_m, vx_ms, vy_ms } = state;
  state.x_m = cos * x_m + sin * y_m;
  state.y_m = cos * y_m - sin * x_m;
  state.vx_ms = cos * vx_ms + sin * vy_ms + earthRotation_rads * state.y_m;
  state.vy_ms = cos * vy_ms - sin * vx_ms - earthRotation_rads * state.x_m;
}
