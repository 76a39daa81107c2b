import type { RandomStream } from "../random/random-stream.js";
import {
  type MultipathChannel,
  type PathSeries,
  type PathState,
  pathState,
  seriesByMoments,
} from "./multipath-channel.js";
import { type PortCorrelation, PortMixer } from "./port-correlation.js";
import { ScatteredProcesses } from "./scattered-process.js";

/** Amplitudes of the two parts of a flat channel at a moment, over the amplitude of an unobstructed line of sight. */
export interface FlatParts {
  lineOfSight: number;
  /** Root of the mean power of the scattered part. */
  scattered: number;
}

/** The amplitudes as a function of time; slow beside the Doppler shift. */
export type FlatAmplitudes = (time_s: number, parts: FlatParts) => void;

export interface FlatChannelParameters {
  readonly maximumDoppler_Hz: number;
  readonly lineOfSightDoppler_Hz: number;
  /** What the channel is, for `toString`. */
  readonly name: string;
  /** Correlation of the ports of each end, which share the line of sight's amplitude; a single port at both if left out. */
  readonly ports?: PortCorrelation;
}

/**
 * One path: a line of sight and a Rayleigh part with the Jakes spectrum, whose amplitudes a model gives.
 * Rician, shadowed-Rician and land-mobile-satellite channels differ in these alone.
 */
export class FlatChannel implements MultipathChannel {
  readonly pathCount = 1;
  readonly receivePorts: number;
  readonly transmitPorts: number;
  readonly maximumDoppler_Hz: number;
  readonly #parameters: FlatChannelParameters;
  readonly #amplitudes: FlatAmplitudes;
  readonly #scattered: ScatteredProcesses;
  readonly #phase: number;
  readonly #parts: FlatParts = { lineOfSight: 0, scattered: 0 };
  readonly #mixer: PortMixer;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  /** The scattered part alone, of several ports. */
  readonly #part: PathState;

  /** @param stream of the realisation of the scattered part and the line of sight's phase */
  constructor(parameters: FlatChannelParameters, amplitudes: FlatAmplitudes, stream: RandomStream) {
    const { maximumDoppler_Hz, lineOfSightDoppler_Hz } = parameters;
    if (!(Math.abs(lineOfSightDoppler_Hz) <= maximumDoppler_Hz)) {
      throw new RangeError(
        `FlatChannel: expected a line-of-sight Doppler shift of at most ${maximumDoppler_Hz} Hz, found ${lineOfSightDoppler_Hz}`,
      );
    }
    this.#parameters = parameters;
    this.maximumDoppler_Hz = maximumDoppler_Hz;
    this.#amplitudes = amplitudes;
    this.#mixer = new PortMixer(parameters.ports);
    this.receivePorts = this.#mixer.receivePorts;
    this.transmitPorts = this.#mixer.transmitPorts;
    const pairs = this.receivePorts * this.transmitPorts;
    this.#re = new Float64Array(pairs);
    this.#im = new Float64Array(pairs);
    this.#scattered = new ScatteredProcesses(pairs, maximumDoppler_Hz, stream);
    this.#phase = stream.uniform();
    this.#part = pathState(this);
  }

  at(time_s: number, out: PathState): void {
    const parts = this.#parts;
    this.#amplitudes(time_s, parts);
    this.#scattered.at(time_s, this.#re, this.#im);
    const turns = this.#parameters.lineOfSightDoppler_Hz * time_s + this.#phase;
    const angle = 2 * Math.PI * (turns - Math.floor(turns));
    out.excessDelay_s[0] = 0;
    this.#mixer.lineOfSight(parts.lineOfSight * Math.cos(angle), parts.lineOfSight * Math.sin(angle), out, 0);
    this.#mixer.scattered(this.#re, this.#im, 0, parts.scattered, this.#part, 0);
    for (let pair = 0; pair < out.gainRe.length; pair++) {
      out.gainRe[pair] += this.#part.gainRe[pair];
      out.gainIm[pair] += this.#part.gainIm[pair];
    }
  }

  series(time_s: Float64Array, out: PathSeries): void {
    if (this.#re.length > 1) {
      seriesByMoments(this, time_s, out);
      return;
    }
    const parts = this.#parts;
    const { re, im } = this.#scattered.series(time_s);
    out.excessDelay_s.fill(0);
    for (let n = 0; n < out.length; n++) {
      this.#amplitudes(time_s[n], parts);
      const turns = this.#parameters.lineOfSightDoppler_Hz * time_s[n] + this.#phase;
      const angle = 2 * Math.PI * (turns - Math.floor(turns));
      out.gainRe[n] = parts.lineOfSight * Math.cos(angle) + parts.scattered * re[n];
      out.gainIm[n] = parts.lineOfSight * Math.sin(angle) + parts.scattered * im[n];
    }
  }

  toString(): string {
    return `${this.#parameters.name}, ${this.maximumDoppler_Hz.toPrecision(4)} Hz`;
  }
}
