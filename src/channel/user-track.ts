import { speedOfLight_ms } from "../physics.js";

/** The satellite in the user's sky at equal steps from the start of the run; azimuth from north over east. */
export interface SkyTrack {
  readonly step_s: number;
  readonly elevation_deg: Float64Array;
  readonly azimuth_deg: Float64Array;
  /** Needed by a recorded path loss alone, which takes the place of free space over it. */
  readonly slantRange_m?: Float64Array;
}

/** Where user and satellite are at a moment, written by `UserTrack.at`. */
export interface TrackState {
  /** Moved by the user since the start. */
  distance_m: number;
  /** By which the satellite's direction has turned since the start, summed along the way. */
  turn_deg: number;
  elevation_deg: number;
  /** From north over east. */
  azimuth_deg: number;
}

/** A satellite below the horizon is held at this elevation: there is no signal then. */
const least_deg = 0.1;
const radian = Math.PI / 180;

/**
 * A user on a straight way under a satellite that passes: distance, turn and direction as functions of time, linear between
 * the steps; before the first and after the last step the directions are held.
 */
export class UserTrack {
  readonly speed_ms: number;
  /** Unit vector of the motion: east, north. */
  readonly heading: readonly [number, number];
  readonly end_s: number;
  readonly #sky: SkyTrack;
  readonly #turn_deg: Float64Array;
  /** Metres that the user has come nearer to the satellite by its own motion, at each step. */
  readonly #approach_m: Float64Array;

  /** @param heading_deg of the user's horizontal motion, from north over east */
  constructor(sky: SkyTrack, speed_ms: number, heading_deg: number) {
    const { step_s, elevation_deg, azimuth_deg } = sky;
    const { length } = elevation_deg;
    if (!(length >= 1 && azimuth_deg.length === length && step_s > 0)) {
      throw new RangeError("UserTrack: expected as many azimuths as elevations, at least one, and a step above 0 s");
    }
    this.#sky = sky;
    this.speed_ms = speed_ms;
    this.heading = [Math.sin(heading_deg * radian), Math.cos(heading_deg * radian)];
    this.end_s = step_s * (length - 1);
    this.#turn_deg = new Float64Array(length);
    this.#approach_m = new Float64Array(length);
    for (let i = 1; i < length; i++) {
      this.#turn_deg[i] = this.#turn_deg[i - 1] + this.#angleBetween_deg(i - 1, i);
      this.#approach_m[i] = this.#approach_m[i - 1] + (step_s * (this.#approach_ms(i - 1) + this.#approach_ms(i))) / 2;
    }
  }

  at(time_s: number, out: TrackState): void {
    const { step_s, elevation_deg, azimuth_deg } = this.#sky;
    const last = elevation_deg.length - 1;
    const position = Math.max(0, Math.min(last, time_s / step_s));
    const low = Math.min(Math.floor(position), Math.max(0, last - 1));
    const high = Math.min(low + 1, last);
    const part = position - low;
    const between = (values: Float64Array) => values[low] + part * (values[high] - values[low]);
    out.distance_m = Math.max(0, time_s) * this.speed_ms;
    out.turn_deg = between(this.#turn_deg);
    out.elevation_deg = Math.max(least_deg, between(elevation_deg));
    // The short way round: an azimuth may pass north.
    const sweep = azimuth_deg[high] - azimuth_deg[low];
    out.azimuth_deg = azimuth_deg[low] + part * (sweep - 360 * Math.round(sweep / 360));
  }

  /** Turns of the line of sight's phase by the user's own motion since the start: its Doppler shift, summed. */
  approach_turns(time_s: number, carrier_Hz: number): number {
    const { step_s } = this.#sky;
    const last = this.#approach_m.length - 1;
    const low = Math.max(0, Math.min(Math.floor(time_s / step_s), last));
    const into_s = time_s - low * step_s;
    const rate = this.#approach_ms(low);
    // Beyond either end the rate is held.
    const change = low < last && into_s > 0 ? (this.#approach_ms(low + 1) - rate) / step_s : 0;
    const approach_m = this.#approach_m[low] + into_s * (rate + (change * into_s) / 2);
    return (approach_m * carrier_Hz) / speedOfLight_ms;
  }

  /** The earliest time at which distance / `distance_m` + turn / `turn_deg` reaches `value`; the end where it never does. */
  timeOf(value: number, distance_m: number, turn_deg: number): number {
    if (value <= 0) return 0;
    const { step_s } = this.#sky;
    const at = (i: number) => (i * step_s * this.speed_ms) / distance_m + this.#turn_deg[i] / turn_deg;
    const last = this.#turn_deg.length - 1;
    if (at(last) <= value) {
      // Beyond the end only the user moves.
      const rate = this.speed_ms / distance_m;
      return rate > 0 ? this.end_s + (value - at(last)) / rate : this.end_s;
    }
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (at(middle) <= value) low = middle;
      else high = middle;
    }
    return step_s * (low + (value - at(low)) / (at(high) - at(low)));
  }

  /** Fastest turn of the satellite's direction, degrees a second. */
  get mostTurnRate_degs(): number {
    let most = 0;
    for (let i = 1; i < this.#turn_deg.length; i++) most = Math.max(most, this.#turn_deg[i] - this.#turn_deg[i - 1]);
    return most / this.#sky.step_s;
  }

  #approach_ms(i: number): number {
    const { elevation_deg, azimuth_deg } = this.#sky;
    const across = Math.cos(Math.max(least_deg, elevation_deg[i]) * radian);
    const azimuth = azimuth_deg[i] * radian;
    return this.speed_ms * across * (Math.sin(azimuth) * this.heading[0] + Math.cos(azimuth) * this.heading[1]);
  }

  #angleBetween_deg(i: number, j: number): number {
    const { elevation_deg, azimuth_deg } = this.#sky;
    const [a, b] = [elevation_deg[i] * radian, elevation_deg[j] * radian];
    const sweep = (azimuth_deg[j] - azimuth_deg[i]) * radian;
    // Haversines keep their precision for small angles.
    const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(sweep / 2) ** 2;
    return (2 * Math.asin(Math.min(1, Math.sqrt(h)))) / radian;
  }
}
