import { type ConvolutionalTrellis, trellisOutputs } from "../../kernels/viterbi/convolutional-trellis.js";
import type { ViterbiFrame } from "../../kernels/viterbi/viterbi-decoder.js";
import { checkWhole } from "./check-arguments.js";

const mostSteps = 2 ** 21;
/** Forward metrics that are kept at a time, 16 MB, unless the square root of the frame's length asks for more. */
const keptMetrics = 2 ** 21;

/**
 * A-posteriori LLRs of the inputs of a convolutional code: Bahl, Cocke, Jelinek and Raviv (1974), in the log domain.
 *
 * `log` is exact: max*(a, b) = max(a, b) + ln(1 + exp(-|a - b|)); `max-log` leaves the logarithm out, and its signs are
 * then those of the most likely frame. Sums in double precision. O(steps * states).
 *
 * Forward metrics stand for a block of steps only; a long frame keeps those before each block, and works them out again
 * block by block on the way back: the same sums in the same order, in 16 MB and a little more instead of 8 bytes for
 * each state of each step.
 */
export class BcjrDecoder {
  readonly #frame: ViterbiFrame;
  readonly #rule: "log" | "max-log";
  readonly #outputs: number;
  /** Those that 2^(K - 1) bits tell apart. */
  readonly #states: number;
  /** Output word of each window of inputs, the newest in bit 0. */
  readonly #words: Uint8Array;
  /** Log-likelihood of each output word in a step. */
  readonly #branches: Float64Array;
  readonly #blockSteps: number;
  /** Forward metrics before each step of the block at hand and behind its last, [step][state]. */
  readonly #forward: Float64Array;
  /** Forward metrics before each block, [block][state]. */
  readonly #starts: Float64Array;
  #backward: Float64Array;
  #before: Float64Array;

  constructor(trellis: ConvolutionalTrellis, frame: ViterbiFrame, rule: "log" | "max-log") {
    const { constraintLength, outputs } = trellis;
    const fewest = frame.end === "zero" ? constraintLength : 1;
    checkWhole("BcjrDecoder", "steps", frame.steps, fewest, mostSteps);
    this.#frame = frame;
    this.#rule = rule;
    this.#outputs = outputs;
    this.#states = 2 ** (constraintLength - 1);
    this.#words = Uint8Array.from({ length: 2 ** constraintLength }, (_, window) => trellisOutputs(trellis, window));
    this.#branches = new Float64Array(2 ** outputs);
    const block = Math.max(Math.floor(keptMetrics / this.#states), Math.ceil(Math.sqrt(frame.steps)));
    this.#blockSteps = Math.min(frame.steps, block);
    this.#forward = new Float64Array((this.#blockSteps + 1) * this.#states);
    this.#starts = new Float64Array(Math.ceil(frame.steps / this.#blockSteps) * this.#states);
    this.#backward = new Float64Array(this.#states);
    this.#before = new Float64Array(this.#states);
  }

  /**
   * @param llrs        of all outputs of each step, `steps * n`, finite; 0 where a bit is punctured
   * @param posteriors  receives ln(P(input = 0) / P(input = 1)) of each step; infinite for the inputs of a tail
   * @param priors      LLRs of the inputs, `steps`; 0 if left out
   */
  decode(llrs: Float32Array | Float64Array, posteriors: Float64Array, priors?: Float64Array): void {
    const { steps, start, end } = this.#frame;
    const states = this.#states;
    const forward = this.#forward;
    const starts = this.#starts;
    forward.fill(start === "any" ? 0 : -Infinity, 0, states);
    forward[0] = 0;
    for (let block = 0; block * this.#blockSteps < steps; block++) {
      starts.set(forward.subarray(0, states), block * states);
      const length = this.#blockForward(block, llrs, priors);
      if ((block + 1) * this.#blockSteps < steps) forward.copyWithin(0, length * states, (length + 1) * states);
    }
    this.#backward.fill(end === "any" ? 0 : -Infinity);
    this.#backward[0] = 0;
    const last = Math.ceil(steps / this.#blockSteps) - 1;
    for (let block = last; block >= 0; block--) {
      if (block < last) {
        forward.set(starts.subarray(block * states, (block + 1) * states));
        this.#blockForward(block, llrs, priors);
      }
      const first = block * this.#blockSteps;
      for (let step = Math.min(steps, first + this.#blockSteps) - 1; step >= first; step--) {
        this.#setBranches(llrs, step);
        posteriors[step] = this.#stepBackward(step - first, priors ? priors[step] : 0);
      }
    }
  }

  /** Forward metrics of a block from those before its first step; gives its number of steps. */
  #blockForward(block: number, llrs: Float32Array | Float64Array, priors: Float64Array | undefined): number {
    const first = block * this.#blockSteps;
    const length = Math.min(this.#blockSteps, this.#frame.steps - first);
    for (let step = 0; step < length; step++) {
      this.#setBranches(llrs, first + step);
      this.#stepForward(step, priors ? priors[first + step] : 0);
    }
    return length;
  }

  /** ln of likelihoods, up to a constant: half the LLR for a 0, less half for a 1. */
  #setBranches(llrs: Float32Array | Float64Array, step: number): void {
    const outputs = this.#outputs;
    const branches = this.#branches;
    for (let word = 0; word < branches.length; word++) {
      let sum = 0;
      for (let i = 0; i < outputs; i++) {
        const llr = llrs[step * outputs + i];
        sum += (word >> i) & 1 ? -llr / 2 : llr / 2;
      }
      branches[word] = sum;
    }
  }

  #stepForward(step: number, prior: number): void {
    const states = this.#states;
    const forward = this.#forward;
    const from = step * states;
    const half = states / 2;
    let largest = -Infinity;
    for (let state = 0; state < states; state++) {
      const input = state & 1 ? -prior / 2 : prior / 2;
      const zero = forward[from + (state >> 1)] + this.#branches[this.#words[state]];
      const one = forward[from + (state >> 1) + half] + this.#branches[this.#words[state + states]];
      const sum = this.#sum(zero, one) + input;
      forward[from + states + state] = sum;
      largest = Math.max(largest, sum);
    }
    for (let state = 0; state < states; state++) forward[from + states + state] -= largest;
  }

  /** Metrics before a step from those behind it; gives the posterior LLR of the input. */
  #stepBackward(step: number, prior: number): number {
    const states = this.#states;
    const behind = this.#backward;
    const before = this.#before;
    const from = step * states;
    let zeros = -Infinity;
    let ones = -Infinity;
    let largest = -Infinity;
    for (let state = 0; state < states; state++) {
      const window = 2 * state;
      const next = window & (states - 1);
      const zero = behind[next] + this.#branches[this.#words[window]] + prior / 2;
      const one = behind[next + 1] + this.#branches[this.#words[window + 1]] - prior / 2;
      const alpha = this.#forward[from + state];
      zeros = this.#sum(zeros, alpha + zero);
      ones = this.#sum(ones, alpha + one);
      before[state] = this.#sum(zero, one);
      largest = Math.max(largest, before[state]);
    }
    for (let state = 0; state < states; state++) before[state] -= largest;
    this.#before = behind;
    this.#backward = before;
    return zeros - ones;
  }

  #sum(a: number, b: number): number {
    const largest = Math.max(a, b);
    if (this.#rule === "max-log" || largest === -Infinity) return largest;
    return largest + Math.log1p(Math.exp(-Math.abs(a - b)));
  }
}
