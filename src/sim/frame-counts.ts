/** What a number of frames came to; counts of disjoint frames add. */
export interface FrameCounts {
  readonly frames: number;
  /** Frames with at least one wrong information bit. */
  readonly frameErrors: number;
  /** Wrong frames that the decoder accepted. */
  readonly undetectedErrors: number;
  readonly bitErrors: number;
  /** Sum over frames of the square of a frame's bit errors: bits of a frame fail together. */
  readonly squaredBitErrors: number;
  /** Sum over frames of the decoder's iterations. */
  readonly iterations: number;
}

export const noFrames: FrameCounts = {
  frames: 0,
  frameErrors: 0,
  undetectedErrors: 0,
  bitErrors: 0,
  squaredBitErrors: 0,
  iterations: 0,
};

export function addFrameCounts(a: FrameCounts, b: FrameCounts): FrameCounts {
  return {
    frames: a.frames + b.frames,
    frameErrors: a.frameErrors + b.frameErrors,
    undetectedErrors: a.undetectedErrors + b.undetectedErrors,
    bitErrors: a.bitErrors + b.bitErrors,
    squaredBitErrors: a.squaredBitErrors + b.squaredBitErrors,
    iterations: a.iterations + b.iterations,
  };
}
