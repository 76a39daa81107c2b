/** Position and velocity in the Earth-fixed frame that turns with the Earth; x through the Greenwich meridian. */
export interface StateVector {
  x_m: number;
  y_m: number;
  z_m: number;
  vx_ms: number;
  vy_ms: number;
  vz_ms: number;
}

/** The figure of the Earth that goes with an orbit model: real element sets use WGS 84, closed forms a sphere of 6371 km. */
export type EarthFigure = "wgs84" | "sphere";

/** Where a satellite is, at any time. */
export interface Ephemeris {
  readonly earth: EarthFigure;
  /** Time of one revolution at the highest angular rate of the orbit; the search for passes derives its step from it. */
  readonly shortestRevolution_s: number;
  /**
   * Writes the satellite's state in the Earth-fixed frame; the velocity is the one an observer on the ground sees.
   *
   * @param time_ms Unix time in milliseconds, UTC
   * @param out     overwritten, so that a loop allocates nothing
   * @throws LeolinkError (`input`) where the model has no orbit at this time, e.g. after decay
   */
  at(time_ms: number, out: StateVector): void;
  toString(): string;
}

/** A state vector to be filled by `Ephemeris.at`. */
export function emptyStateVector(): StateVector {
  return { x_m: 0, y_m: 0, z_m: 0, vx_ms: 0, vy_ms: 0, vz_ms: 0 };
}
