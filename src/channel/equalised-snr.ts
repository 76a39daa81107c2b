import { type MultipathChannel, type PathSeries, pathSeries } from "./multipath-channel.js";

/** Points of frequency over the band for each turn that the longest excess delay makes across it. */
const pointsPerTurn = 8;
const mostPoints = 512;
/** Up to this part of a turn across the band a channel counts as flat: its ends differ in phase by 0.4 deg. */
const flatTurns = 1e-3;

/**
 * SNR of a single carrier behind an unbiased linear MMSE equaliser of unlimited length, at many moments:
 * 1 / mean(1 / (1 + SNR |H(f)|^2)) - 1 over the carrier's band (J. G. Proakis, "Digital Communications", 10.2.2, for symbols
 * at the Nyquist rate). In a flat channel it is SNR |H|^2.
 *
 * The band is taken as rectangular, of the width of the symbol rate. Owns its work buffers.
 */
export class EqualisedSnr {
  readonly #channel: MultipathChannel;
  readonly #band_Hz: number;
  readonly #series: PathSeries;

  /**
   * @param channel between single ports
   * @param length  moments of each call
   */
  constructor(channel: MultipathChannel, band_Hz: number, length: number) {
    if (channel.receivePorts !== 1 || channel.transmitPorts !== 1) {
      throw new RangeError("EqualisedSnr: expected a channel between single ports");
    }
    this.#channel = channel;
    this.#band_Hz = band_Hz;
    this.#series = pathSeries(channel, length);
  }

  /**
   * @param time_s `[time]`
   * @param snr    without fading, linear, `[time]`
   * @param out    receives the SNR with fading, linear, `[time]`
   */
  at(time_s: Float64Array, snr: Float64Array, out: Float64Array): void {
    const { excessDelay_s, gainRe, gainIm, length } = this.#series;
    const paths = this.#channel.pathCount;
    this.#channel.series(time_s, this.#series);
    for (let n = 0; n < length; n++) {
      let first_s = Number.POSITIVE_INFINITY;
      let last_s = Number.NEGATIVE_INFINITY;
      for (let at = n; at < paths * length; at += length) {
        first_s = Math.min(first_s, excessDelay_s[at]);
        last_s = Math.max(last_s, excessDelay_s[at]);
      }
      const turns = (last_s - first_s) * this.#band_Hz;
      const points = turns <= flatTurns ? 1 : Math.min(mostPoints, 8 + Math.ceil(turns * pointsPerTurn));
      let sum = 0;
      for (let point = 0; point < points; point++) {
        const offset_Hz = ((point + 0.5) / points - 0.5) * this.#band_Hz;
        let re = 0;
        let im = 0;
        for (let at = n; at < paths * length; at += length) {
          const angle = -2 * Math.PI * offset_Hz * (excessDelay_s[at] - first_s);
          const c = Math.cos(angle);
          const s = Math.sin(angle);
          re += gainRe[at] * c - gainIm[at] * s;
          im += gainRe[at] * s + gainIm[at] * c;
        }
        sum += 1 / (1 + snr[n] * (re * re + im * im));
      }
      out[n] = points / sum - 1;
    }
  }
}
