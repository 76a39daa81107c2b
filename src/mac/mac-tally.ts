import { LogHistogram } from "../statistics/log-histogram.js";
import type { LossCause, MacResult, MacSeries } from "./mac-result.js";

/** Counts what happens to packets and frames; memory depends on the length of the trace only. */
export class MacTally {
  readonly #step_s: number;
  readonly #length: number;
  readonly #duration_s: number;
  readonly #latency = new LogHistogram();
  readonly #lostPackets = byCause(() => 0);
  readonly #series: MacSeries & { readonly lostPackets: Record<LossCause, Float64Array> };
  readonly #deliveredInStep: Float64Array;
  /** Latency parts: queueing, transmission, propagation, retransmission, processing. */
  readonly #partSum_s = new Float64Array(5);
  #offeredPackets = 0;
  #offered_bit = 0;
  #delivered_bit = 0;
  /** Fate sealed, but after the end of the run. */
  #inFlight = 0;
  #jitterSum_s = 0;
  #jitterPairs = 0;
  #lastLatency_s = Number.NaN;
  #frames = 0;
  #frameErrors = 0;
  #sending_s = 0;
  #available_s = 0;

  constructor(step_s: number, length: number) {
    this.#step_s = step_s;
    this.#length = length;
    this.#duration_s = step_s * length;
    this.#series = {
      offered_bit: new Float64Array(length),
      delivered_bit: new Float64Array(length),
      modcod: new Int16Array(length),
      queue_bit: new Float64Array(length),
      lostPackets: byCause(() => new Float64Array(length)),
      latency_s: new Float64Array(length),
    };
    this.#deliveredInStep = new Float64Array(length);
  }

  /** State at the start of a step; `modcod` -1 for none. */
  startStep(step: number, modcod: number, queue_bit: number): void {
    this.#series.modcod[step] = modcod;
    this.#series.queue_bit[step] = queue_bit;
  }

  offer(time_s: number, size_bit: number): void {
    this.#offeredPackets++;
    this.#offered_bit += size_bit;
    this.#series.offered_bit[this.#stepAt(time_s)] += size_bit;
  }

  /** A packet was lost; after the end of the run it counts as in flight. */
  lose(time_s: number, cause: LossCause): void {
    if (!(time_s < this.#duration_s)) {
      this.#inFlight++;
      return;
    }
    this.#lostPackets[cause]++;
    this.#series.lostPackets[cause][this.#stepAt(time_s)]++;
  }

  /** A packet was decoded at `time_s`; the parts sum to its latency. After the end of the run it counts as in flight. */
  deliver(
    time_s: number,
    size_bit: number,
    queueing_s: number,
    transmission_s: number,
    propagation_s: number,
    retransmission_s: number,
    processing_s: number,
  ): void {
    if (!(time_s < this.#duration_s)) {
      this.#inFlight++;
      return;
    }
    const latency_s = queueing_s + transmission_s + propagation_s + retransmission_s + processing_s;
    this.#latency.add(latency_s);
    this.#delivered_bit += size_bit;
    const sum_s = this.#partSum_s;
    sum_s[0] += queueing_s;
    sum_s[1] += transmission_s;
    sum_s[2] += propagation_s;
    sum_s[3] += retransmission_s;
    sum_s[4] += processing_s;
    if (!Number.isNaN(this.#lastLatency_s)) {
      this.#jitterSum_s += Math.abs(latency_s - this.#lastLatency_s);
      this.#jitterPairs++;
    }
    this.#lastLatency_s = latency_s;
    const step = this.#stepAt(time_s);
    this.#series.delivered_bit[step] += size_bit;
    this.#series.latency_s[step] += latency_s;
    this.#deliveredInStep[step]++;
  }

  /** What was delivered until now and what comes are far apart: no jitter between them. */
  startWindow(): void {
    this.#lastLatency_s = Number.NaN;
  }

  sendFrame(start_s: number, end_s: number, isError: boolean): void {
    this.#frames++;
    if (isError) this.#frameErrors++;
    this.#sending_s += Math.min(end_s, this.#duration_s) - start_s;
  }

  addAvailable(time_s: number): void {
    this.#available_s += time_s;
  }

  /** @param waiting  packets in the queue and under repair at the end */
  result(waiting: number): MacResult {
    const { latency_s } = this.#series;
    for (let step = 0; step < this.#length; step++) latency_s[step] /= this.#deliveredInStep[step];
    const deliveredPackets = this.#latency.count;
    const [queueing, transmission, propagation, retransmission, processing] = this.#partSum_s;
    return {
      duration_s: this.#duration_s,
      offeredPackets: this.#offeredPackets,
      offered_bit: this.#offered_bit,
      deliveredPackets,
      delivered_bit: this.#delivered_bit,
      lostPackets: this.#lostPackets,
      pendingPackets: waiting + this.#inFlight,
      latency: this.#latency,
      latencyPartSum_s: { queueing, transmission, propagation, retransmission, processing },
      jitter_s: this.#jitterPairs > 0 ? this.#jitterSum_s / this.#jitterPairs : Number.NaN,
      frames: this.#frames,
      frameErrors: this.#frameErrors,
      availability: this.#available_s / this.#duration_s,
      utilisation: this.#sending_s / this.#duration_s,
      series: this.#series,
    };
  }

  #stepAt(time_s: number): number {
    return Math.min(Math.floor(time_s / this.#step_s), this.#length - 1);
  }
}

function byCause<T>(make: () => T): Record<LossCause, T> {
  return { overflow: make(), arqExhausted: make(), outage: make(), frameError: make() };
}
