import { speedOfLight_ms } from "../physics.js";
import { type Ephemeris, emptyStateVector, type StateVector } from "./ephemeris.js";
import type { GroundPoint } from "./wgs84.js";

/** How a place on the ground and a satellite see each other; no refraction. */
export interface LookAngles {
  /** Clockwise from north, 0 to 360. */
  azimuth_deg: number;
  /** Above the local horizontal plane, -90 to 90. */
  elevation_deg: number;
  slantRange_m: number;
  /** Positive where the satellite recedes. */
  rangeRate_ms: number;
  /** One way, range / c. */
  delay_s: number;
  /** At the satellite, between the direction of the Earth's centre and that of the place. */
  nadirAngle_deg: number;
  /** Around nadir: 0 ahead along the track over the ground, 90 to the right of it, 0 to 360. */
  nadirAzimuth_deg: number;
}

/** Look angles to be filled by `lookAngles`. */
function emptyLookAngles(): LookAngles {
  return {
    azimuth_deg: 0,
    elevation_deg: 0,
    slantRange_m: 0,
    rangeRate_ms: 0,
    delay_s: 0,
    nadirAngle_deg: 0,
    nadirAzimuth_deg: 0,
  };
}

const degree = 180 / Math.PI;

/**
 * Look angles, range and range rate of a satellite from a place on the ground. The velocity of the state vector is
 * Earth-fixed, so that the turning of the Earth is in the range rate.
 *
 * @param out overwritten and returned, so that a loop allocates nothing
 */
export function lookAngles(
  place: GroundPoint,
  satellite: StateVector,
  out: LookAngles = emptyLookAngles(),
): LookAngles {
  const dx = satellite.x_m - place.x_m;
  const dy = satellite.y_m - place.y_m;
  const dz = satellite.z_m - place.z_m;
  const { east, north, up } = place;
  const e_m = dx * east[0] + dy * east[1] + dz * east[2];
  const n_m = dx * north[0] + dy * north[1] + dz * north[2];
  const u_m = dx * up[0] + dy * up[1] + dz * up[2];
  const range_m = Math.sqrt(dx * dx + dy * dy + dz * dz);

  out.azimuth_deg = turn_deg(Math.atan2(e_m, n_m));
  out.elevation_deg = Math.atan2(u_m, Math.sqrt(e_m * e_m + n_m * n_m)) * degree;
  out.slantRange_m = range_m;
  out.rangeRate_ms = (dx * satellite.vx_ms + dy * satellite.vy_ms + dz * satellite.vz_ms) / range_m;
  out.delay_s = range_m / speedOfLight_ms;
  nadirAngles(dx, dy, dz, satellite, out);
  return out;
}

function nadirAngles(dx: number, dy: number, dz: number, satellite: StateVector, out: LookAngles): void {
  const { x_m, y_m, z_m, vx_ms, vy_ms, vz_ms } = satellite;
  const radius_m = Math.sqrt(x_m * x_m + y_m * y_m + z_m * z_m);
  const rx = x_m / radius_m;
  const ry = y_m / radius_m;
  const rz = z_m / radius_m;
  // The line of sight to the place is (-dx, -dy, -dz); down is (-rx, -ry, -rz).
  const down_m = dx * rx + dy * ry + dz * rz;
  const radialSpeed_ms = vx_ms * rx + vy_ms * ry + vz_ms * rz;
  const ax = vx_ms - radialSpeed_ms * rx;
  const ay = vy_ms - radialSpeed_ms * ry;
  const az = vz_ms - radialSpeed_ms * rz;
  const alongSpeed_ms = Math.sqrt(ax * ax + ay * ay + az * az);
  const ahead_m = alongSpeed_ms > 0 ? -(dx * ax + dy * ay + dz * az) / alongSpeed_ms : 0;
  // Right of the track is ahead x up.
  const right_m =
    alongSpeed_ms > 0
      ? -(dx * (ay * rz - az * ry) + dy * (az * rx - ax * rz) + dz * (ax * ry - ay * rx)) / alongSpeed_ms
      : 0;
  // The horizontal part from the whole, so that a satellite without a track (geostationary) has its angle too.
  const cx = dy * rz - dz * ry;
  const cy = dz * rx - dx * rz;
  const cz = dx * ry - dy * rx;
  out.nadirAngle_deg = Math.atan2(Math.sqrt(cx * cx + cy * cy + cz * cz), down_m) * degree;
  out.nadirAzimuth_deg = turn_deg(Math.atan2(right_m, ahead_m));
}

function turn_deg(angle_rad: number): number {
  const angle_deg = angle_rad * degree;
  return angle_deg < 0 ? angle_deg + 360 : angle_deg;
}

/** Doppler shift of a carrier, first order: -range rate / c x f; positive while the satellite approaches. */
export function dopplerShift_Hz(rangeRate_ms: number, carrier_Hz: number): number {
  return (-rangeRate_ms / speedOfLight_ms) * carrier_Hz;
}

/** Doppler rate of a carrier: -range acceleration / c x f. */
export function dopplerRate_Hzs(rangeAcceleration_ms2: number, carrier_Hz: number): number {
  return (-rangeAcceleration_ms2 / speedOfLight_ms) * carrier_Hz;
}

/**
 * Range acceleration, the time derivative of the range rate: (|v|^2 - rangeRate^2 + d.a) / range with d the line of sight.
 *
 * Analytic in position and velocity; the Earth-fixed acceleration is the central difference of the orbit's
 * velocity over one second, whose truncation is below 1e-6 of it for any orbit around the Earth.
 *
 * @returns m/s^2, positive at closest approach
 */
export function rangeAcceleration_ms2(place: GroundPoint, ephemeris: Ephemeris, time_ms: number): number {
  const now = emptyStateVector();
  const before = emptyStateVector();
  const after = emptyStateVector();
  ephemeris.at(time_ms - 500, before);
  ephemeris.at(time_ms + 500, after);
  ephemeris.at(time_ms, now);
  const dx = now.x_m - place.x_m;
  const dy = now.y_m - place.y_m;
  const dz = now.z_m - place.z_m;
  const range_m = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const rangeRate_ms = (dx * now.vx_ms + dy * now.vy_ms + dz * now.vz_ms) / range_m;
  const speedSquared = now.vx_ms ** 2 + now.vy_ms ** 2 + now.vz_ms ** 2;
  const alongSight =
    dx * (after.vx_ms - before.vx_ms) + dy * (after.vy_ms - before.vy_ms) + dz * (after.vz_ms - before.vz_ms);
  return (speedSquared - rangeRate_ms ** 2 + alongSight) / range_m;
}
