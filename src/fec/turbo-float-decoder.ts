import { turboTailSteps } from "../../kernels/turbo/turbo-siso.js";
import { turboStates, turboStep } from "../../kernels/turbo/turbo-trellis.js";
import type { TurboDecoder, TurboFrame, TurboOptions, TurboSettings } from "./turbo-settings.js";

/** Iterations of two component decoders over whole frames in double precision: what the others are held to. */
export class FloatTurboDecoder implements TurboDecoder {
  iterations = 0;
  readonly #frame: TurboFrame;
  readonly #settings: TurboSettings;
  readonly #options: TurboOptions;
  /** LLRs of both encoders' outputs: eight planes of steps, 0 where nothing is sent. */
  readonly #outputs: Float32Array;
  readonly #steps: number;
  readonly #inputA: Float64Array;
  readonly #inputB: Float64Array;
  readonly #posteriorA: Float64Array;
  readonly #posteriorB: Float64Array;
  readonly #forward: Float64Array;

  constructor(frame: TurboFrame, settings: TurboSettings, options: TurboOptions) {
    const steps = frame.informationBits + turboTailSteps;
    this.#frame = frame;
    this.#settings = settings;
    this.#options = options;
    this.#steps = steps;
    this.#outputs = new Float32Array(8 * steps);
    this.#inputA = new Float64Array(steps);
    this.#inputB = new Float64Array(steps);
    this.#posteriorA = new Float64Array(steps);
    this.#posteriorB = new Float64Array(steps);
    this.#forward = new Float64Array((steps + 1) * turboStates);
  }

  decode(llrs: Float32Array, information: Uint8Array): boolean {
    const { iterations, stop, extrinsicScale } = this.#settings;
    const { permutation, informationBits, sent } = this.#frame;
    const steps = this.#steps;
    const planes = this.#outputs;
    for (let i = 0; i < sent.length; i++) planes[sent[i]] = llrs[i];
    const [inputA, inputB, a, b] = [this.#inputA, this.#inputB, this.#posteriorA, this.#posteriorB];
    for (let step = 0; step < steps; step++) {
      inputA[step] = planes[step];
      inputB[step] = step < informationBits ? planes[permutation[step]] : planes[4 * steps + step];
    }
    for (this.iterations = 1; ; this.iterations++) {
      this.#run(inputA, 1, a);
      for (let i = 0; i < informationBits; i++) {
        const bit = permutation[i];
        inputB[i] = planes[bit] + extrinsicScale * (a[bit] - inputA[bit]);
      }
      this.#run(inputB, 5, b);
      this.#options.onIteration?.(this.#trace());
      let agrees = true;
      for (let i = 0; i < informationBits && agrees; i++) agrees = a[permutation[i]] < 0 === b[i] < 0;
      if (this.iterations >= iterations || (stop === "agreement" && agrees)) {
        for (let i = 0; i < informationBits; i++) information[permutation[i]] = b[i] < 0 ? 1 : 0;
        return agrees;
      }
      for (let i = 0; i < informationBits; i++) {
        const bit = permutation[i];
        inputA[bit] = planes[bit] + extrinsicScale * (b[i] - inputB[i]);
      }
    }
  }

  toString(): string {
    const { algorithm, extrinsicScale, iterations } = this.#settings;
    return `turbo ${algorithm} float, extrinsic x ${extrinsicScale}, ${iterations} iterations`;
  }

  #trace() {
    const { permutation, informationBits } = this.#frame;
    const { extrinsicScale } = this.#settings;
    const trace = {
      iteration: this.iterations,
      posteriors: new Float32Array(informationBits),
      firstExtrinsics: new Float32Array(informationBits),
      secondExtrinsics: new Float32Array(informationBits),
    };
    permutation.forEach((bit, i) => {
      trace.posteriors[bit] = this.#posteriorB[i];
      trace.firstExtrinsics[bit] = extrinsicScale * (this.#posteriorA[bit] - this.#inputA[bit]);
      trace.secondExtrinsics[bit] = extrinsicScale * (this.#posteriorB[i] - this.#inputB[i]);
    });
    return trace;
  }

  /** Posterior LLR of each step's input by the BCJR algorithm, from state 0 to state 0. */
  #run(input: Float64Array, firstParity: number, posterior: Float64Array): void {
    const steps = this.#steps;
    const forward = this.#forward;
    forward.fill(-Infinity);
    forward[0] = 0;
    for (let step = 0; step < steps; step++) {
      const from = step * turboStates;
      for (let state = 0; state < turboStates; state++) {
        for (let bit = 0; bit < 2; bit++) {
          const { next, parities } = transitions[2 * state + bit];
          const to = from + turboStates + next;
          forward[to] = this.#join(
            forward[to],
            forward[from + state] + this.#gain(input, firstParity, step, bit, parities),
          );
        }
      }
    }
    let after = new Float64Array(turboStates).fill(-Infinity);
    let before = new Float64Array(turboStates);
    after[0] = 0;
    for (let step = steps - 1; step >= 0; step--) {
      let [zero, one] = [-Infinity, -Infinity];
      for (let state = 0; state < turboStates; state++) {
        const arrived = forward[step * turboStates + state];
        const with0 = this.#onward(after, input, firstParity, step, 2 * state);
        const with1 = this.#onward(after, input, firstParity, step, 2 * state + 1);
        before[state] = this.#join(with0, with1);
        zero = this.#join(zero, arrived + with0);
        one = this.#join(one, arrived + with1);
      }
      posterior[step] = zero - one;
      [before, after] = [after, before];
    }
  }

  #onward(after: Float64Array, input: Float64Array, firstParity: number, step: number, transition: number): number {
    const { next, parities } = transitions[transition];
    return after[next] + this.#gain(input, firstParity, step, transition & 1, parities);
  }

  #gain(input: Float64Array, firstParity: number, step: number, bit: number, parities: number): number {
    const planes = this.#outputs;
    const at = firstParity * this.#steps + step;
    let gain = bit === 1 ? -input[step] : 0;
    if (parities & 4) gain -= planes[at];
    if (parities & 2) gain -= planes[at + this.#steps];
    if (parities & 1) gain -= planes[at + 2 * this.#steps];
    return gain;
  }

  #join(a: number, b: number): number {
    if (a === -Infinity) return b;
    const larger = Math.max(a, b);
    return this.#settings.algorithm === "log" ? larger + Math.log1p(Math.exp(-Math.abs(a - b))) : larger;
  }
}

/** By 2 state + bit. */
const transitions = Array.from({ length: 2 * turboStates }, (_, index) => turboStep(index >> 1, index & 1));
