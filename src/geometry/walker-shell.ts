import { CircularOrbit } from "./circular-orbit.js";

export interface WalkerShellParameters {
  /** Ascending nodes spread over 360 deg (delta) or over 180 deg (star). */
  readonly pattern: "delta" | "star";
  readonly altitude_m: number;
  readonly inclination_deg: number;
  readonly planes: number;
  readonly satellitesPerPlane: number;
  /** Walker's F, a whole number from 0 to planes - 1. */
  readonly phasing: number;
  /** Of the first plane at `epoch_ms`. */
  readonly raan_deg: number;
  /** Of the first plane's first satellite at `epoch_ms`. */
  readonly argumentOfLatitude_deg: number;
  readonly epoch_ms: number;
}

/**
 * The orbits of a Walker shell i: T/P/F with T = planes x satellitesPerPlane, plane by plane.
 *
 * Walker, "Satellite constellations", J. British Interplanetary Society 37 (1984): P planes whose nodes are spaced evenly,
 * S = T/P satellites spaced evenly in each, and when a satellite is at its ascending node, its neighbour in the next plane
 * to the east is F x 360/T deg past its own.
 *
 * @throws RangeError for numbers that are not whole or out of range
 */
export function walkerShell(parameters: WalkerShellParameters): CircularOrbit[] {
  const { pattern, planes, satellitesPerPlane, phasing, altitude_m, inclination_deg, epoch_ms } = parameters;
  if (!(Number.isInteger(planes) && planes >= 1)) {
    throw new RangeError(`walkerShell: expected a whole number of planes from 1, found ${planes}`);
  }
  if (!(Number.isInteger(satellitesPerPlane) && satellitesPerPlane >= 1)) {
    throw new RangeError(
      `walkerShell: expected a whole number of satellites a plane from 1, found ${satellitesPerPlane}`,
    );
  }
  if (!(Number.isInteger(phasing) && phasing >= 0 && phasing < planes)) {
    throw new RangeError(`walkerShell: expected a phasing from 0 to ${planes - 1}, found ${phasing}`);
  }
  const nodeStep_deg = (pattern === "delta" ? 360 : 180) / planes;
  const satelliteStep_deg = 360 / satellitesPerPlane;
  const phaseStep_deg = (phasing * 360) / (planes * satellitesPerPlane);
  return Array.from({ length: planes * satellitesPerPlane }, (_, index) => {
    const plane = Math.floor(index / satellitesPerPlane);
    const place = index % satellitesPerPlane;
    return new CircularOrbit({
      altitude_m,
      inclination_deg,
      epoch_ms,
      raan_deg: parameters.raan_deg + plane * nodeStep_deg,
      argumentOfLatitude_deg: parameters.argumentOfLatitude_deg + place * satelliteStep_deg + plane * phaseStep_deg,
    });
  });
}
