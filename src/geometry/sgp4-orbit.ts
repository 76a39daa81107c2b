import { type SatRec, SatRecError, sgp4, twoline2satrec } from "satellite.js";
import { LeolinkError } from "../leolink-error.js";
import { toEarthFixed } from "./earth-rotation.js";
import type { Ephemeris, StateVector } from "./ephemeris.js";
import { checkTle, tleEpoch_ms } from "./tle.js";

const failures: Readonly<Record<number, string>> = {
  [SatRecError.MeanEccentricityOutOfRange]: "the mean eccentricity leaves 0 to 1",
  [SatRecError.MeanMotionBelowZero]: "the mean motion falls below zero",
  [SatRecError.PerturbedEccentricityOutOfRange]: "the perturbed eccentricity leaves 0 to 1",
  [SatRecError.SemiLatusRectumBelowZero]: "the semi-latus rectum falls below zero",
  [SatRecError.Decayed]: "the satellite has decayed",
};

/**
 * A real satellite from a two-line element set, by SGP4/SDP4 (satellite.js), Earth-fixed by the mean sidereal angle.
 *
 * Vallado et al., "Revisiting Spacetrack Report #3", AIAA 2006-6753. Good to about 1 km at the epoch, and 1 to 3 km a day
 * worse away from it.
 */
export class Sgp4Orbit implements Ephemeris {
  readonly earth = "wgs84";
  readonly epoch_ms: number;
  readonly shortestRevolution_s: number;
  readonly #elements: SatRec;

  /** @throws LeolinkError (`input`) with every problem of a malformed element set */
  constructor(line1: string, line2: string) {
    checkTle(line1, line2);
    this.epoch_ms = tleEpoch_ms(line1);
    this.#elements = twoline2satrec(line1, line2);
    // Angular rate at perigee over the mean motion: (1 + e)^2 / (1 - e^2)^1.5.
    const { no: meanMotion_radmin, ecco: eccentricity } = this.#elements;
    const perigeeRate = (1 + eccentricity) ** 2 / (1 - eccentricity ** 2) ** 1.5;
    this.shortestRevolution_s = (2 * Math.PI * 60) / (meanMotion_radmin * perigeeRate);
    this.#propagated(0);
  }

  at(time_ms: number, out: StateVector): void {
    const { position, velocity } = this.#propagated((time_ms - this.epoch_ms) / 60_000);
    out.x_m = position.x * 1000;
    out.y_m = position.y * 1000;
    out.z_m = position.z * 1000;
    out.vx_ms = velocity.x * 1000;
    out.vy_ms = velocity.y * 1000;
    out.vz_ms = velocity.z * 1000;
    toEarthFixed(time_ms, out);
  }

  toString(): string {
    return `SGP4 orbit of ${this.#elements.satnum}, epoch ${new Date(this.epoch_ms).toISOString()}`;
  }

  #propagated(minutesFromEpoch: number) {
    const state = sgp4(this.#elements, minutesFromEpoch);
    const hasPosition = state !== null && Number.isFinite(state.position.x + state.velocity.x);
    if (hasPosition && this.#elements.error === SatRecError.None) return state;
    const reason = failures[this.#elements.error] ?? "no finite position";
    const days = (minutesFromEpoch / 1440).toFixed(1);
    throw new LeolinkError("input", [
      { message: `SGP4 has no orbit of satellite ${this.#elements.satnum} ${days} days from its epoch: ${reason}` },
    ]);
  }
}
