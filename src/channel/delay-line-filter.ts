import { expectAbove, expectAtLeast } from "../propagation/domain.js";
import { interpolationReach, interpolationWeights } from "./fractional-delay.js";
import { type MultipathChannel, type PathState, pathState } from "./multipath-channel.js";
import type { DelayState, PathDelay } from "./path-delay.js";

/** Samples of the ports of one end, planar: `[port][sample]`, row-major. */
export interface PortSamples {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/** The line of sight's own delay, applied with its Doppler shift. */
export interface LineOfSight {
  readonly delay: PathDelay;
  readonly carrier_Hz: number;
  /** Taken off the delay so that the line stays short; the carrier's phase is that of the whole delay. */
  readonly reference_s: number;
}

export interface DelayLineFilterSettings {
  readonly channel: MultipathChannel;
  readonly sampleRate_Hz: number;
  /** Time of the first sample. */
  readonly start_s: number;
  /** Longest delay that may occur, excess and line of sight less its reference together, from 0. */
  readonly maximumDelay_s: number;
  /**
   * The channel is asked for its paths every so many samples, counted from the first, and taken linearly between: an error of
   * (2 pi f_D interval / rate)^2 / 8 of a gain that moves with f_D. From 1.
   */
  readonly gainInterval: number;
  /** Left out where the receiver follows delay and Doppler shift of the line of sight. */
  readonly lineOfSight?: LineOfSight;
}

/**
 * A multipath channel applied to a stream of samples: y(t) = sum g_p(t) x(t - tau_p(t)), each delay taken to a fraction of a
 * sample. State runs on from block to block: how a stream is cut into blocks does not change a sample.
 *
 * Each output needs `interpolationReach` samples after it, so that the first block gives that many fewer samples; feed as many
 * zeros at the end for the rest.
 */
export class DelayLineFilter {
  readonly #settings: DelayLineFilterSettings;
  readonly #history: number;
  /** `[transmitPort][sample modulo history]`. */
  readonly #lineRe: Float64Array;
  readonly #lineIm: Float64Array;
  readonly #weights = new Float64Array(2 * interpolationReach);
  readonly #bulk: DelayState = { delay_s: 0, delayRate: 0, delayAcceleration_s: 0 };
  #before: PathState;
  #after: PathState;
  #taken = 0;
  #given = 0;

  constructor(settings: DelayLineFilterSettings) {
    const { channel, sampleRate_Hz, start_s, maximumDelay_s, gainInterval } = settings;
    expectAbove("sampleRate_Hz", sampleRate_Hz, 0);
    expectAtLeast("maximumDelay_s", maximumDelay_s, 0);
    if (!Number.isFinite(start_s)) throw new RangeError(`start_s: expected a number, found ${start_s}`);
    if (!(Number.isSafeInteger(gainInterval) && gainInterval >= 1)) {
      throw new RangeError(`gainInterval: expected a whole number from 1, found ${gainInterval}`);
    }
    this.#settings = settings;
    const needed = Math.ceil(maximumDelay_s * sampleRate_Hz) + 2 * interpolationReach + 2;
    this.#history = 2 ** Math.ceil(Math.log2(needed));
    this.#lineRe = new Float64Array(channel.transmitPorts * this.#history);
    this.#lineIm = new Float64Array(channel.transmitPorts * this.#history);
    this.#before = pathState(channel);
    this.#after = pathState(channel);
    this.reset();
  }

  /** Back to the first sample. */
  reset(): void {
    this.#lineRe.fill(0);
    this.#lineIm.fill(0);
    this.#taken = 0;
    this.#given = 0;
  }

  /**
   * Takes `count` samples of every transmit port and writes the samples of every receive port that are now complete.
   *
   * @param input  `[transmitPort][count]`
   * @param out    `[receivePort][count]`; only the first samples of each row are written
   * @returns how many samples of each row are written
   * @throws RangeError where a delay leaves 0 to the longest delay
   */
  process(input: PortSamples, count: number, out: PortSamples): number {
    const { channel } = this.#settings;
    expectSamples("input", input, channel.transmitPorts * count);
    expectSamples("out", out, channel.receivePorts * count);
    const history = this.#history;
    let written = 0;
    for (let sample = 0; sample < count; sample++) {
      for (let port = 0; port < channel.transmitPorts; port++) {
        const to = port * history + (this.#taken & (history - 1));
        this.#lineRe[to] = input.re[port * count + sample];
        this.#lineIm[to] = input.im[port * count + sample];
      }
      this.#taken++;
      if (this.#taken - this.#given > interpolationReach) {
        this.#output(out, count, written++);
        this.#given++;
      }
    }
    return written;
  }

  toString(): string {
    const { channel, sampleRate_Hz, gainInterval } = this.#settings;
    return `DelayLineFilter(${channel}, ${sampleRate_Hz} samples/s, gains every ${gainInterval} samples, ${this.#given} samples given)`;
  }

  /** Sample `given` of the stream into place `to` of each row. */
  #output(out: PortSamples, rowLength: number, to: number): void {
    const { channel, sampleRate_Hz, start_s, maximumDelay_s, gainInterval, lineOfSight } = this.#settings;
    const { receivePorts, transmitPorts, pathCount } = channel;
    const sample = this.#given;
    const place = sample % gainInterval;
    if (place === 0) this.#advance(sample);
    const share = place / gainInterval;

    let bulk_s = 0;
    let carrierRe = 1;
    let carrierIm = 0;
    if (lineOfSight) {
      lineOfSight.delay.at(start_s + sample / sampleRate_Hz, this.#bulk);
      bulk_s = this.#bulk.delay_s - lineOfSight.reference_s;
      const turns = lineOfSight.carrier_Hz * this.#bulk.delay_s;
      const angle = -2 * Math.PI * (turns - Math.round(turns));
      carrierRe = Math.cos(angle);
      carrierIm = Math.sin(angle);
    }
    for (let port = 0; port < receivePorts; port++) {
      out.re[port * rowLength + to] = 0;
      out.im[port * rowLength + to] = 0;
    }
    const [before, after] = [this.#before, this.#after];
    const weights = this.#weights;
    const pairs = receivePorts * transmitPorts;
    for (let path = 0; path < pathCount; path++) {
      const excess_s = between(before.excessDelay_s[path], after.excessDelay_s[path], share);
      const delay_s = bulk_s + excess_s;
      if (!(delay_s >= 0 && delay_s <= maximumDelay_s)) {
        throw new RangeError(`DelayLineFilter: expected a delay from 0 to ${maximumDelay_s} s, found ${delay_s}`);
      }
      const delay = delay_s * sampleRate_Hz;
      const whole = Math.ceil(delay);
      interpolationWeights(whole - delay, weights);
      const first = sample - whole - interpolationReach + 1;
      for (let transmit = 0; transmit < transmitPorts; transmit++) {
        const line = transmit * this.#history;
        let xRe = 0;
        let xIm = 0;
        for (let i = 0; i < weights.length; i++) {
          const at = line + ((first + i) & (this.#history - 1));
          xRe += weights[i] * this.#lineRe[at];
          xIm += weights[i] * this.#lineIm[at];
        }
        const sRe = xRe * carrierRe - xIm * carrierIm;
        const sIm = xRe * carrierIm + xIm * carrierRe;
        for (let receive = 0; receive < receivePorts; receive++) {
          const gain = path * pairs + receive * transmitPorts + transmit;
          const gRe = between(before.gainRe[gain], after.gainRe[gain], share);
          const gIm = between(before.gainIm[gain], after.gainIm[gain], share);
          out.re[receive * rowLength + to] += gRe * sRe - gIm * sIm;
          out.im[receive * rowLength + to] += gRe * sIm + gIm * sRe;
        }
      }
    }
  }

  /** The channel at `sample` and one interval later. */
  #advance(sample: number): void {
    const { channel, sampleRate_Hz, start_s, gainInterval } = this.#settings;
    if (sample === 0) channel.at(start_s, this.#before);
    else [this.#before, this.#after] = [this.#after, this.#before];
    channel.at(start_s + (sample + gainInterval) / sampleRate_Hz, this.#after);
  }
}

function between(low: number, high: number, share: number): number {
  return low + share * (high - low);
}

function expectSamples(name: string, { re, im }: PortSamples, size: number): void {
  if (re.length !== size || im.length !== size) {
    throw new RangeError(`${name}: expected ${size} samples, found ${re.length} and ${im.length}`);
  }
}
