import type { ConvolutionalTrellis } from "./convolutional-trellis.js";
import type { ViterbiFrame } from "./viterbi-decoder.js";

/** Survivors of a frame, a bit for each state and step, take 128 MB at most. */
const mostSurvivors = 2 ** 30;

/** Longest frame of a trellis. */
export function mostViterbiSteps({ states }: ConvolutionalTrellis): number {
  return Math.floor(mostSurvivors / states);
}

/** @throws RangeError where a frame is too short for its tail or too long for a decoder's memory */
export function checkViterbiFrame(trellis: ConvolutionalTrellis, frame: ViterbiFrame): void {
  const fewest = frame.end === "zero" ? trellis.constraintLength : 1;
  const most = mostViterbiSteps(trellis);
  if (!(Number.isInteger(frame.steps) && frame.steps >= fewest && frame.steps <= most)) {
    throw new RangeError(
      `ViterbiFrame: steps: expected a whole number from ${fewest} to ${most}, found ${frame.steps}`,
    );
  }
}
