import {
  impossibleMetric,
  largestTurboExtrinsic,
  type TurboSiso,
  type TurboSisoPlan,
  type TurboSisoTables,
  turboSisoTables,
  turboWindowSteps,
  turboWindows,
} from "./turbo-siso.js";
import { turboStates, turboStep } from "./turbo-trellis.js";

/** The component decoder, one window after another: the reference form. */
export class ReferenceTurboSiso implements TurboSiso {
  readonly steps: number;
  readonly posterior: Int16Array;
  readonly extrinsic: Int16Array;
  readonly #tables: TurboSisoTables;
  /** `[step][window]`: the channel's LLR of the input, and with what the other decoder has told. */
  readonly #channel: Int16Array;
  readonly #input: Int16Array;
  /** `[parity][step][window]`; 0 where a parity is not sent. */
  readonly #parities: Int16Array;
  readonly #forward: Int16Array;
  /** Metrics at the windows' ends: `[window][state]`. */
  readonly #before = new Int16Array(turboWindows * turboStates);
  readonly #behind = new Int16Array(turboWindows * turboStates);

  constructor(plan: TurboSisoPlan) {
    const steps = turboWindowSteps(plan.frameSteps);
    this.steps = steps;
    this.#tables = turboSisoTables(plan);
    this.#channel = new Int16Array(steps * turboWindows);
    this.#input = new Int16Array(steps * turboWindows);
    this.#parities = new Int16Array(3 * steps * turboWindows);
    this.posterior = new Int16Array(steps * turboWindows);
    this.extrinsic = new Int16Array(steps * turboWindows + 1);
    this.#forward = new Int16Array(steps * turboStates);
  }

  load(counts: Int16Array): void {
    const { constants, input, parities } = this.#tables;
    const values = Int16Array.of(...counts, ...constants);
    this.#channel.set(input.map((from) => values[from]));
    for (const [parity, table] of parities) {
      table.forEach((from, place) => {
        this.#parities[parity * table.length + place] = values[from];
      });
    }
    this.#input.set(this.#channel);
    this.#before.fill(0);
    this.#behind.fill(0);
    for (let state = 1; state < turboStates; state++) {
      this.#before[state] = impossibleMetric;
      this.#behind[(turboWindows - 1) * turboStates + state] = impossibleMetric;
    }
  }

  receive(extrinsic: Int16Array): void {
    this.#tables.told.forEach((from, place) => {
      this.#input[place] = this.#channel[place] + extrinsic[from];
    });
  }

  run(sixteenths: number): void {
    const ends = Array.from({ length: turboWindows }, (_, window) => this.#runWindow(window));
    for (let window = 0; window < turboWindows; window++) {
      if (window > 0) this.#before.set(ends[window - 1].last, window * turboStates);
      if (window < turboWindows - 1) this.#behind.set(ends[window + 1].first, window * turboStates);
    }
    for (let i = 0; i < this.posterior.length; i++) {
      const told = (saturated(this.posterior[i] - this.#input[i]) * sixteenths) >> 4;
      this.extrinsic[i] = Math.max(-largestTurboExtrinsic, Math.min(largestTurboExtrinsic, told));
    }
  }

  #runWindow(window: number): { readonly last: Int16Array; readonly first: Int16Array } {
    let metrics: Int16Array = this.#before.slice(window * turboStates, (window + 1) * turboStates);
    for (let step = 0; step < this.steps; step++) {
      this.#forward.set(metrics, step * turboStates);
      const next = new Int16Array(turboStates).fill(-32768);
      for (let state = 0; state < turboStates; state++) {
        for (let bit = 0; bit < 2; bit++) {
          const { next: to, parities } = turboStep(state, bit);
          next[to] = Math.max(next[to], saturated(metrics[state] + this.#branch(step, window, bit, parities)));
        }
      }
      metrics = normalised(next);
    }
    const last = metrics;
    metrics = this.#behind.slice(window * turboStates, (window + 1) * turboStates);
    for (let step = this.steps - 1; step >= 0; step--) {
      const before = new Int16Array(turboStates);
      const best = [-32768, -32768];
      for (let state = 0; state < turboStates; state++) {
        const onward = [0, 1].map((bit) => {
          const { next, parities } = turboStep(state, bit);
          return saturated(metrics[next] + this.#branch(step, window, bit, parities));
        });
        before[state] = Math.max(onward[0], onward[1]);
        const arrived = this.#forward[step * turboStates + state];
        for (let bit = 0; bit < 2; bit++) best[bit] = Math.max(best[bit], saturated(arrived + onward[bit]));
      }
      this.posterior[step * turboWindows + window] = saturated(best[0] - best[1]);
      metrics = normalised(before);
    }
    return { last, first: metrics };
  }

  #branch(step: number, window: number, bit: number, parities: number): number {
    const place = step * turboWindows + window;
    const plane = this.steps * turboWindows;
    const own =
      -(parities >> 2) * this.#parities[place] -
      ((parities >> 1) & 1) * this.#parities[plane + place] -
      (parities & 1) * this.#parities[2 * plane + place];
    return own - bit * this.#input[place];
  }
}

function normalised(metrics: Int16Array): Int16Array {
  return metrics.map((metric) => saturated(metric - metrics[0]));
}

function saturated(value: number): number {
  return Math.max(-32768, Math.min(32767, value));
}
