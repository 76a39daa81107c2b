import { type MultipathChannel, type PathSeries, type PathState, seriesByMoments } from "./multipath-channel.js";

/**
 * A channel as it was recorded: paths at moments, all arrays `[moment][path]`, row-major, but `time_s`.
 *
 * A path's gain has the level and phase that stand in the record; its phase moves on between moments by the Doppler shifts at
 * both, so that a record need not resolve the turns.
 */
export interface RecordedProfile {
  readonly pathCount: number;
  /** Rising, at least two. */
  readonly time_s: Float64Array;
  readonly excessDelay_s: Float64Array;
  /** Power gain over an unobstructed line of sight, dB; -Infinity where a path is absent. */
  readonly gain_dB: Float64Array;
  readonly doppler_Hz: Float64Array;
  /**
   * Loss of each path between isotropic antennas, in place of the link budget's free space, on top of which `gain_dB` comes.
   * Left out where the gains hold beside free space.
   */
  readonly pathLoss_dB?: Float64Array;
}

/**
 * Plays a recorded profile: level (in dB), delay and Doppler shift linear between moments, the phase the integral of the
 * Doppler shift, which has no jump anywhere. Before the first and after the last moment the levels and delays are held.
 *
 * A recorded path loss takes the place of free space: the gain is that loss less than the free-space loss of the moment.
 */
export class RecordedChannel implements MultipathChannel {
  readonly pathCount: number;
  readonly receivePorts = 1;
  readonly transmitPorts = 1;
  readonly maximumDoppler_Hz: number;
  readonly #profile: RecordedProfile;
  /** Turns of each path since the first moment, `[moment][path]`. */
  readonly #turns: Float64Array;
  readonly #freeSpaceLoss_dB: (time_s: number) => number;

  /** @param freeSpaceLoss_dB that of the link budget as a function of time; needed with a path loss */
  constructor(profile: RecordedProfile, freeSpaceLoss_dB?: (time_s: number) => number) {
    checkProfile(profile);
    if (profile.pathLoss_dB && !freeSpaceLoss_dB) {
      throw new RangeError(
        "RecordedChannel: expected the free-space loss that a recorded path loss takes the place of",
      );
    }
    this.#freeSpaceLoss_dB = freeSpaceLoss_dB ?? (() => 0);
    const { pathCount, time_s, doppler_Hz } = profile;
    this.#profile = profile;
    this.pathCount = pathCount;
    this.maximumDoppler_Hz = doppler_Hz.reduce((most, shift) => Math.max(most, Math.abs(shift)), 0);
    this.#turns = new Float64Array(doppler_Hz.length);
    for (let moment = 1; moment < time_s.length; moment++) {
      const step_s = time_s[moment] - time_s[moment - 1];
      for (let path = 0; path < pathCount; path++) {
        const [before, here] = [(moment - 1) * pathCount + path, moment * pathCount + path];
        this.#turns[here] = this.#turns[before] + (step_s * (doppler_Hz[before] + doppler_Hz[here])) / 2;
      }
    }
  }

  at(time_s: number, out: PathState): void {
    const { pathCount, time_s: times, excessDelay_s, gain_dB, doppler_Hz, pathLoss_dB } = this.#profile;
    const freeSpace_dB = pathLoss_dB ? this.#freeSpaceLoss_dB(time_s) : 0;
    const moment = intervalAt(times, time_s);
    const length_s = times[moment + 1] - times[moment];
    const into_s = time_s - times[moment];
    const part = Math.max(0, Math.min(1, into_s / length_s));
    for (let path = 0; path < pathCount; path++) {
      const [a, b] = [moment * pathCount + path, (moment + 1) * pathCount + path];
      out.excessDelay_s[path] = excessDelay_s[a] + part * (excessDelay_s[b] - excessDelay_s[a]);
      const level_dB =
        part === 0 ? gain_dB[a] : part === 1 ? gain_dB[b] : gain_dB[a] + part * (gain_dB[b] - gain_dB[a]);
      // A path that comes or goes is absent between, since its level has no straight line.
      const loss_dB = pathLoss_dB ? pathLoss_dB[a] + part * (pathLoss_dB[b] - pathLoss_dB[a]) : 0;
      const amplitude = level_dB > -Infinity ? 10 ** ((level_dB + freeSpace_dB - loss_dB) / 20) : 0;
      const within_s = part * length_s;
      const slope = (doppler_Hz[b] - doppler_Hz[a]) / length_s;
      const beyond_s = into_s - within_s;
      const edge_Hz = beyond_s > 0 ? doppler_Hz[b] : doppler_Hz[a];
      const turns = this.#turns[a] + within_s * (doppler_Hz[a] + (slope * within_s) / 2) + beyond_s * edge_Hz;
      const angle = 2 * Math.PI * (turns - Math.floor(turns));
      out.gainRe[path] = amplitude * Math.cos(angle);
      out.gainIm[path] = amplitude * Math.sin(angle);
    }
  }

  series(time_s: Float64Array, out: PathSeries): void {
    seriesByMoments(this, time_s, out);
  }

  toString(): string {
    const { time_s } = this.#profile;
    return `recorded channel, ${this.pathCount} paths, ${time_s.length} moments to ${time_s[time_s.length - 1]} s`;
  }
}

/** Index of the interval between moments that holds a time; the first or last for times beyond them. */
function intervalAt(times: Float64Array, time_s: number): number {
  let low = 0;
  let high = times.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (times[middle] <= time_s) low = middle;
    else high = middle - 1;
  }
  return low;
}

function checkProfile({
  pathCount,
  time_s,
  excessDelay_s,
  gain_dB,
  doppler_Hz,
  pathLoss_dB = new Float64Array(gain_dB.length),
}: RecordedProfile): void {
  const length = time_s.length * pathCount;
  const hasShape = [excessDelay_s, gain_dB, doppler_Hz, pathLoss_dB].every((array) => array.length === length);
  if (!(pathCount >= 1 && time_s.length >= 2 && hasShape)) {
    throw new RangeError("RecordedChannel: expected at least two moments and arrays of [moment][path]");
  }
  for (let moment = 1; moment < time_s.length; moment++) {
    if (!(time_s[moment] > time_s[moment - 1])) {
      throw new RangeError(
        `RecordedChannel: expected rising times, found ${time_s[moment]} s after ${time_s[moment - 1]} s`,
      );
    }
  }
  const isPlain = (array: Float64Array) => array.every(Number.isFinite);
  const hasLevels = gain_dB.every((level_dB) => level_dB < Infinity);
  if (!([time_s, excessDelay_s, doppler_Hz, pathLoss_dB].every(isPlain) && hasLevels)) {
    throw new RangeError(
      "RecordedChannel: expected finite times, delays, Doppler shifts and path losses, and levels below Infinity",
    );
  }
}
