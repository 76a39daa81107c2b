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
  /** Delays that the turns below belong to. */
  readonly #delay_s: Float64Array;
  #points = 0;
  /** exp(-j 2 pi f (delay - first delay)), `[point][path]` */
  #turnRe = new Float64Array(0);
  #turnIm = new Float64Array(0);

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
    this.#delay_s = new Float64Array(channel.pathCount).fill(Number.NaN);
  }

  /**
   * @param time_s `[time]`
   * @param snr    without fading, linear, `[time]`
   * @param out    receives the SNR with fading, linear, `[time]`
   */
  at(time_s: Float64Array, snr: Float64Array, out: Float64Array): void {
    const { gainRe, gainIm, length } = this.#series;
    const paths = this.#channel.pathCount;
    this.#channel.series(time_s, this.#series);
    for (let n = 0; n < length; n++) {
      this.#turnTo(n);
      let sum = 0;
      for (let point = 0, turn = 0; point < this.#points; point++) {
        let re = 0;
        let im = 0;
        for (let at = n; at < paths * length; at += length, turn++) {
          re += gainRe[at] * this.#turnRe[turn] - gainIm[at] * this.#turnIm[turn];
          im += gainRe[at] * this.#turnIm[turn] + gainIm[at] * this.#turnRe[turn];
        }
        sum += 1 / (1 + snr[n] * (re * re + im * im));
      }
      out[n] = this.#points / sum - 1;
    }
  }

  /** Makes the turns of moment n's delays; most channels keep theirs. */
  #turnTo(n: number): void {
    const { excessDelay_s, length } = this.#series;
    const delay_s = this.#delay_s;
    let isKept = true;
    for (let path = 0; path < delay_s.length; path++) {
      if (excessDelay_s[path * length + n] === delay_s[path]) continue;
      delay_s[path] = excessDelay_s[path * length + n];
      isKept = false;
    }
    if (isKept) return;
    let first_s = Number.POSITIVE_INFINITY;
    let last_s = Number.NEGATIVE_INFINITY;
    for (let path = 0; path < delay_s.length; path++) {
      first_s = Math.min(first_s, delay_s[path]);
      last_s = Math.max(last_s, delay_s[path]);
    }
    const turns = (last_s - first_s) * this.#band_Hz;
    this.#points = turns <= flatTurns ? 1 : Math.min(mostPoints, 8 + Math.ceil(turns * pointsPerTurn));
    const size = this.#points * delay_s.length;
    if (this.#turnRe.length < size) {
      this.#turnRe = new Float64Array(size);
      this.#turnIm = new Float64Array(size);
    }
    for (let point = 0, at = 0; point < this.#points; point++) {
      const offset_Hz = ((point + 0.5) / this.#points - 0.5) * this.#band_Hz;
      for (let path = 0; path < delay_s.length; path++, at++) {
        const angle = -2 * Math.PI * offset_Hz * (delay_s[path] - first_s);
        this.#turnRe[at] = Math.cos(angle);
        this.#turnIm[at] = Math.sin(angle);
      }
    }
  }
}
