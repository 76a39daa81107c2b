/** Windows that a frame is cut into, each a lane of the SIMD form. */
export const turboWindows = 8;
/** Steps of the trellis that end the code. */
export const turboTailSteps = 4;

/** Counts: LLRs of the channel, and of what one decoder tells the other. */
export const largestTurboLlr = 511;
export const largestTurboExtrinsic = 1023;
/** Metric of a state that is impossible; sums saturate at 16 bits. */
export const impossibleMetric = -16_000;
/** LLR of the input of a step behind the frame, which is 0. */
export const paddingLlr = 2000;

/**
 * A soft-in soft-out decoder of one component code, in int16, over windows that run side by side.
 *
 * The frame's k + 4 steps are cut into 8 windows of ceil((k + 4) / 8) steps; steps behind the frame have the input 0.
 * Forward metrics of a window begin with those that the window before ended with at the last call, backward metrics
 * end with those that the window behind began with; at the first call after `reset` all states are alike. The frame
 * begins and ends in state 0.
 *
 * A branch has the metric -(u Lu) - (p1 L1) - (p2 L2) - (p3 L3) of its bits; metrics are maxima of saturating sums, less
 * the metric of state 0 after each step.
 */
export interface TurboSiso {
  /** Steps of a window. */
  readonly steps: number;
  /** `[step][window]`: channel LLR of the input with what the other decoder has told. Fill before `run`. */
  readonly input: Int16Array;
  /** `[parity][step][window]` for G1, G2 and G3; 0 where a parity is not sent. Fill before `run`. */
  readonly parities: Int16Array;
  /** `[step][window]`: posterior LLR of the input, after `run`. */
  readonly posterior: Int16Array;
  /**
   * `[step][window]`, and a last element that is 0: what the other decoder is told after `run`, sixteenths of posterior
   * less input, rounded down and clipped to `largestTurboExtrinsic`.
   */
  readonly extrinsic: Int16Array;
  /** Forgets the metrics at the windows' ends. */
  reset(): void;
  /** @param sixteenths  of the extrinsic LLR that are told, 1 to 16 */
  run(sixteenths: number): void;
}

/** Makes a decoder for frames of so many steps, tail included. */
export type TurboSisoForm = (frameSteps: number) => TurboSiso;

/** Steps of a window. */
export function turboWindowSteps(frameSteps: number): number {
  return Math.ceil(frameSteps / turboWindows);
}
