import { type MultipathChannel, type PathSeries, pathSeries } from "./multipath-channel.js";

/** Points of frequency over the band for each turn that the longest excess delay makes across it. */
const pointsPerTurn = 8;
const mostPoints = 512;
/** Up to this part of a turn across the band a channel counts as flat: its ends differ in phase by 0.4 deg. */
const flatTurns = 1e-3;

/**
 * SNR of a single carrier behind its matched filter and an unbiased linear MMSE equaliser of unlimited length at one sample a
 * symbol, at many moments: 1 / mean(1 / (1 + SNR X(f))) - 1 over the symbol rate, with the folded spectrum X(f), the sum of
 * |H|^2 times the raised cosine over the frequencies that sampling lays on f (J. G. Proakis, "Digital Communications", 10.2.2).
 * In a flat channel it is SNR |H|^2. Owns its work buffers.
 */
export class EqualisedSnr {
  readonly #channel: MultipathChannel;
  readonly #symbolRate_Hz: number;
  readonly #rollOff: number;
  readonly #series: PathSeries;
  /** Delays that the turns below belong to. */
  readonly #delay_s: Float64Array;
  #points = 0;
  /** Frequencies: each point's own, and within the roll-off the one that sampling lays on it. */
  #frequencies = 0;
  /** Of each frequency, the raised cosine and the point that it belongs to. */
  #weight = new Float64Array(0);
  #point = new Uint16Array(0);
  #folded = new Float64Array(0);
  /** exp(-j 2 pi f (delay - first delay)), `[frequency][path]` */
  #turnRe = new Float64Array(0);
  #turnIm = new Float64Array(0);
  readonly #pathIndex: Uint16Array;
  readonly #pathRe: Float64Array;
  readonly #pathIm: Float64Array;

  /**
   * @param channel between single ports
   * @param length  moments of each call
   */
  constructor(channel: MultipathChannel, symbolRate_Hz: number, rollOff: number, length: number) {
    if (channel.receivePorts !== 1 || channel.transmitPorts !== 1) {
      throw new RangeError("EqualisedSnr: expected a channel between single ports");
    }
    this.#channel = channel;
    this.#symbolRate_Hz = symbolRate_Hz;
    this.#rollOff = rollOff;
    this.#series = pathSeries(channel, length);
    this.#delay_s = new Float64Array(channel.pathCount).fill(Number.NaN);
    this.#pathIndex = new Uint16Array(channel.pathCount);
    this.#pathRe = new Float64Array(channel.pathCount);
    this.#pathIm = new Float64Array(channel.pathCount);
  }

  /**
   * @param time_s `[time]`
   * @param snr    without fading, linear, `[time]`
   * @param out    receives the SNR with fading, linear, `[time]`
   */
  at(time_s: Float64Array, snr: Float64Array, out: Float64Array): void {
    const { length } = this.#series;
    const paths = this.#channel.pathCount;
    const [index, re, im] = [this.#pathIndex, this.#pathRe, this.#pathIm];
    this.#channel.series(time_s, this.#series);
    for (let n = 0; n < length; n++) {
      this.#turnTo(n);
      const [turnRe, turnIm] = [this.#turnRe, this.#turnIm];
      const count = this.#gather(n);
      this.#folded.fill(0);
      for (let frequency = 0, first = 0; frequency < this.#frequencies; frequency++, first += paths) {
        let sumRe = 0;
        let sumIm = 0;
        for (let i = 0; i < count; i++) {
          const turn = first + index[i];
          sumRe += re[i] * turnRe[turn] - im[i] * turnIm[turn];
          sumIm += re[i] * turnIm[turn] + im[i] * turnRe[turn];
        }
        this.#folded[this.#point[frequency]] += this.#weight[frequency] * (sumRe * sumRe + sumIm * sumIm);
      }
      let sum = 0;
      for (let point = 0; point < this.#points; point++) sum += 1 / (1 + snr[n] * this.#folded[point]);
      out[n] = this.#points / sum - 1;
    }
  }

  /** Lays the paths of moment n that have a gain side by side: in the series they are far apart. Returns how many. */
  #gather(n: number): number {
    const { gainRe, gainIm, length } = this.#series;
    let count = 0;
    for (let path = 0, at = n; path < this.#pathIndex.length; path++, at += length) {
      if (gainRe[at] === 0 && gainIm[at] === 0) continue;
      this.#pathIndex[count] = path;
      this.#pathRe[count] = gainRe[at];
      this.#pathIm[count] = gainIm[at];
      count++;
    }
    return count;
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
    const turns = (last_s - first_s) * this.#symbolRate_Hz;
    this.#points = turns <= flatTurns ? 1 : Math.min(mostPoints, 8 + Math.ceil(turns * pointsPerTurn));
    const frequencies_Hz = this.#layFrequencies();
    this.#turnRe = new Float64Array(frequencies_Hz.length * delay_s.length);
    this.#turnIm = new Float64Array(this.#turnRe.length);
    for (let frequency = 0, at = 0; frequency < frequencies_Hz.length; frequency++) {
      for (let path = 0; path < delay_s.length; path++, at++) {
        const angle = -2 * Math.PI * frequencies_Hz[frequency] * (delay_s[path] - first_s);
        this.#turnRe[at] = Math.cos(angle);
        this.#turnIm[at] = Math.sin(angle);
      }
    }
  }

  /** Points over the symbol rate and what folds onto them, with the raised cosine's weights, which add up to 1 at each point. */
  #layFrequencies(): number[] {
    const frequencies_Hz: number[] = [];
    const weights: number[] = [];
    const points: number[] = [];
    const add = (point: number, f_Hz: number, weight: number) => {
      if (weight <= 0) return;
      frequencies_Hz.push(f_Hz);
      weights.push(weight);
      points.push(point);
    };
    for (let point = 0; point < this.#points; point++) {
      const f_Hz = ((point + 0.5) / this.#points - 0.5) * this.#symbolRate_Hz;
      const weight = this.#points === 1 ? 1 : raisedCosine((2 * Math.abs(f_Hz)) / this.#symbolRate_Hz, this.#rollOff);
      add(point, f_Hz, weight);
      add(point, f_Hz - Math.sign(f_Hz) * this.#symbolRate_Hz, 1 - weight);
    }
    this.#frequencies = frequencies_Hz.length;
    this.#weight = Float64Array.from(weights);
    this.#point = Uint16Array.from(points);
    this.#folded = new Float64Array(this.#points);
    return frequencies_Hz;
  }
}

/** Raised cosine, 1 in the pass band. @param x frequency over half the symbol rate */
function raisedCosine(x: number, rollOff: number): number {
  if (x <= 1 - rollOff) return 1;
  if (x >= 1 + rollOff) return 0;
  return (1 + Math.cos((Math.PI / (2 * rollOff)) * (x - 1 + rollOff))) / 2;
}
