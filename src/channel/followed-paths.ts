import { type MultipathChannel, type PathSeries, type PathState, seriesByMoments } from "./multipath-channel.js";

/**
 * A channel as an equaliser of limited length follows it: paths that arrive later are taken out, and their power is told, since
 * it is noise to what comes behind the equaliser.
 */
export class FollowedPaths implements MultipathChannel {
  readonly pathCount: number;
  readonly receivePorts: number;
  readonly transmitPorts: number;
  readonly maximumDoppler_Hz: number;
  readonly #channel: MultipathChannel;
  readonly #longest_s: number;
  /** Of the paths that the last moment left out, over that of an unobstructed line of sight. */
  latePower = 0;

  /** @param longest_s excess delay up to which paths are followed */
  constructor(channel: MultipathChannel, longest_s: number) {
    this.#channel = channel;
    this.#longest_s = longest_s;
    this.pathCount = channel.pathCount;
    this.receivePorts = channel.receivePorts;
    this.transmitPorts = channel.transmitPorts;
    this.maximumDoppler_Hz = channel.maximumDoppler_Hz;
  }

  at(time_s: number, out: PathState): void {
    this.#channel.at(time_s, out);
    this.latePower = 0;
    const { excessDelay_s, gainRe, gainIm } = out;
    const gains = gainRe.length / excessDelay_s.length;
    for (let path = 0; path < excessDelay_s.length; path++) {
      if (excessDelay_s[path] <= this.#longest_s) continue;
      excessDelay_s[path] = 0;
      for (let gain = path * gains; gain < (path + 1) * gains; gain++) {
        this.latePower += gainRe[gain] ** 2 + gainIm[gain] ** 2;
        gainRe[gain] = 0;
        gainIm[gain] = 0;
      }
    }
  }

  series(time_s: Float64Array, out: PathSeries): void {
    seriesByMoments(this, time_s, out);
  }

  toString(): string {
    return `${this.#channel}, paths up to ${this.#longest_s} s`;
  }
}
