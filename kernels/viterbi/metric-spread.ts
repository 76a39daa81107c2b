import { type ConvolutionalTrellis, trellisOutputs } from "./convolutional-trellis.js";
import type { ViterbiFrame } from "./viterbi-decoder.js";

interface MetricSpread {
  /** Largest difference between two path metrics at any step, in units of the largest cost of a bit (and one count). */
  readonly spread: number;
  /** Weight of the lightest way on from each state that a legal frame's end allows: what a start there must cost. */
  readonly startDistances: Int32Array;
}

/**
 * How far the path metrics of a frame can lie apart, whatever was received.
 *
 * The code is linear. A path that starts in a forbidden state x, plus (bit by bit) the lightest way D from x to the
 * frame's end, starts in state 0 and costs at most weight(D) more bits; so a start in x at weight(D) bits and one count
 * never wins a frame. Likewise no state's metric lies above the least one by more bits than the lightest way from
 * state 0, at any time before, into it: a Viterbi decoder's metrics for a word of zeros, which are followed here
 * until they repeat.
 *
 * O(steps * states) at most; a few times the constraint length in fact.
 */
export function metricSpread(trellis: ConvolutionalTrellis, { steps, start, end }: ViterbiFrame): MetricSpread {
  const { states, constraintLength } = trellis;
  const half = states / 2;
  const weights = new Uint8Array(2 * states);
  const linear = { ...trellis, inverted: 0 };
  for (let window = 0; window < weights.length; window++) weights[window] = ones(trellisOutputs(linear, window));

  const known = 2 ** (constraintLength - 1) - 1;
  let distances = Int32Array.from({ length: states }, (_, state) => (end === "any" || (state & known) === 0 ? 0 : 1e6));
  for (let step = 0; step < steps; step++) {
    const before = distances.map((_, state) =>
      Math.min(
        weights[2 * state] + distances[(2 * state) & (states - 1)],
        weights[2 * state + 1] + distances[(2 * state + 1) & (states - 1)],
      ),
    );
    if (before.every((distance, state) => distance === distances[state])) break;
    distances = before;
  }

  let metrics = start === "any" ? new Int32Array(states) : distances;
  let spread = 0;
  for (let step = 0; step <= steps; step++) {
    for (const metric of metrics) spread = Math.max(spread, metric);
    const after = metrics.map((_, state) =>
      Math.min(weights[state] + metrics[state >> 1], weights[state + states] + metrics[(state >> 1) + half]),
    );
    if (after.every((metric, state) => metric === metrics[state])) break;
    metrics = after;
  }
  return { spread, startDistances: distances };
}

function ones(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}
