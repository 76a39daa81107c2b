/** Bins an octave: a power of two, so that a bin's index stands in the leading bits of the number itself. */
const mantissaBits = 9;
/** 2^-20 s is 0.95 us, 2^14 s is 16384 s. */
const firstExponent = -20;
const lastExponent = 14;
const exponentBias = 1023;
const firstKey = (firstExponent + exponentBias) << mantissaBits;
const binCount = (lastExponent - firstExponent) << mantissaBits;
const smallest_s = 2 ** firstExponent;
const largest_s = 2 ** lastExponent;

/** Where the upper 32 bits of a double stand in memory on this machine. */
const highWord = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;

/** A histogram as plain data, for threads and files. */
export interface PlainLogHistogram {
  /** 17,408 bins, then the count below the range, then the count above it. */
  readonly counts: Float64Array;
  readonly count: number;
  readonly sum_s: number;
  readonly min_s: number;
  readonly max_s: number;
}

/**
 * Histogram of times from 1 us to 10,000 s in 512 bins an octave: a bin is 0.1 to 0.2 % wide, so quantiles are
 * within 0.2 %. Memory is fixed (140 kB). Count, mean, smallest and largest value are exact.
 * Times outside the range are counted at its ends.
 */
export class LogHistogram {
  readonly #counts = new Float64Array(binCount + 2);
  readonly #number = new Float64Array(1);
  readonly #words = new Uint32Array(this.#number.buffer);
  #count = 0;
  #sum_s = 0;
  #min_s = Infinity;
  #max_s = -Infinity;

  /** Counts one value, in seconds, not negative. */
  add(value_s: number): void {
    if (!(value_s >= 0 && value_s < Infinity)) {
      throw new RangeError(`LogHistogram: expected a time of 0 s or more, found ${value_s}`);
    }
    let bin = binCount;
    if (value_s >= smallest_s) {
      this.#number[0] = value_s;
      bin = value_s < largest_s ? (this.#words[highWord] >>> (20 - mantissaBits)) - firstKey : binCount + 1;
    }
    this.#counts[bin]++;
    this.#count++;
    this.#sum_s += value_s;
    if (value_s < this.#min_s) this.#min_s = value_s;
    if (value_s > this.#max_s) this.#max_s = value_s;
  }

  get count(): number {
    return this.#count;
  }

  get sum_s(): number {
    return this.#sum_s;
  }

  /** NaN when empty. */
  get mean_s(): number {
    return this.#count > 0 ? this.#sum_s / this.#count : Number.NaN;
  }

  /** NaN when empty. */
  get min_s(): number {
    return this.#count > 0 ? this.#min_s : Number.NaN;
  }

  /** NaN when empty. */
  get max_s(): number {
    return this.#count > 0 ? this.#max_s : Number.NaN;
  }

  /**
   * The time below which a fraction `p` of the values lies, linear within the bin; NaN when empty.
   * @param p  0 to 1; 0 gives the smallest value, 1 the largest
   */
  quantile(p: number): number {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`LogHistogram: expected a probability from 0 to 1, found ${p}`);
    if (this.#count === 0) return Number.NaN;
    if (p === 0) return this.#min_s;
    const rank = p * this.#count;
    let below = this.#counts[binCount];
    if (rank <= below) return this.#min_s;
    for (let bin = 0; bin < binCount; bin++) {
      const inBin = this.#counts[bin];
      if (inBin > 0 && rank <= below + inBin) {
        const low = lowerEdge_s(bin);
        const value = low + ((rank - below) / inBin) * (lowerEdge_s(bin + 1) - low);
        return Math.min(Math.max(value, this.#min_s), this.#max_s);
      }
      below += inBin;
    }
    return this.#max_s;
  }

  /**
   * Points of the distribution function for a plot, rising: probability[i] of the values are at most value_s[i].
   * Points closer than 0.5 % of probability are left out unless they move the tail 1 - p by 1/40 of a decade; the
   * last point has probability 1.
   */
  cdf(): { value_s: Float64Array; probability: Float64Array } {
    const value_s: number[] = [];
    const probability: number[] = [];
    let below = this.#counts[binCount];
    let last = 0;
    const push = (value: number, p: number) => {
      value_s.push(value);
      probability.push(p);
      last = p;
    };
    if (this.#count > 0) push(this.#min_s, below / this.#count);
    for (let bin = 0; bin < binCount; bin++) {
      const inBin = this.#counts[bin];
      if (inBin === 0) continue;
      below += inBin;
      const p = below / this.#count;
      const upper = lowerEdge_s(bin + 1);
      if (upper < this.#max_s && (p - last >= 0.005 || 1 - p <= (1 - last) * 10 ** (-1 / 40))) push(upper, p);
    }
    if (this.#count > 0) push(this.#max_s, 1);
    return { value_s: Float64Array.from(value_s), probability: Float64Array.from(probability) };
  }

  /** Adds the other histogram's values to this one's. */
  merge(other: LogHistogram): void {
    for (let bin = 0; bin < this.#counts.length; bin++) this.#counts[bin] += other.#counts[bin];
    this.#count += other.#count;
    this.#sum_s += other.#sum_s;
    this.#min_s = Math.min(this.#min_s, other.#min_s);
    this.#max_s = Math.max(this.#max_s, other.#max_s);
  }

  /** Forgets every value. */
  reset(): void {
    this.#counts.fill(0);
    this.#count = 0;
    this.#sum_s = 0;
    this.#min_s = Infinity;
    this.#max_s = -Infinity;
  }

  /** A copy as plain data that crosses threads. */
  toPlain(): PlainLogHistogram {
    return {
      counts: this.#counts.slice(),
      count: this.#count,
      sum_s: this.#sum_s,
      min_s: this.#min_s,
      max_s: this.#max_s,
    };
  }

  static fromPlain(plain: PlainLogHistogram): LogHistogram {
    const histogram = new LogHistogram();
    if (plain.counts.length !== histogram.#counts.length) {
      throw new RangeError(`LogHistogram: expected ${histogram.#counts.length} counts, found ${plain.counts.length}`);
    }
    histogram.#counts.set(plain.counts);
    histogram.#count = plain.count;
    histogram.#sum_s = plain.sum_s;
    histogram.#min_s = plain.min_s;
    histogram.#max_s = plain.max_s;
    return histogram;
  }

  toString(): string {
    return `LogHistogram(${this.#count} values, mean ${this.mean_s} s, median ${this.quantile(0.5)} s, largest ${this.max_s} s)`;
  }
}

/** Lower edge of a bin: 2^exponent (1 + fraction / 512). */
function lowerEdge_s(bin: number): number {
  const perOctave = 1 << mantissaBits;
  const octave = Math.floor(bin / perOctave);
  return 2 ** (firstExponent + octave) * (1 + (bin - octave * perOctave) / perOctave);
}
