import { sphericalEarthRadius_m, wgs84Flattening, wgs84SemiMajorAxis_m } from "../physics.js";
import type { EarthFigure } from "./ephemeris.js";

/** A place by geodetic latitude, longitude (east positive) and height above the ellipsoid (or sphere). */
export interface GeodeticPosition {
  readonly latitude_deg: number;
  readonly longitude_deg: number;
  readonly altitude_m: number;
}

/** A place on the ground as look angles need it: Earth-fixed position and the local east, north and up. */
export interface GroundPoint {
  readonly x_m: number;
  readonly y_m: number;
  readonly z_m: number;
  readonly east: readonly [number, number, number];
  readonly north: readonly [number, number, number];
  readonly up: readonly [number, number, number];
}

const radian = Math.PI / 180;
const eccentricitySquared = wgs84Flattening * (2 - wgs84Flattening);

/**
 * Earth-fixed position and local axes of a place.
 *
 * NGA.STND.0036 (WGS 84), section 4; on the sphere the latitude is geocentric.
 *
 * @param earth figure of the Earth, the one of the orbit that is looked at
 * @throws RangeError for a latitude beyond 90 deg, or a longitude or altitude that is not finite
 */
export function groundPoint(place: GeodeticPosition, earth: EarthFigure = "wgs84"): GroundPoint {
  const { latitude_deg, longitude_deg, altitude_m } = place;
  if (!(Math.abs(latitude_deg) <= 90)) {
    throw new RangeError(`groundPoint: expected a latitude from -90 to 90 deg, found ${latitude_deg}`);
  }
  if (!Number.isFinite(longitude_deg + altitude_m)) {
    throw new RangeError("groundPoint: expected a finite longitude and altitude");
  }
  const sinLatitude = Math.sin(latitude_deg * radian);
  const cosLatitude = Math.cos(latitude_deg * radian);
  const sinLongitude = Math.sin(longitude_deg * radian);
  const cosLongitude = Math.cos(longitude_deg * radian);
  const e2 = earth === "wgs84" ? eccentricitySquared : 0;
  const semiMajorAxis_m = earth === "wgs84" ? wgs84SemiMajorAxis_m : sphericalEarthRadius_m;
  // Radius of curvature in the prime vertical.
  const n_m = semiMajorAxis_m / Math.sqrt(1 - e2 * sinLatitude ** 2);
  return {
    x_m: (n_m + altitude_m) * cosLatitude * cosLongitude,
    y_m: (n_m + altitude_m) * cosLatitude * sinLongitude,
    z_m: (n_m * (1 - e2) + altitude_m) * sinLatitude,
    east: [-sinLongitude, cosLongitude, 0],
    north: [-sinLatitude * cosLongitude, -sinLatitude * sinLongitude, cosLatitude],
    up: [cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude],
  };
}

/**
 * Geodetic position of an Earth-fixed point, e.g. the point below a satellite.
 *
 * Bowring, "Transformation from spatial to geographical coordinates", Survey Review 23 (1976), iterated until the
 * latitude stands still; better than 1e-9 deg and 1e-6 m from 100 km below the ellipsoid upwards.
 */
export function geodeticPosition(point: { x_m: number; y_m: number; z_m: number }): GeodeticPosition {
  const a_m = wgs84SemiMajorAxis_m;
  const b_m = a_m * (1 - wgs84Flattening);
  const secondEccentricitySquared = eccentricitySquared / (1 - eccentricitySquared);
  const p_m = Math.hypot(point.x_m, point.y_m);
  let latitude_rad = Math.atan2(point.z_m, p_m * (1 - eccentricitySquared));
  for (let iteration = 0; iteration < 10; iteration++) {
    const reduced_rad = Math.atan2(b_m * Math.sin(latitude_rad), a_m * Math.cos(latitude_rad));
    const next_rad = Math.atan2(
      point.z_m + secondEccentricitySquared * b_m * Math.sin(reduced_rad) ** 3,
      p_m - eccentricitySquared * a_m * Math.cos(reduced_rad) ** 3,
    );
    const isSettled = Math.abs(next_rad - latitude_rad) < 1e-15;
    latitude_rad = next_rad;
    if (isSettled) break;
  }
  const sinLatitude = Math.sin(latitude_rad);
  const n_m = a_m / Math.sqrt(1 - eccentricitySquared * sinLatitude ** 2);
  // This form of the height has no singularity at the poles.
  const altitude_m = p_m * Math.cos(latitude_rad) + point.z_m * sinLatitude - a_m ** 2 / n_m;
  return {
    latitude_deg: latitude_rad / radian,
    longitude_deg: Math.atan2(point.y_m, point.x_m) / radian,
    altitude_m,
  };
}
