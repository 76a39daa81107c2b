import { type Ephemeris, emptyStateVector } from "../geometry/ephemeris.js";
import { lookAngles, rangeAcceleration_ms2 } from "../geometry/look-angles.js";
import { Sgp4Orbit } from "../geometry/sgp4-orbit.js";
import { nadirAngleSpherical_deg, slantRangeSpherical_m } from "../geometry/spherical-earth.js";
import { walkerShell } from "../geometry/walker-shell.js";
import { type GeodeticPosition, type GroundPoint, groundPoint } from "../geometry/wgs84.js";
import { speedOfLight_ms } from "../physics.js";
import type { FixedOrbit, Orbit } from "../scenario/scenario.js";

/** Where a satellite stands, seen from a place on the ground. */
export interface SkyView {
  /** Index into the shell, 0 for a single satellite. */
  readonly satellite: number;
  readonly azimuth_deg: number;
  readonly elevation_deg: number;
  readonly slantRange_m: number;
  readonly delay_s: number;
  /** Positive when the range grows. */
  readonly rangeRate_ms: number;
  readonly rangeAcceleration_ms2: number;
  /** Angle at the satellite between its nadir and the place. */
  readonly nadirAngle_deg: number;
  /** Around nadir: 0 ahead along the track over the ground, 90 to the right of it; 0 for a fixed geometry. */
  readonly nadirAzimuth_deg: number;
}

/** The satellites of a scenario, seen from any place. */
export interface Sky {
  /** Empty for a fixed geometry. */
  readonly ephemerides: readonly Ephemeris[];
  /** The satellite that stands highest over a place. */
  highest(time_ms: number, place: GeodeticPosition): number;
  view(satellite: number, time_ms: number, place: GeodeticPosition): SkyView;
}

export function skyOf(orbit: Orbit): Sky {
  switch (orbit.kind) {
    case "tle":
      return new OrbitingSky([new Sgp4Orbit(orbit.line1, orbit.line2)]);
    case "shell":
      return new OrbitingSky(walkerShell(orbit));
    case "fixed":
      return fixedSky(orbit);
  }
}

/** Satellites on their orbits. Owns the work buffers. */
class OrbitingSky implements Sky {
  readonly #satellite = emptyStateVector();
  readonly #points = new Map<GeodeticPosition, GroundPoint>();

  constructor(readonly ephemerides: readonly Ephemeris[]) {}

  highest(time_ms: number, place: GeodeticPosition): number {
    const point = this.#point(place);
    const [upX, upY, upZ] = point.up;
    let best = 0;
    let bestSine = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < this.ephemerides.length; index++) {
      this.ephemerides[index].at(time_ms, this.#satellite);
      const dx = this.#satellite.x_m - point.x_m;
      const dy = this.#satellite.y_m - point.y_m;
      const dz = this.#satellite.z_m - point.z_m;
      const sine = (dx * upX + dy * upY + dz * upZ) / Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (sine > bestSine) {
        best = index;
        bestSine = sine;
      }
    }
    return best;
  }

  view(satellite: number, time_ms: number, place: GeodeticPosition): SkyView {
    const ephemeris = this.ephemerides[satellite];
    const point = this.#point(place);
    ephemeris.at(time_ms, this.#satellite);
    return {
      satellite,
      ...lookAngles(point, this.#satellite),
      rangeAcceleration_ms2: rangeAcceleration_ms2(point, ephemeris, time_ms),
    };
  }

  #point(place: GeodeticPosition): GroundPoint {
    let point = this.#points.get(place);
    if (!point) {
      point = groundPoint(place, this.ephemerides[0].earth);
      this.#points.set(place, point);
    }
    return point;
  }

  toString(): string {
    return this.ephemerides.length === 1 ? `${this.ephemerides[0]}` : `${this.ephemerides.length} satellites`;
  }
}

/** A satellite that stands still, at the same elevation over every place (a gateway stands beside the user). */
function fixedSky({ elevation_deg, azimuth_deg, altitude_m }: FixedOrbit): Sky {
  const slantRange_m = slantRangeSpherical_m(altitude_m, elevation_deg);
  const view: SkyView = {
    satellite: 0,
    azimuth_deg,
    elevation_deg,
    slantRange_m,
    delay_s: slantRange_m / speedOfLight_ms,
    rangeRate_ms: 0,
    rangeAcceleration_ms2: 0,
    nadirAngle_deg: nadirAngleSpherical_deg(altitude_m, elevation_deg),
    nadirAzimuth_deg: 0,
  };
  return { ephemerides: [], highest: () => 0, view: () => view };
}
