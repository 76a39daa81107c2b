import { type ConvolutionalTrellis, trellisOutputs } from "./convolutional-trellis.js";
import type { ViterbiDecoder, ViterbiFrame } from "./viterbi-decoder.js";
import { checkViterbiFrame } from "./viterbi-frame.js";
import {
  type ViterbiArithmetic,
  type ViterbiCounts,
  type ViterbiQuantisation,
  viterbiCount,
  viterbiCounts,
} from "./viterbi-settings.js";

/**
 * The Viterbi algorithm as the textbook has it: path metrics without bound, in double precision, so exact for counts.
 *
 * O(steps * states) a frame; memory of a byte for each.
 */
export class ReferenceViterbiDecoder implements ViterbiDecoder {
  readonly llrs: Float32Array;
  readonly #trellis: ConvolutionalTrellis;
  readonly #frame: ViterbiFrame;
  readonly #arithmetic: ViterbiArithmetic;
  /** Undefined for float32. */
  readonly #counts: ViterbiCounts | undefined;
  /** Outputs of each window of inputs. */
  readonly #outputs: Uint8Array;
  #metrics: Float64Array;
  #next: Float64Array;
  /** Cost of each output word in a step. */
  readonly #costs: Float64Array;
  /** Oldest input of the way into each state: [step][state]. */
  readonly #oldest: Uint8Array;

  /** @throws RangeError where a setting is outside its range, naming it */
  constructor(
    trellis: ConvolutionalTrellis,
    frame: ViterbiFrame,
    arithmetic: ViterbiArithmetic,
    quantisation?: ViterbiQuantisation,
  ) {
    checkViterbiFrame(trellis, frame);
    if (arithmetic === "float32") {
      if (quantisation !== undefined) {
        throw new RangeError("ViterbiQuantisation: expected none with float32 arithmetic, found one");
      }
    } else {
      this.#counts = viterbiCounts(trellis, frame, arithmetic, quantisation);
    }
    const { states, outputs } = trellis;
    this.#trellis = trellis;
    this.#frame = frame;
    this.#arithmetic = arithmetic;
    this.#outputs = Uint8Array.from({ length: 2 * states }, (_, window) => trellisOutputs(trellis, window));
    this.#metrics = new Float64Array(states);
    this.#next = new Float64Array(states);
    this.#costs = new Float64Array(2 ** outputs);
    this.#oldest = new Uint8Array(frame.steps * states);
    this.llrs = new Float32Array(frame.steps * outputs);
  }

  decode(bits: Uint8Array): boolean {
    if (!this.llrs.every(Number.isFinite)) return false;
    const { states } = this.#trellis;
    const { steps, start } = this.#frame;
    this.#metrics.fill(start === "zero" ? Infinity : 0);
    this.#metrics[0] = 0;
    for (let step = 0; step < steps; step++) {
      this.#setCosts(step);
      this.#advance(step * states);
    }
    let state = this.#bestEnd();
    for (let step = steps - 1; step >= 0; step--) {
      if (step < bits.length) bits[step] = state & 1;
      state = (state >> 1) + (this.#oldest[step * states + state] === 0 ? 0 : states / 2);
    }
    return true;
  }

  toString(): string {
    return `Viterbi, reference, ${this.#trellis.states} states, ${this.#frame.steps} steps, ${this.#arithmetic}`;
  }

  /** What each output word costs against the LLRs of a step. */
  #setCosts(step: number): void {
    const { outputs } = this.#trellis;
    const costs = this.#costs;
    for (let word = 0; word < costs.length; word++) {
      let cost = 0;
      for (let i = 0; i < outputs; i++) {
        const llr = this.llrs[step * outputs + i];
        const value = this.#counts ? viterbiCount(llr, this.#counts) : llr;
        cost += Math.max(0, (word >> i) & 1 ? value : -value);
      }
      costs[word] = cost;
    }
  }

  /** Add, compare, select; notes the survivors from `at` on. */
  #advance(at: number): void {
    const { states } = this.#trellis;
    const half = states / 2;
    const metrics = this.#metrics;
    const next = this.#next;
    for (let state = 0; state < states; state++) {
      const zero = metrics[state >> 1] + this.#costs[this.#outputs[state]];
      const one = metrics[(state >> 1) + half] + this.#costs[this.#outputs[state + states]];
      next[state] = Math.min(zero, one);
      this.#oldest[at + state] = one < zero ? 1 : 0;
    }
    this.#metrics = next;
    this.#next = metrics;
  }

  #bestEnd(): number {
    const { states, constraintLength } = this.#trellis;
    const interval = this.#frame.end === "zero" ? 2 ** (constraintLength - 1) : 1;
    let best = 0;
    for (let state = 0; state < states; state += interval) if (this.#metrics[state] < this.#metrics[best]) best = state;
    return best;
  }
}
