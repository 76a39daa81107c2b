import type { HopState } from "../budget/hop.js";
import type { ImpairmentRatio } from "../rf/impairment-ratio.js";
import type { SkyView } from "./sky.js";

/** The whole link at one moment. */
export interface LinkState {
  readonly time_ms: number;
  readonly view: SkyView;
  /** Undefined where the link is not in sight (`SkyView` says where the satellite is). */
  readonly signal?: SignalState;
}

/**
 * Levels of a link in sight: above the minimum elevation at both ends of a transparent payload, and within the scan
 * limit of every array.
 */
export interface SignalState {
  readonly user: HopState;
  /** Of a transparent payload. */
  readonly feeder?: HopState;
  /** One way over all hops. */
  readonly delay_s: number;
  readonly cn0_dBHz: number;
  readonly cn_dB: number;
  readonly ci_dB: number;
  readonly cnir_dB: number;
  /** Es/(N0+I0) after the implementation loss, with the distortions of impairments. */
  readonly esn0_dB: number;
  /** Ideal adaptation: index into the waveform's MODCODs, -1 for none. */
  readonly modcod: number;
  /** Net bit rate of that MODCOD, 0 for none. */
  readonly rate_bps: number;
  /** Carrier over the distortion of each impairment; none where modems are ideal. */
  readonly impairments: readonly ImpairmentRatio[];
}
