import type { LinkSnapshot } from "../receiver/link-snapshot.js";
import type { Estimate } from "../statistics/estimate.js";
import type { FrameLinkCounts } from "./frame-link-counts.js";

/** What a bit-true run found beside its figures. */
export interface BitTrueResult {
  /** Of all replications. */
  readonly counts: FrameLinkCounts;
  /** Wilson's interval of 95 % over all frames, as if each failed by itself; none without frames. */
  readonly frameErrorRate?: Estimate;
  /** Windows of each replication, and their time. */
  readonly windows: number;
  readonly window_s: number;
  /** Of the waveform, which frames sent bit by bit do not lose. */
  readonly implementationLoss_dB: number;
  /** Of the first replication's last frame. */
  readonly snapshot?: LinkSnapshot;
}
