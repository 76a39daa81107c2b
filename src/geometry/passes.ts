import { type Ephemeris, emptyStateVector } from "./ephemeris.js";
import { lookAngles } from "./look-angles.js";
import { type GeodeticPosition, type GroundPoint, groundPoint } from "./wgs84.js";

/** A stretch of time in which a satellite stands at or above the minimum elevation. */
export interface Pass {
  readonly rise_ms: number;
  /** Highest point; at an edge of the window where the pass is cut before it. */
  readonly culmination_ms: number;
  readonly set_ms: number;
  readonly duration_s: number;
  readonly maxElevation_deg: number;
  readonly riseAzimuth_deg: number;
  readonly culminationAzimuth_deg: number;
  readonly setAzimuth_deg: number;
  /** Largest |range rate| of the pass; times f / c it is the largest Doppler shift. */
  readonly maxRangeRate_ms: number;
  /** The pass began before the window or lasts beyond it: rise or set is then the window's edge. */
  readonly isClipped: boolean;
}

/** Samples a revolution at which the climb's sign is looked at; between two it changes once at most. */
const samplesPerRevolution = 48;
/** Times are found to this, well below the 0.1 s that matter. */
const timeTolerance_ms = 1;
const rangeRateSamples = 64;

/**
 * Passes of a satellite over a place in a window of time.
 *
 * The turning points of the elevation are bracketed by the sign of its rate, at a step that follows from the orbit,
 * and found by bisection; between two of them the elevation only rises or only falls, so that each crossing of the
 * minimum is bracketed too and no pass is too short to be found. No refraction.
 *
 * @param start_ms        Unix time in milliseconds, UTC
 * @param window_s        above 0
 * @param minElevation_deg -90 to 90
 * @returns passes in the order of time, those cut by the window's edges marked `isClipped`
 * @throws RangeError for a window or elevation out of range; LeolinkError where the orbit ends within the window
 */
export function passes(
  ephemeris: Ephemeris,
  site: GeodeticPosition,
  start_ms: number,
  window_s: number,
  minElevation_deg: number,
): Pass[] {
  if (!(window_s > 0 && window_s < Infinity)) {
    throw new RangeError(`passes: expected a window above 0 s, found ${window_s}`);
  }
  if (!Number.isFinite(start_ms)) throw new RangeError(`passes: expected a finite start, found ${start_ms}`);
  if (!(Math.abs(minElevation_deg) <= 90)) {
    throw new RangeError(`passes: expected a minimum elevation from -90 to 90 deg, found ${minElevation_deg}`);
  }
  const sky = new Sky(ephemeris, groundPoint(site, ephemeris.earth));
  const end_ms = start_ms + window_s * 1000;
  const minimum = Math.sin((minElevation_deg * Math.PI) / 180);
  const heightAbove = (time_ms: number) => sky.sinElevation(time_ms) - minimum;

  const found: Pass[] = [];
  let rise_ms: number | undefined;
  let highest_ms = start_ms;
  const turningPoints = sky.turningPoints(start_ms, end_ms);
  for (const [index, time_ms] of turningPoints.entries()) {
    const above = heightAbove(time_ms);
    const isLast = index === turningPoints.length - 1;
    if (rise_ms === undefined) {
      if (!(above >= 0)) continue;
      rise_ms = index === 0 ? time_ms : root_ms(heightAbove, turningPoints[index - 1], time_ms);
      highest_ms = time_ms;
    } else if (above > heightAbove(highest_ms)) {
      highest_ms = time_ms;
    }
    if (above < 0) {
      found.push(
        sky.pass(rise_ms, highest_ms, root_ms(heightAbove, turningPoints[index - 1], time_ms), rise_ms === start_ms),
      );
      rise_ms = undefined;
    } else if (isLast) {
      found.push(sky.pass(rise_ms, highest_ms, end_ms, true));
    }
  }
  return found;
}

/** The satellite in the sky of one place; owns the work buffers. */
class Sky {
  readonly #satellite = emptyStateVector();

  constructor(
    readonly ephemeris: Ephemeris,
    readonly place: GroundPoint,
  ) {}

  sinElevation(time_ms: number): number {
    this.#look(time_ms);
    return this.#height_m() / this.#range_m();
  }

  /** Time derivative of the sine of the elevation, whose sign is that of the climb; 1/s. */
  climb(time_ms: number): number {
    this.#look(time_ms);
    const { place } = this;
    const satellite = this.#satellite;
    const [upX, upY, upZ] = place.up;
    const { vx_ms, vy_ms, vz_ms } = satellite;
    const range_m = this.#range_m();
    const rangeRate_ms =
      ((satellite.x_m - place.x_m) * vx_ms +
        (satellite.y_m - place.y_m) * vy_ms +
        (satellite.z_m - place.z_m) * vz_ms) /
      range_m;
    const upSpeed_ms = upX * vx_ms + upY * vy_ms + upZ * vz_ms;
    return (upSpeed_ms - (this.#height_m() / range_m) * rangeRate_ms) / range_m;
  }

  /** Start, every turning point of the elevation between, and end. */
  turningPoints(start_ms: number, end_ms: number): number[] {
    const step_ms = (this.ephemeris.shortestRevolution_s * 1000) / samplesPerRevolution;
    const steps = Math.max(1, Math.ceil((end_ms - start_ms) / step_ms));
    const climb = (time_ms: number) => this.climb(time_ms);
    const points = [start_ms];
    let previous_ms = start_ms;
    let previousClimb = climb(start_ms);
    for (let step = 1; step <= steps; step++) {
      const time_ms = step === steps ? end_ms : start_ms + step * step_ms;
      const nextClimb = climb(time_ms);
      if (nextClimb >= 0 !== previousClimb >= 0) points.push(root_ms(climb, previous_ms, time_ms));
      previous_ms = time_ms;
      previousClimb = nextClimb;
    }
    points.push(end_ms);
    return points;
  }

  pass(rise_ms: number, culmination_ms: number, set_ms: number, isClipped: boolean): Pass {
    const look = (time_ms: number) => {
      this.#look(time_ms);
      return lookAngles(this.place, this.#satellite);
    };
    const rise = look(rise_ms);
    const set = look(set_ms);
    const culmination = look(culmination_ms);
    // The extremes of a low orbit stand at rise and set; those of an eccentric one may stand between.
    let maxRangeRate_ms = Math.max(Math.abs(rise.rangeRate_ms), Math.abs(set.rangeRate_ms));
    for (let sample = 1; sample < rangeRateSamples; sample++) {
      const { rangeRate_ms } = look(rise_ms + ((set_ms - rise_ms) * sample) / rangeRateSamples);
      maxRangeRate_ms = Math.max(maxRangeRate_ms, Math.abs(rangeRate_ms));
    }
    return {
      rise_ms,
      culmination_ms,
      set_ms,
      duration_s: (set_ms - rise_ms) / 1000,
      maxElevation_deg: culmination.elevation_deg,
      riseAzimuth_deg: rise.azimuth_deg,
      culminationAzimuth_deg: culmination.azimuth_deg,
      setAzimuth_deg: set.azimuth_deg,
      maxRangeRate_ms,
      isClipped,
    };
  }

  #look(time_ms: number): void {
    this.ephemeris.at(time_ms, this.#satellite);
  }

  #height_m(): number {
    const [upX, upY, upZ] = this.place.up;
    const { x_m, y_m, z_m } = this.#satellite;
    return upX * (x_m - this.place.x_m) + upY * (y_m - this.place.y_m) + upZ * (z_m - this.place.z_m);
  }

  #range_m(): number {
    const { x_m, y_m, z_m } = this.#satellite;
    return Math.hypot(x_m - this.place.x_m, y_m - this.place.y_m, z_m - this.place.z_m);
  }
}

/** Where a function changes sign between two times, by bisection; a zero counts as the side of positive values. */
function root_ms(f: (time_ms: number) => number, low_ms: number, high_ms: number): number {
  const isPositiveAtLow = f(low_ms) >= 0;
  let [low, high] = [low_ms, high_ms];
  while (high - low > timeTolerance_ms) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (f(middle) >= 0 === isPositiveAtLow) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
