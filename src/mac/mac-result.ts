import type { LogHistogram } from "../statistics/log-histogram.js";

/**
 * Why a packet was lost.
 * - `overflow`: no room in the queue, or dropped by CoDel, while the link was up.
 * - `arqExhausted`: a part of it stayed in error after the last retransmission.
 * - `outage`: no room in the queue because no MODCOD was usable; or its frame met the loss of visibility, without ARQ;
 *   or it still waited when the run ended with the satellite out of sight.
 * - `frameError`: a frame with a part of it was lost, without ARQ.
 */
export const lossCauses = ["overflow", "arqExhausted", "outage", "frameError"] as const;
export type LossCause = (typeof lossCauses)[number];

/**
 * The parts a delivered packet's latency is the exact sum of.
 * - `transmission`: the durations of the frames that first carried it.
 * - `queueing`: from arrival to the end of its first transmission, less `transmission`.
 * - `propagation`: slant range / c at the end of the frame that completed its first transmission.
 * - `processing`: the fixed delay of encoder, demodulator and decoder.
 * - `retransmission`: what the repetition of lost parts added.
 */
export const latencyParts = ["queueing", "transmission", "propagation", "retransmission", "processing"] as const;
export type LatencyPart = (typeof latencyParts)[number];

/** What one replication counted. Memory does not grow with the number of packets. */
export interface MacResult {
  /** Time that bits are counted in; of windows over the share of the run that they stand for. */
  readonly duration_s: number;
  readonly offeredPackets: number;
  readonly offered_bit: number;
  readonly deliveredPackets: number;
  readonly delivered_bit: number;
  /** Packets lost by cause; offered = delivered + lost + pending, but where only windows of the run are counted. */
  readonly lostPackets: Readonly<Record<LossCause, number>>;
  /** Still queued or in flight when the run ended; of the whole run. */
  readonly pendingPackets: number;
  /** End-to-end latency of delivered packets, seconds. */
  readonly latency: LogHistogram;
  /** Sum over delivered packets of each part, seconds. */
  readonly latencyPartSum_s: Readonly<Record<LatencyPart, number>>;
  /**
   * Mean absolute difference of the latencies of consecutively delivered packets (RFC 3550 without its smoothing);
   * NaN with fewer than two packets.
   */
  readonly jitter_s: number;
  readonly frames: number;
  readonly frameErrors: number;
  /**
   * Fraction of the run's time with a usable MODCOD and the satellite above the minimum elevation. With a fixed MODCOD:
   * the time in which the last measured Es/N0 reached its threshold.
   */
  readonly availability: number;
  /** Fraction of the run's time the transmitter sent frames. */
  readonly utilisation: number;
  readonly series: MacSeries;
}

/** Per step of the link trace; every array has the trace's length. */
export interface MacSeries {
  readonly offered_bit: Float64Array;
  readonly delivered_bit: Float64Array;
  /** Index into the waveform's MODCOD list in use at the step's start, -1 for none. */
  readonly modcod: Int16Array;
  /** Queue content at the step's start. */
  readonly queue_bit: Float64Array;
  readonly lostPackets: Readonly<Record<LossCause, Float64Array>>;
  /** Mean latency of packets delivered in the step, seconds; NaN where there was none. */
  readonly latency_s: Float64Array;
}
