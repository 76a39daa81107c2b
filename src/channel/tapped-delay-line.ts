import type { RandomStream } from "../random/random-stream.js";
import { type MultipathChannel, type PathSeries, type PathState, seriesByMoments } from "./multipath-channel.js";
import { type PortCorrelation, PortMixer } from "./port-correlation.js";
import { ScatteredProcesses } from "./scattered-process.js";
import type { ScaledTaps } from "./tap-profile.js";

export interface TappedDelayLineParameters {
  readonly taps: ScaledTaps;
  /** Of the scattered taps: the user's speed over the wavelength. */
  readonly maximumDoppler_Hz: number;
  /**
   * Doppler shift of the line of sight by the user's own motion: the maximum times the cosine of the angle between motion and
   * satellite. The satellite's shift is the line of sight's own and not part of the gains. 0 without line of sight.
   */
  readonly lineOfSightDoppler_Hz: number;
  /** Correlation of the ports of each end; a single port at both if left out. */
  readonly ports?: PortCorrelation;
}

/**
 * A tapped delay line: Rayleigh taps with the Jakes spectrum, and, where the profile has one, a line of sight without fading.
 *
 * 3GPP TR 38.811, 6.9.2; ports by TR 38.901, 7.7.5.2. The mean power over the taps is 1 for each pair of ports.
 */
export class TappedDelayLine implements MultipathChannel {
  readonly pathCount: number;
  readonly receivePorts: number;
  readonly transmitPorts: number;
  readonly maximumDoppler_Hz: number;
  readonly #parameters: TappedDelayLineParameters;
  readonly #scattered: ScatteredProcesses;
  readonly #mixer: PortMixer;
  readonly #amplitude: Float64Array;
  readonly #lineOfSightPhase: number;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  /** @param stream of the realisation */
  constructor(parameters: TappedDelayLineParameters, stream: RandomStream) {
    const { taps, maximumDoppler_Hz, lineOfSightDoppler_Hz, ports } = parameters;
    if (!(Math.abs(lineOfSightDoppler_Hz) <= maximumDoppler_Hz)) {
      throw new RangeError(
        `TappedDelayLine: expected a line-of-sight Doppler shift of at most ${maximumDoppler_Hz} Hz, found ${lineOfSightDoppler_Hz}`,
      );
    }
    this.#parameters = parameters;
    this.maximumDoppler_Hz = maximumDoppler_Hz;
    this.#mixer = new PortMixer(ports);
    this.receivePorts = this.#mixer.receivePorts;
    this.transmitPorts = this.#mixer.transmitPorts;
    this.pathCount = taps.power.length;
    const pairs = this.receivePorts * this.transmitPorts;
    this.#scattered = new ScatteredProcesses(this.#scatteredTaps * pairs, maximumDoppler_Hz, stream);
    this.#lineOfSightPhase = taps.hasLineOfSight ? stream.uniform() : 0;
    this.#amplitude = taps.power.map(Math.sqrt);
    this.#re = new Float64Array(this.#scattered.count);
    this.#im = new Float64Array(this.#scattered.count);
  }

  get #scatteredTaps(): number {
    const { power, hasLineOfSight } = this.#parameters.taps;
    return power.length - (hasLineOfSight ? 1 : 0);
  }

  at(time_s: number, out: PathState): void {
    const { taps, lineOfSightDoppler_Hz } = this.#parameters;
    const pairs = this.receivePorts * this.transmitPorts;
    this.#scattered.at(time_s, this.#re, this.#im);
    out.excessDelay_s.set(taps.delay_s);
    let tap = 0;
    if (taps.hasLineOfSight) {
      const turns = lineOfSightDoppler_Hz * time_s + this.#lineOfSightPhase;
      const angle = 2 * Math.PI * (turns - Math.floor(turns));
      this.#mixer.lineOfSight(this.#amplitude[0] * Math.cos(angle), this.#amplitude[0] * Math.sin(angle), out, 0);
      tap = 1;
    }
    for (let from = 0; tap < this.pathCount; tap++, from += pairs) {
      this.#mixer.scattered(this.#re, this.#im, from, this.#amplitude[tap], out, tap * pairs);
    }
  }

  series(time_s: Float64Array, out: PathSeries): void {
    if (this.receivePorts * this.transmitPorts > 1) {
      seriesByMoments(this, time_s, out);
      return;
    }
    const { taps, lineOfSightDoppler_Hz } = this.#parameters;
    const { length } = out;
    const { re, im } = this.#scattered.series(time_s);
    const first = taps.hasLineOfSight ? 1 : 0;
    for (let tap = 0; tap < this.pathCount; tap++) {
      out.excessDelay_s.fill(taps.delay_s[tap], tap * length, (tap + 1) * length);
      for (let n = 0, at = tap * length, from = (tap - first) * length; tap >= first && n < length; n++, at++, from++) {
        out.gainRe[at] = this.#amplitude[tap] * re[from];
        out.gainIm[at] = this.#amplitude[tap] * im[from];
      }
    }
    for (let n = 0; first === 1 && n < length; n++) {
      const turns = lineOfSightDoppler_Hz * time_s[n] + this.#lineOfSightPhase;
      const angle = 2 * Math.PI * (turns - Math.floor(turns));
      out.gainRe[n] = this.#amplitude[0] * Math.cos(angle);
      out.gainIm[n] = this.#amplitude[0] * Math.sin(angle);
    }
  }

  toString(): string {
    const { maximumDoppler_Hz } = this.#parameters;
    return `tapped delay line, ${this.pathCount} taps, ${this.receivePorts}x${this.transmitPorts} ports, ${maximumDoppler_Hz} Hz`;
  }
}
