import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import type { Demapping } from "../phy/demapper.js";
import type { CancellationSettings } from "../receiver/receiver-settings.js";

/** Receiver of a bit-true NR link. */
export interface NrReceiver {
  readonly kind: "nr";
  /** `wiener`: with delay and Doppler spread estimated in each slot. */
  readonly estimation: "wiener" | "linear" | "perfect";
  readonly tracking: "none" | "frequency" | "frequencyRate";
  /** `ptrs` where the waveform has them. */
  readonly commonPhase: "ptrs" | "none";
  readonly noise: "estimated" | "known";
  /** `irc`: LMMSE behind whitening by the covariance of noise and interference. */
  readonly detector: "lmmse" | "irc" | "zf" | "mrc" | "k-best" | "ml";
  /** Of `k-best`: hypotheses kept in each layer. */
  readonly survivors: number;
  /** Resource blocks over which that covariance is estimated. */
  readonly covarianceBlocks: number;
  readonly cancellation: CancellationSettings;
  readonly demapping: Demapping;
  readonly decoder: LdpcSettings;
}
