import { dB } from "../decibel.js";
import { type MultipathChannel, type PathState, pathState } from "./multipath-channel.js";

/** Frequencies over the band at which the gain is looked at. */
const frequencies = 16;
/** Looks for each turn of the fastest path. */
const looksPerTurn = 32;
const longestStep_s = 0.01;
const leastGain = 1e-12;

/**
 * What a channel gives to a receiver that adds the power of all its branches: |h|^2 summed over the receive ports, the mean over
 * the transmit ports and over the band.
 */
export class PowerGain {
  /** Time in which the gain changes little. */
  readonly step_s: number;
  readonly #channel: MultipathChannel;
  readonly #bandwidth_Hz: number;
  readonly #state: PathState;

  constructor(channel: MultipathChannel, bandwidth_Hz: number) {
    this.#channel = channel;
    this.#bandwidth_Hz = bandwidth_Hz;
    this.#state = pathState(channel);
    this.step_s = Math.min(longestStep_s, 1 / (looksPerTurn * channel.maximumDoppler_Hz));
  }

  gain_dB(time_s: number): number {
    const { pathCount, receivePorts, transmitPorts } = this.#channel;
    const { excessDelay_s, gainRe, gainIm } = this.#state;
    this.#channel.at(time_s, this.#state);
    const pairs = receivePorts * transmitPorts;
    let sum = 0;
    for (let k = 0; k < frequencies; k++) {
      const offset_Hz = ((k + 0.5) / frequencies - 0.5) * this.#bandwidth_Hz;
      for (let pair = 0; pair < pairs; pair++) {
        let [re, im] = [0, 0];
        for (let path = 0; path < pathCount; path++) {
          const angle = -2 * Math.PI * offset_Hz * excessDelay_s[path];
          const [c, s] = [Math.cos(angle), Math.sin(angle)];
          const at = path * pairs + pair;
          re += gainRe[at] * c - gainIm[at] * s;
          im += gainRe[at] * s + gainIm[at] * c;
        }
        sum += re * re + im * im;
      }
    }
    return dB(Math.max(leastGain, sum / (frequencies * transmitPorts)));
  }

  toString(): string {
    return `power gain of ${this.#channel}`;
  }
}
