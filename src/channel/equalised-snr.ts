import { type MultipathChannel, type PathState, pathState } from "./multipath-channel.js";

/** Points of frequency over the band for each turn that the longest excess delay makes across it. */
const pointsPerTurn = 8;
const mostPoints = 512;
/** Up to this part of a turn across the band a channel is flat to 0.01 dB. */
const flatTurns = 1e-3;

/**
 * SNR of a single carrier behind an unbiased linear MMSE equaliser of unlimited length: 1 / mean(1 / (1 + SNR |H(f)|^2)) - 1
 * over the carrier's band (J. G. Proakis, "Digital Communications", 10.2.2, for symbols at the Nyquist rate). A flat channel
 * is SNR |H|^2.
 *
 * The band is taken as rectangular, of the width of the symbol rate.
 */
export class EqualisedSnr {
  readonly #channel: MultipathChannel;
  readonly #band_Hz: number;
  readonly #state: PathState;

  /** @param channel between single ports */
  constructor(channel: MultipathChannel, band_Hz: number) {
    if (channel.receivePorts !== 1 || channel.transmitPorts !== 1) {
      throw new RangeError("EqualisedSnr: expected a channel between single ports");
    }
    this.#channel = channel;
    this.#band_Hz = band_Hz;
    this.#state = pathState(channel);
  }

  /** @param snr without fading, linear @returns linear, at a moment */
  at(time_s: number, snr: number): number {
    const { excessDelay_s, gainRe, gainIm } = this.#state;
    this.#channel.at(time_s, this.#state);
    let first_s = Number.POSITIVE_INFINITY;
    let last_s = Number.NEGATIVE_INFINITY;
    for (let path = 0; path < excessDelay_s.length; path++) {
      first_s = Math.min(first_s, excessDelay_s[path]);
      last_s = Math.max(last_s, excessDelay_s[path]);
    }
    const turns = (last_s - first_s) * this.#band_Hz;
    const points = turns <= flatTurns ? 1 : Math.min(mostPoints, 8 + Math.ceil(turns * pointsPerTurn));
    let sum = 0;
    for (let point = 0; point < points; point++) {
      const offset_Hz = ((point + 0.5) / points - 0.5) * this.#band_Hz;
      let re = 0;
      let im = 0;
      for (let path = 0; path < excessDelay_s.length; path++) {
        const angle = -2 * Math.PI * offset_Hz * (excessDelay_s[path] - first_s);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        re += gainRe[path] * c - gainIm[path] * s;
        im += gainRe[path] * s + gainIm[path] * c;
      }
      sum += 1 / (1 + snr * (re * re + im * im));
    }
    return points / sum - 1;
  }
}
