import { wasmBase64 } from "../generated/turbo-siso.js";
import { type WasmFunctions, wasmInstance } from "../wasm-instance.js";
import { impossibleMetric, type TurboSiso, turboWindowSteps, turboWindows } from "./turbo-siso.js";
import { turboStates } from "./turbo-trellis.js";

/** The component decoder with its eight windows in the lanes of one vector; bit for bit the reference. */
export class SimdTurboSiso implements TurboSiso {
  readonly steps: number;
  readonly input: Int16Array;
  readonly parities: Int16Array;
  readonly posterior: Int16Array;
  readonly extrinsic: Int16Array;
  readonly #functions: WasmFunctions;
  readonly #places: readonly [number, number, number, number, number, number, number];
  readonly #before: Int16Array;
  readonly #behind: Int16Array;

  constructor(frameSteps: number) {
    const steps = turboWindowSteps(frameSteps);
    this.steps = steps;
    let at = Math.ceil(wasmInstance(wasmBase64).functions.heapBase() / 16) * 16;
    const take = (vectors: number) => {
      const start = at;
      at += 16 * vectors;
      return start;
    };
    const [input, parities, posterior] = [take(steps), take(3 * steps), take(steps)];
    const [alphas, before, behind] = [take(turboStates * steps), take(turboStates), take(turboStates)];
    const extrinsic = take(steps + 1);
    const { functions, memory } = wasmInstance(wasmBase64, at);
    const view = (start: number, vectors: number) => new Int16Array(memory.buffer, start, vectors * turboWindows);
    this.#functions = functions;
    this.#places = [input, parities, posterior, alphas, before, behind, extrinsic];
    this.input = view(input, steps);
    this.parities = view(parities, 3 * steps);
    this.posterior = view(posterior, steps);
    this.extrinsic = new Int16Array(memory.buffer, extrinsic, steps * turboWindows + 1);
    this.#before = view(before, turboStates);
    this.#behind = view(behind, turboStates);
    this.reset();
  }

  reset(): void {
    this.#before.fill(0);
    this.#behind.fill(0);
    for (let state = 1; state < turboStates; state++) {
      this.#before[state * turboWindows] = impossibleMetric;
      this.#behind[state * turboWindows + turboWindows - 1] = impossibleMetric;
    }
  }

  run(sixteenths: number): void {
    this.#functions.run(...this.#places, this.steps, sixteenths);
  }
}
