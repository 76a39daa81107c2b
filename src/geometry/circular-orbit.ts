import { earthGm_m3s2, sphericalEarthRadius_m } from "../physics.js";
import { toEarthFixed } from "./earth-rotation.js";
import type { Ephemeris, StateVector } from "./ephemeris.js";

export interface CircularOrbitParameters {
  /** Above the sphere of 6371 km. */
  readonly altitude_m: number;
  readonly inclination_deg: number;
  /** Right ascension of the ascending node; it stays where it is (the drift by the Earth's oblateness is left out). */
  readonly raan_deg: number;
  /** Angle from the ascending node along the orbit at `epoch_ms`. */
  readonly argumentOfLatitude_deg: number;
  /** Unix time in milliseconds, UTC. */
  readonly epoch_ms: number;
}

const radian = Math.PI / 180;

/** A circular Kepler orbit around a spherical Earth that turns beneath it. */
export class CircularOrbit implements Ephemeris {
  readonly earth = "sphere";
  readonly shortestRevolution_s: number;
  readonly #radius_m: number;
  readonly #speed_ms: number;
  readonly #rate_rads: number;
  readonly #cosNode: number;
  readonly #sinNode: number;
  readonly #cosInclination: number;
  readonly #sinInclination: number;

  /** @throws RangeError for an altitude that is not above 0, or an angle that is not finite */
  constructor(readonly parameters: CircularOrbitParameters) {
    const { altitude_m, inclination_deg, raan_deg, argumentOfLatitude_deg, epoch_ms } = parameters;
    if (!(altitude_m > 0 && altitude_m < Infinity)) {
      throw new RangeError(`CircularOrbit: expected an altitude above 0 m, found ${altitude_m}`);
    }
    if (!Number.isFinite(inclination_deg + raan_deg + argumentOfLatitude_deg + epoch_ms)) {
      throw new RangeError("CircularOrbit: expected finite angles and a finite epoch");
    }
    this.#radius_m = sphericalEarthRadius_m + altitude_m;
    this.#speed_ms = Math.sqrt(earthGm_m3s2 / this.#radius_m);
    this.#rate_rads = this.#speed_ms / this.#radius_m;
    this.#cosNode = Math.cos(raan_deg * radian);
    this.#sinNode = Math.sin(raan_deg * radian);
    this.#cosInclination = Math.cos(inclination_deg * radian);
    this.#sinInclination = Math.sin(inclination_deg * radian);
    this.shortestRevolution_s = (2 * Math.PI) / this.#rate_rads;
  }

  at(time_ms: number, out: StateVector): void {
    const { argumentOfLatitude_deg, epoch_ms } = this.parameters;
    const u_rad = argumentOfLatitude_deg * radian + this.#rate_rads * ((time_ms - epoch_ms) / 1000);
    const cosU = Math.cos(u_rad);
    const sinU = Math.sin(u_rad);
    const cosNode = this.#cosNode;
    const sinNode = this.#sinNode;
    const cosI = this.#cosInclination;
    const sinI = this.#sinInclination;
    out.x_m = this.#radius_m * (cosNode * cosU - sinNode * cosI * sinU);
    out.y_m = this.#radius_m * (sinNode * cosU + cosNode * cosI * sinU);
    out.z_m = this.#radius_m * sinI * sinU;
    out.vx_ms = this.#speed_ms * (-cosNode * sinU - sinNode * cosI * cosU);
    out.vy_ms = this.#speed_ms * (-sinNode * sinU + cosNode * cosI * cosU);
    out.vz_ms = this.#speed_ms * sinI * cosU;
    toEarthFixed(time_ms, out);
  }

  toString(): string {
    const { altitude_m, inclination_deg, raan_deg, argumentOfLatitude_deg } = this.parameters;
    return `circular orbit at ${altitude_m / 1000} km, ${inclination_deg} deg, node ${raan_deg} deg, argument of latitude ${argumentOfLatitude_deg} deg`;
  }
}
