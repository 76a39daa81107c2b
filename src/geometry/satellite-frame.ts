import { sphericalEarthRadius_m } from "../physics.js";

/**
 * A satellite over a sphere of 6371 km, in the frame whose z axis runs from the Earth's centre to the satellite. Direction
 * cosines u and v are those of x and y; w = sqrt(1 - u^2 - v^2) is that of nadir.
 */
export interface SatelliteFrame {
  readonly altitude_m: number;
}

/** A place on the sphere as a unit vector from the Earth's centre. */
export type UnitVector = readonly [x: number, y: number, z: number];

/** What a place on the sphere and the satellite see of each other. */
export interface GroundView {
  /** Direction cosines at the satellite. */
  u: number;
  v: number;
  w: number;
  slantRange_m: number;
  /** Sine of the elevation at the place. */
  sinElevation: number;
}

/** The place that the satellite sees in a direction; undefined where the line of sight misses the Earth. */
export function groundPlace({ altitude_m }: SatelliteFrame, u: number, v: number): UnitVector | undefined {
  const radius_m = sphericalEarthRadius_m + altitude_m;
  const sine2 = u * u + v * v;
  const root2_m2 = sphericalEarthRadius_m ** 2 - radius_m ** 2 * sine2;
  if (!(sine2 < 1 && root2_m2 >= 0)) return undefined;
  const w = Math.sqrt(1 - sine2);
  const range_m = radius_m * w - Math.sqrt(root2_m2);
  const scale = range_m / sphericalEarthRadius_m;
  return [u * scale, v * scale, (radius_m - range_m * w) / sphericalEarthRadius_m];
}

/** Fills `view` with what the satellite and a place see of each other; places beyond the horizon have negative elevations. */
export function viewPlace({ altitude_m }: SatelliteFrame, [x, y, z]: UnitVector, view: GroundView): void {
  const earth_m = sphericalEarthRadius_m;
  const radius_m = earth_m + altitude_m;
  // 2 R r (1 - z) + h^2, whose terms do not cancel below the satellite.
  const range_m = Math.sqrt(altitude_m ** 2 + 2 * earth_m * radius_m * (1 - z));
  view.slantRange_m = range_m;
  view.u = (earth_m * x) / range_m;
  view.v = (earth_m * y) / range_m;
  view.w = (radius_m - earth_m * z) / range_m;
  view.sinElevation = (radius_m * z - earth_m) / range_m;
}

/**
 * The place that sees the satellite at an elevation in the direction of `azimuth_rad` from nadir, counted from the u axis.
 *
 * Angle at the Earth's centre between it and the place below the satellite: pi/2 - elevation - nadir angle.
 */
export function placeAtElevation({ altitude_m }: SatelliteFrame, elevation_deg: number, azimuth_rad = 0): UnitVector {
  const elevation_rad = (elevation_deg * Math.PI) / 180;
  const ratio = sphericalEarthRadius_m / (sphericalEarthRadius_m + altitude_m);
  const centralAngle_rad = Math.acos(ratio * Math.cos(elevation_rad)) - elevation_rad;
  const sine = Math.sin(centralAngle_rad);
  return [sine * Math.cos(azimuth_rad), sine * Math.sin(azimuth_rad), Math.cos(centralAngle_rad)];
}

/** A cap of the sphere, whose places are uniform by area for uniform inputs. */
export class SphereCap {
  readonly #centre: UnitVector;
  readonly #cosine: number;
  /** Two unit vectors at right angles to the centre and to each other. */
  readonly #first: UnitVector;
  readonly #second: UnitVector;

  /** @param cosine of the cap's half angle at the Earth's centre */
  constructor(centre: UnitVector, cosine: number) {
    const [cx, cy, cz] = centre;
    // The first vector lies in the plane of the axis it is farthest from.
    const flat = Math.hypot(cx, cy);
    const [ax, ay, az] = flat > 1e-12 ? [(cx / flat) * cz, (cy / flat) * cz, -flat] : [1, 0, 0];
    this.#centre = centre;
    this.#cosine = cosine;
    this.#first = [ax, ay, az];
    this.#second = [cy * az - cz * ay, cz * ax - cx * az, cx * ay - cy * ax];
  }

  /**
   * @param area 0 to 1, the part of the cap's area that lies further in
   * @param turn 0 to 1, of a full turn around the centre
   */
  place(area: number, turn: number): UnitVector {
    const along = 1 - area * (1 - this.#cosine);
    const across = Math.sqrt(Math.max(0, 1 - along * along));
    const [cx, cy, cz] = this.#centre;
    const [ax, ay, az] = this.#first;
    const [bx, by, bz] = this.#second;
    const c = across * Math.cos(2 * Math.PI * turn);
    const s = across * Math.sin(2 * Math.PI * turn);
    return [along * cx + c * ax + s * bx, along * cy + c * ay + s * by, along * cz + c * az + s * bz];
  }
}
