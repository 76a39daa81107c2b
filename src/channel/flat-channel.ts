import type { RandomStream } from "../random/random-stream.js";
import type { MultipathChannel, PathSeries, PathState } from "./multipath-channel.js";
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
}

/**
 * One path between single ports: a line of sight and a Rayleigh part with the Jakes spectrum, whose amplitudes a model gives.
 * Rician, shadowed-Rician and land-mobile-satellite channels differ in these alone.
 */
export class FlatChannel implements MultipathChannel {
  readonly pathCount = 1;
  readonly receivePorts = 1;
  readonly transmitPorts = 1;
  readonly maximumDoppler_Hz: number;
  readonly #parameters: FlatChannelParameters;
  readonly #amplitudes: FlatAmplitudes;
  readonly #scattered: ScatteredProcesses;
  readonly #phase: number;
  readonly #parts: FlatParts = { lineOfSight: 0, scattered: 0 };
  readonly #re = new Float64Array(1);
  readonly #im = new Float64Array(1);

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
    this.#scattered = new ScatteredProcesses(1, maximumDoppler_Hz, stream);
    this.#phase = stream.uniform();
  }

  at(time_s: number, out: PathState): void {
    const parts = this.#parts;
    this.#amplitudes(time_s, parts);
    this.#scattered.at(time_s, this.#re, this.#im);
    const turns = this.#parameters.lineOfSightDoppler_Hz * time_s + this.#phase;
    const angle = 2 * Math.PI * (turns - Math.floor(turns));
    out.excessDelay_s[0] = 0;
    out.gainRe[0] = parts.lineOfSight * Math.cos(angle) + parts.scattered * this.#re[0];
    out.gainIm[0] = parts.lineOfSight * Math.sin(angle) + parts.scattered * this.#im[0];
  }

  series(time_s: Float64Array, out: PathSeries): void {
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
