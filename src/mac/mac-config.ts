import type { FrameErrorModel } from "../abstraction/frame-error-model.js";
import type { TransportFormat } from "../phy/transport-format.js";
import type { FrameLink } from "./frame-link.js";

/** What the packets are, how they wait, and how the link adapts and repeats. */
export interface MacConfig {
  readonly traffic: { readonly source: TrafficSource; readonly packetSize: PacketSize };
  readonly queue: QueueConfig;
  readonly adaptation: AdaptationConfig;
  readonly arq: ArqConfig;
  /** Encoding, demodulation and decoding of a frame. */
  readonly processingDelay_s: number;
}

export type TrafficSource =
  /** Packets evenly spaced by their size over the rate; the phase of the first is drawn in each replication. */
  | { readonly kind: "constantBitRate"; readonly rate_bps: number }
  /** Exponential gaps between packets. */
  | { readonly kind: "poisson"; readonly rate_bps: number }
  /** A constant bit rate during on periods; on and off periods are exponential, and the start is stationary. */
  | { readonly kind: "onOff"; readonly peakRate_bps: number; readonly meanOn_s: number; readonly meanOff_s: number }
  /** Always a packet to send; a packet counts as offered when its transmission starts. */
  | { readonly kind: "fullBuffer" };

/** Size of a packet as it enters a frame, encapsulation included; whole bits. */
export type PacketSize =
  | { readonly kind: "fixed"; readonly size_bit: number }
  /** Rounded up to whole bits. */
  | { readonly kind: "exponential"; readonly mean_bit: number }
  | { readonly kind: "empirical"; readonly sizes_bit: readonly number[]; readonly weights: readonly number[] };

export interface QueueConfig {
  /** Of bits not yet sent for the first time; packets awaiting repetition are held apart. */
  readonly capacity_bit: number;
  readonly discipline:
    | { readonly kind: "dropTail" }
    | { readonly kind: "codel"; readonly target_s: number; readonly interval_s: number };
}

export interface AdaptationConfig {
  /**
   * `acm` follows the reports. `fixed` sends with one MODCOD whenever the satellite is in sight.
   */
  readonly mode: { readonly kind: "acm" } | { readonly kind: "fixed"; readonly modcod: string };
  /** A MODCOD is kept down to threshold + margin. */
  readonly margin_dB: number;
  /** A higher MODCOD is taken from threshold + margin + hysteresis on. */
  readonly hysteresis_dB: number;
  /** Measurement to use at the transmitter, beside propagation. */
  readonly processingDelay_s: number;
  readonly reportInterval_s: number;
  /** Standard deviation of the reported Es/N0's Gaussian error. */
  readonly estimationError_dB: number;
  /** A report is the mean of Es/N0 (linear) over so long before it; its momentary value if left out or 0. */
  readonly averagingWindow_s?: number;
}

export type ArqConfig =
  | { readonly kind: "none" }
  /** The lost part of a packet is repeated, first in line, when its negative acknowledgement arrives. */
  | { readonly kind: "selectiveRepeat"; readonly maxRetransmissions: number; readonly feedbackDelay_s: number };

/** The physical layer under the MAC. */
export interface MacPhy {
  /** What adaptation may choose from. */
  readonly formats: readonly TransportFormat[];
  /** Made for the same list of formats. */
  readonly frameErrorModel: FrameErrorModel;
  /** Decides the fate of frames in its windows in place of the model, which brings the run from window to window. */
  readonly frameLink?: FrameLink;
  /**
   * `frames` (if not given): packets are packed into frames, cut at their ends. `bitPipe`: every packet goes
   * alone, for its size over the MODCOD's net bit rate: a link layer not quantised to frames, for comparison
   * with queueing theory and with other simulators' links. The frame error model then holds for each packet.
   */
  readonly framing?: "frames" | "bitPipe";
  /** Frames start at whole multiples of this alone, as slots do; at any time if left out. */
  readonly slot_s?: number;
}

export interface MacRandom {
  readonly seed: number;
  /** Number of the independent replication, from 0. */
  readonly replication: number;
}
