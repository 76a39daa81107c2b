import type { LinkBudget } from "../budget/link-budget.js";
import type { Warning } from "../leolink-error.js";
import type { LatencyPart, LossCause } from "../mac/mac-result.js";
import type { Fidelity, Scenario } from "../scenario/scenario.js";
import type { Estimate } from "../statistics/estimate.js";
import type { BeamStudy } from "./beam-study.js";
import type { BitTrueResult } from "./bit-true-result.js";
import type { FadingStudy } from "./fading-study.js";

/** The link at every step of the run; every array has `length` elements. */
export interface LinkTimeline {
  readonly start_ms: number;
  readonly step_s: number;
  readonly length: number;
  readonly visible: Uint8Array;
  /** Which satellite serves, index into the shell (0 for a single one). */
  readonly satellite: Int32Array;
  readonly azimuth_deg: Float64Array;
  readonly elevation_deg: Float64Array;
  readonly slantRange_m: Float64Array;
  /** One way, over all hops. */
  readonly delay_s: Float64Array;
  readonly rangeRate_ms: Float64Array;
  readonly doppler_Hz: Float64Array;
  readonly dopplerRate_Hzs: Float64Array;
  readonly freeSpaceLoss_dB: Float64Array;
  readonly gas_dB: Float64Array;
  readonly cloud_dB: Float64Array;
  readonly rain_dB: Float64Array;
  readonly scintillation_dB: Float64Array;
  /** All the atmosphere takes, as the models combine it (not the plain sum of its parts). */
  readonly atmosphericLoss_dB: Float64Array;
  readonly eirp_dBW: Float64Array;
  readonly gOverT_dBK: Float64Array;
  /** Over both hops of a transparent payload. */
  readonly cn0_dBHz: Float64Array;
  readonly cn_dB: Float64Array;
  readonly ci_dB: Float64Array;
  readonly cnir_dB: Float64Array;
  /** Of the user link and of a bent pipe's feeder link, Infinity without one. */
  readonly userCnir_dB: Float64Array;
  readonly feederCnir_dB: Float64Array;
  /** Of each computed source of interference to the user link, C/I of equal harm, white over the link bandwidth; NaN out of sight. */
  readonly sources: readonly { readonly name: string; readonly ci_dB: Float64Array }[];
  /** Es/(N0+I0) after the implementation loss; -Infinity where not visible. */
  readonly esn0_dB: Float64Array;
  /** Ideal adaptation: index into the waveform's MODCODs, -1 for none. */
  readonly modcod: Int16Array;
  /** Net bit rate of that MODCOD, 0 for none. */
  readonly rate_bps: Float64Array;
}

/** Keys of the figures of a run; the unit stands in the name. */
export type Figures = Readonly<Record<string, Estimate>>;

/** Mean over replications, per step of the time line. */
export interface AbstractedSeries {
  readonly offered_bps: Float64Array;
  readonly delivered_bps: Float64Array;
  /** Of the first replication. */
  readonly modcod: Int16Array;
  readonly queue_bit: Float64Array;
  readonly latency_s: Float64Array;
  readonly lostPackets: Readonly<Record<LossCause, Float64Array>>;
}

export interface AbstractedResult {
  readonly replications: number;
  /** Why the run stopped: the target was met, or the limit on replications reached. */
  readonly stoppedBy: "relativeError" | "maximum";
  /** Delivered or lost, in all replications: what the packet loss ratios are counted in. */
  readonly packets: number;
  /** Sent, in all replications: what the frame error rate is counted in. */
  readonly frames: number;
  readonly series: AbstractedSeries;
  /** Pooled over replications: P(latency <= latency_s[i]) = probability[i], rising. */
  readonly latencyCdf: { readonly latency_s: Float64Array; readonly probability: Float64Array };
  readonly latencyParts_s: Readonly<Record<LatencyPart, Estimate>>;
  readonly lossRatio: Readonly<Record<LossCause, Estimate>>;
}

/** Everything a run found; what `results/` stores and `report/` draws. */
export interface RunResult {
  readonly scenario: Scenario;
  /** The scenario as the user wrote it, after `--set`, for provenance (YAML text). */
  readonly scenarioText: string;
  readonly fidelity: Fidelity;
  readonly seed: number;
  readonly warnings: readonly Warning[];
  readonly timeline: LinkTimeline;
  /** Two moments of the run, itemised; the same moment twice for a fixed geometry. */
  readonly culmination: LinkBudget;
  readonly edge: LinkBudget;
  /** Figures of the link budget, e.g. `cnCulmination_dB`, and of the MAC, e.g. `throughput_Mbps`. */
  readonly budget: Figures;
  readonly kpi: Figures;
  /** What became of the packets, in any fidelity that has them. */
  readonly abstracted?: AbstractedResult;
  /** What became of the frames that were sent bit by bit. */
  readonly bitTrue?: BitTrueResult;
  /** Users under the satellite's beams at culmination, where the scenario has beams. */
  readonly beams?: BeamStudy;
  /** What fading does to the link, where the scenario has a fading channel. */
  readonly fading?: FadingStudy;
}
