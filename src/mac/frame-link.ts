import type { RunWindows } from "./run-windows.js";

/** A link that frames are really sent over, in windows of a run; the MAC's view of a bit-true waveform. */
export interface FrameLink {
  readonly windows: RunWindows;
  /**
   * Sends a frame that is full.
   *
   * @param format    index into the formats of the MAC
   * @param start_s   when its first symbol leaves; never falls from call to call
   * @param isCounted whether it belongs to what the run's figures are taken from: it starts in a window
   * @returns whether it is lost
   */
  send(format: number, start_s: number, isCounted: boolean): boolean;
}
