import type { AmplifierModel } from "./amplifier.js";
import type { PhaseNoisePoint } from "./phase-noise.js";
import type { IqImbalance, Quantiser } from "./receiver-front-end.js";

/** Imperfections of modems and oscillators; what is left out is ideal. */
export interface ModemImpairments {
  /** Of all oscillators together. */
  readonly phaseNoise?: readonly PhaseNoisePoint[];
  /** Left after coarse correction. */
  readonly frequencyOffset_Hz?: number;
  /** Left after compensation. */
  readonly dopplerRate_Hzs?: number;
  /**
   * The back-off sets distortion alone: a link's EIRP is the mean power that really leaves the antenna, so that more back-off
   * at the same EIRP means a larger amplifier, not a weaker signal.
   */
  readonly amplifier?: {
    readonly model: AmplifierModel;
    /** Of the mean input power from saturation. */
    readonly inputBackOff_dB: number;
  };
  readonly iqImbalance?: IqImbalance;
  readonly quantiser?: Quantiser;
}
