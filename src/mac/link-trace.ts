/**
 * The link as the MAC sees it: samples at `k * step_s` from the start of the run, linear between them where both
 * are visible. Sample k stands for the step from `k * step_s` on: its visibility holds for the step, and before a step
 * without visibility, or after the last sample, its values are held. So a trace of n samples lasts n steps.
 * All arrays have the same length.
 */
export interface LinkTrace {
  readonly step_s: number;
  /** Es/(N0+I0) at the demodulator, dB; -Infinity where the satellite is not visible. */
  readonly esn0_dB: Float64Array;
  /** One-way propagation delay from transmitter to receiver over all hops, seconds. */
  readonly delay_s: Float64Array;
  /** 1 where the satellite is above the minimum elevation. */
  readonly visible: Uint8Array;
  /**
   * Of a bent pipe whose user link fades: C/(N+I) of the user link and of the feeder link in the link bandwidth, dB. Left out,
   * fading acts on the whole Es/(N0+I0).
   */
  readonly hops?: { readonly user_dB: Float64Array; readonly feeder_dB: Float64Array };
}
