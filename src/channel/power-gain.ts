import { type ComplexMatrix, complexMatrix } from "../complex-matrix.js";
import { dB } from "../decibel.js";
import { type MultipathChannel, type PathState, pathState } from "./multipath-channel.js";

/** Frequencies over the band at which the gain is looked at. */
const frequencies = 16;
/** Looks for each turn of the fastest path. */
const looksPerTurn = 32;
const longestStep_s = 0.01;
const leastGain = 1e-12;

/**
 * What a channel gives to a receiver that adds the power of all its branches: |H W|^2 summed over the receive ports and layers, the
 * mean over the band. W is the precoder `[transmit port][layer]` of unit power; if left out, the power is shared by the ports.
 */
export class PowerGain {
  /** Time in which the gain changes little. */
  readonly step_s: number;
  readonly #channel: MultipathChannel;
  readonly #bandwidth_Hz: number;
  readonly #state: PathState;
  readonly #precoder: ComplexMatrix;
  /** Of one receive port to every transmit port. */
  readonly #row: { readonly re: Float64Array; readonly im: Float64Array };

  /** @throws RangeError for a precoder of other ports than the channel's */
  constructor(channel: MultipathChannel, bandwidth_Hz: number, precoder = sharedPower(channel.transmitPorts)) {
    if (precoder.rows !== channel.transmitPorts) {
      throw new RangeError(`PowerGain: expected ${channel.transmitPorts} transmit ports, found ${precoder.rows}`);
    }
    this.#precoder = precoder;
    this.#row = { re: new Float64Array(precoder.rows), im: new Float64Array(precoder.rows) };
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
      for (let receive = 0; receive < receivePorts; receive++) {
        for (let transmit = 0; transmit < transmitPorts; transmit++) {
          let [re, im] = [0, 0];
          for (let path = 0; path < pathCount; path++) {
            const angle = -2 * Math.PI * offset_Hz * excessDelay_s[path];
            const [c, s] = [Math.cos(angle), Math.sin(angle)];
            const at = path * pairs + receive * transmitPorts + transmit;
            re += gainRe[at] * c - gainIm[at] * s;
            im += gainRe[at] * s + gainIm[at] * c;
          }
          this.#row.re[transmit] = re;
          this.#row.im[transmit] = im;
        }
        sum += this.#powerOfLayers();
      }
    }
    return dB(Math.max(leastGain, sum / frequencies));
  }

  #powerOfLayers(): number {
    const { rows, columns, re, im } = this.#precoder;
    const row = this.#row;
    let power = 0;
    for (let layer = 0; layer < columns; layer++) {
      let [x, y] = [0, 0];
      for (let port = 0, w = layer; port < rows; port++, w += columns) {
        x += row.re[port] * re[w] - row.im[port] * im[w];
        y += row.re[port] * im[w] + row.im[port] * re[w];
      }
      power += x * x + y * y;
    }
    return power;
  }

  toString(): string {
    return `power gain of ${this.#channel}`;
  }
}

/** A layer a port, each with its share of the power. */
function sharedPower(ports: number): ComplexMatrix {
  const made = complexMatrix(ports, ports);
  for (let port = 0; port < ports; port++) made.re[port * (ports + 1)] = 1 / Math.sqrt(ports);
  return made;
}
