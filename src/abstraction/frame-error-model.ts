/**
 * The fate of a frame, given its MODCOD and the Es/N0 it met: what stands between the link and the packets.
 * MODCODs go by their index in the list that the model was made for.
 */
export interface FrameErrorModel {
  /** Probability that the frame is lost, 0 to 1; 1 where `esn0_dB` is -Infinity or NaN. No allocation. */
  frameErrorProbability(modcodIndex: number, esn0_dB: number): number;
  /** Es/N0 at which the frame error probability is `targetFer`, 0 < targetFer < 1. */
  threshold_dB(modcodIndex: number, targetFer: number): number;
}
