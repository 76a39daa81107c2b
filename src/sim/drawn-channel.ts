import {
  type MultipathChannel,
  type PathSeries,
  type PathState,
  seriesByMoments,
} from "../channel/multipath-channel.js";

/** Frames that one realisation of a channel serves before the next is drawn. */
export const framesARealisation = 16;
/** Golden ratio less 1: the frames' places in the run, evenly spread for any number of them. */
const goldenPart = (Math.sqrt(5) - 1) / 2;

/** Where in a run a frame of an error-rate curve starts. */
export function framePlace_s(frame: number, duration_s: number): number {
  const place = frame * goldenPart;
  return (place - Math.floor(place)) * duration_s;
}

/** A channel whose realisation changes; all have the same ports and paths. */
export class DrawnChannel implements MultipathChannel {
  readonly pathCount: number;
  readonly receivePorts: number;
  readonly transmitPorts: number;
  readonly maximumDoppler_Hz: number;
  #number = 0;
  #channel: MultipathChannel;

  constructor(channel: MultipathChannel) {
    this.#channel = channel;
    this.pathCount = channel.pathCount;
    this.receivePorts = channel.receivePorts;
    this.transmitPorts = channel.transmitPorts;
    this.maximumDoppler_Hz = channel.maximumDoppler_Hz;
  }

  take(number: number, draw: (number: number) => MultipathChannel | undefined): void {
    if (number === this.#number) return;
    const channel = draw(number);
    if (channel?.pathCount !== this.pathCount) {
      throw new RangeError(`DrawnChannel: expected ${this.pathCount} paths, found ${channel?.pathCount ?? 0}`);
    }
    this.#number = number;
    this.#channel = channel;
  }

  at(time_s: number, out: PathState): void {
    this.#channel.at(time_s, out);
  }

  series(time_s: Float64Array, out: PathSeries): void {
    seriesByMoments(this, time_s, out);
  }

  toString(): string {
    return this.#channel.toString();
  }
}
