/** What fading makes of a link; the MAC's view of a channel. */
export interface LinkFading {
  /** Gain on Es/N0 at a moment from the start, dB. */
  gain_dB(time_s: number): number;
}
