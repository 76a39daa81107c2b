import { earthGm_m3s2, speedOfLight_ms, sphericalEarthRadius_m } from "../physics.js";

const radian = Math.PI / 180;

/**
 * Slant range to a satellite over a sphere of 6371 km.
 *
 * 3GPP TR 38.821, 6.1.3.2 (TR 38.811 equation 6.6-3): d = sqrt(R^2 sin^2 e + h^2 + 2 h R) - R sin e.
 *
 * @param altitude_m    of the satellite above the sphere, above 0
 * @param elevation_deg at the ground, -90 to 90 (below 0: through the Earth's limb, geometrically)
 */
export function slantRangeSpherical_m(altitude_m: number, elevation_deg: number): number {
  checkAltitude("slantRangeSpherical_m", altitude_m);
  checkElevation("slantRangeSpherical_m", elevation_deg);
  const radiusUp_m = sphericalEarthRadius_m * Math.sin(elevation_deg * radian);
  const root_m = Math.sqrt(radiusUp_m ** 2 + altitude_m ** 2 + 2 * altitude_m * sphericalEarthRadius_m);
  // Above the horizon the difference of two near numbers is written as a quotient.
  if (radiusUp_m > 0) return (altitude_m ** 2 + 2 * altitude_m * sphericalEarthRadius_m) / (root_m + radiusUp_m);
  return root_m - radiusUp_m;
}

/** Angle at the satellite between nadir and a place that sees it at an elevation: sin(angle) = R cos(e) / (R + h). */
export function nadirAngleSpherical_deg(altitude_m: number, elevation_deg: number): number {
  checkAltitude("nadirAngleSpherical_deg", altitude_m);
  checkElevation("nadirAngleSpherical_deg", elevation_deg);
  return Math.asin(horizonRatio(altitude_m, elevation_deg)) / radian;
}

/**
 * Elevation at which a place sees a satellite in whose sky it stands at a nadir angle; the inverse of
 * `nadirAngleSpherical_deg` for elevations from 0. NaN where the line of sight misses the Earth.
 */
export function elevationSpherical_deg(altitude_m: number, nadirAngle_deg: number): number {
  checkAltitude("elevationSpherical_deg", altitude_m);
  return (
    Math.acos(((sphericalEarthRadius_m + altitude_m) / sphericalEarthRadius_m) * Math.sin(nadirAngle_deg * radian)) /
    radian
  );
}

/**
 * Doppler shift while a satellite on a circular orbit climbs towards the zenith; the Earth is a sphere and does not turn.
 *
 * The satellite's speed sqrt(GM / r) projected on the line of sight: f / c x v x R cos(e) / r; 3GPP TR 38.811, 5.3.4.3.
 *
 * @returns Hz, positive (approaching); the same with the opposite sign after culmination
 */
export function circularOrbitDoppler_Hz(carrier_Hz: number, altitude_m: number, elevation_deg: number): number {
  checkAltitude("circularOrbitDoppler_Hz", altitude_m);
  checkElevation("circularOrbitDoppler_Hz", elevation_deg);
  const speed_ms = Math.sqrt(earthGm_m3s2 / (sphericalEarthRadius_m + altitude_m));
  return (carrier_Hz / speedOfLight_ms) * speed_ms * horizonRatio(altitude_m, elevation_deg);
}

/**
 * Size of the Doppler rate of a circular orbit at the zenith, its largest: f / c x v^2 R / (r h). The Earth is a sphere and
 * does not turn.
 *
 * @returns Hz/s, positive; the shift itself falls
 */
export function circularOrbitDopplerRate_Hzs(carrier_Hz: number, altitude_m: number): number {
  checkAltitude("circularOrbitDopplerRate_Hzs", altitude_m);
  const radius_m = sphericalEarthRadius_m + altitude_m;
  const rangeAcceleration_ms2 = ((earthGm_m3s2 / radius_m) * sphericalEarthRadius_m) / (radius_m * altitude_m);
  return (carrier_Hz / speedOfLight_ms) * rangeAcceleration_ms2;
}

function horizonRatio(altitude_m: number, elevation_deg: number): number {
  return (sphericalEarthRadius_m / (sphericalEarthRadius_m + altitude_m)) * Math.cos(elevation_deg * radian);
}

function checkAltitude(name: string, altitude_m: number): void {
  if (!(altitude_m > 0 && altitude_m < Infinity)) {
    throw new RangeError(`${name}: expected an altitude above 0 m, found ${altitude_m}`);
  }
}

function checkElevation(name: string, elevation_deg: number): void {
  if (!(Math.abs(elevation_deg) <= 90)) {
    throw new RangeError(`${name}: expected an elevation from -90 to 90 deg, found ${elevation_deg}`);
  }
}
