/** What fading makes of a link's Es/N0 at a moment; the MAC's view of a channel. */
export interface LinkFading {
  /** @param esn0_dB without fading @returns with it */
  esn0_dB(time_s: number, esn0_dB: number): number;
}
