import { earthGm_m3s2, earthRotation_rads } from "../physics.js";
import type { StateVector } from "./ephemeris.js";
import { lookAngles } from "./look-angles.js";
import type { GroundPoint } from "./wgs84.js";

/** Radius of the orbit whose period is the Earth's turn: (GM / omega^2)^(1/3), 42,164.2 km. */
export const geostationaryRadius_m = Math.cbrt(earthGm_m3s2 / earthRotation_rads ** 2);

/** A geostationary satellite over a longitude, Earth-fixed. */
export function geostationaryState(longitude_deg: number): StateVector {
  const longitude_rad = (longitude_deg * Math.PI) / 180;
  return {
    x_m: geostationaryRadius_m * Math.cos(longitude_rad),
    y_m: geostationaryRadius_m * Math.sin(longitude_rad),
    z_m: 0,
    vx_ms: 0,
    vy_ms: 0,
    vz_ms: 0,
  };
}

/** Places of the arc that are looked at first, in degrees; then the nearest is sought between its neighbours. */
const step_deg = 0.5;
const tolerance_deg = 1e-7;

/**
 * Smallest angle, at a place on the ground, between a direction and the visible geostationary arc.
 *
 * @param direction azimuth clockwise from north, elevation, degrees
 * @returns degrees; NaN where no part of the arc stands above the horizon
 */
export function angleToArc_deg(
  place: GroundPoint,
  direction: { readonly azimuth_deg: number; readonly elevation_deg: number },
): number {
  const wanted = unit(direction.azimuth_deg, direction.elevation_deg);
  const angleAt = (longitude_deg: number): number => {
    const look = lookAngles(place, geostationaryState(longitude_deg));
    if (look.elevation_deg < 0) return Number.NaN;
    const [x, y, z] = unit(look.azimuth_deg, look.elevation_deg);
    const cross = Math.hypot(
      y * wanted[2] - z * wanted[1],
      z * wanted[0] - x * wanted[2],
      x * wanted[1] - y * wanted[0],
    );
    return (Math.atan2(cross, x * wanted[0] + y * wanted[1] + z * wanted[2]) * 180) / Math.PI;
  };
  let best = Number.NaN;
  let least = Number.POSITIVE_INFINITY;
  for (let longitude_deg = -180; longitude_deg < 180; longitude_deg += step_deg) {
    const angle_deg = angleAt(longitude_deg);
    if (angle_deg < least) {
      least = angle_deg;
      best = longitude_deg;
    }
  }
  if (Number.isNaN(best)) return Number.NaN;
  // Golden section between the neighbours; beyond the horizon nothing is nearer.
  let [low, high] = [best - step_deg, best + step_deg];
  const ratio = (Math.sqrt(5) - 1) / 2;
  while (high - low > tolerance_deg) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    const [a, b] = [angleAt(left), angleAt(right)].map((angle) => (Number.isNaN(angle) ? 180 : angle));
    if (a < b) high = right;
    else low = left;
    least = Math.min(least, a, b);
  }
  return least;
}

function unit(azimuth_deg: number, elevation_deg: number): [number, number, number] {
  const [azimuth, elevation] = [azimuth_deg, elevation_deg].map((angle) => (angle * Math.PI) / 180);
  return [Math.cos(elevation) * Math.sin(azimuth), Math.cos(elevation) * Math.cos(azimuth), Math.sin(elevation)];
}
