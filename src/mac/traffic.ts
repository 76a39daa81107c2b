import { cumulativeProbabilities, RandomStream } from "../random/random-stream.js";
import type { MacRandom, PacketSize, TrafficSource } from "./mac-config.js";

/** Draws packet sizes. */
export class PacketSizes {
  readonly mean_bit: number;
  readonly #size: PacketSize;
  readonly #sizes_bit: Float64Array;
  readonly #cumulative: Float64Array;
  readonly #stream: RandomStream;

  constructor(size: PacketSize, { seed, replication }: MacRandom) {
    this.#size = size;
    this.#stream = new RandomStream(seed, "mac.packetSize", replication);
    this.#sizes_bit = new Float64Array(0);
    this.#cumulative = new Float64Array(0);
    if (size.kind === "empirical") {
      this.#sizes_bit = Float64Array.from(size.sizes_bit);
      this.#cumulative = cumulativeProbabilities(size.weights);
    }
    this.mean_bit = meanPacketSize_bit(size);
  }

  next(): number {
    switch (this.#size.kind) {
      case "fixed":
        return this.#size.size_bit;
      case "exponential":
        return Math.ceil(this.#stream.exponential(this.#size.mean_bit));
      case "empirical":
        return this.#sizes_bit[this.#stream.choice(this.#cumulative)];
    }
  }
}

/** Exact mean of the sizes drawn: a rounded-up exponential is geometric. */
export function meanPacketSize_bit(size: PacketSize): number {
  switch (size.kind) {
    case "fixed":
      return size.size_bit;
    case "exponential":
      return -1 / Math.expm1(-1 / size.mean_bit);
    case "empirical": {
      const total = size.weights.reduce((sum, weight) => sum + weight, 0);
      return size.sizes_bit.reduce((sum, size_bit, i) => sum + size_bit * size.weights[i], 0) / total;
    }
  }
}

/** Arrivals of a traffic source: `time_s` and `size_bit` are the next packet's, `advance` moves on. */
export class Arrivals {
  /** Infinity for a full buffer, which has no arrivals of its own. */
  time_s = Infinity;
  size_bit = 0;
  readonly #source: TrafficSource;
  readonly #sizes: PacketSizes;
  readonly #stream: RandomStream;
  /** End of the on period, for an on-off source. */
  #onEnd_s = 0;

  constructor(source: TrafficSource, sizes: PacketSizes, { seed, replication }: MacRandom) {
    this.#source = source;
    this.#sizes = sizes;
    this.#stream = new RandomStream(seed, "mac.arrivals", replication);
    const stream = this.#stream;
    switch (source.kind) {
      case "constantBitRate":
        this.time_s = (stream.uniform() * sizes.mean_bit) / source.rate_bps;
        break;
      case "poisson":
        this.time_s = stream.exponential(sizes.mean_bit / source.rate_bps);
        break;
      case "onOff": {
        const isOn = stream.uniform() < source.meanOn_s / (source.meanOn_s + source.meanOff_s);
        this.time_s = isOn ? 0 : stream.exponential(source.meanOff_s);
        this.#onEnd_s = this.time_s + stream.exponential(source.meanOn_s);
        this.#spendOnTime((stream.uniform() * sizes.mean_bit) / source.peakRate_bps);
        break;
      }
      case "fullBuffer":
        return;
    }
    this.size_bit = sizes.next();
  }

  advance(): void {
    const source = this.#source;
    switch (source.kind) {
      case "constantBitRate":
        this.time_s += this.size_bit / source.rate_bps;
        break;
      case "poisson":
        this.time_s += this.#stream.exponential(this.#sizes.mean_bit / source.rate_bps);
        break;
      case "onOff":
        this.#spendOnTime(this.size_bit / source.peakRate_bps);
        break;
      case "fullBuffer":
        return;
    }
    this.size_bit = this.#sizes.next();
  }

  /** Moves `time_s` on by a time counted in on periods only, so that the mean rate is exact. */
  #spendOnTime(on_s: number): void {
    if (this.#source.kind !== "onOff") return;
    let left_s = on_s;
    while (left_s > this.#onEnd_s - this.time_s) {
      left_s -= this.#onEnd_s - this.time_s;
      this.time_s = this.#onEnd_s + this.#stream.exponential(this.#source.meanOff_s);
      this.#onEnd_s = this.time_s + this.#stream.exponential(this.#source.meanOn_s);
    }
    this.time_s += left_s;
  }
}
