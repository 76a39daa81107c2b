import { wasmBase64 } from "../generated/turbo-siso.js";
import { type WasmFunctions, wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import {
  impossibleMetric,
  type TurboSiso,
  type TurboSisoPlan,
  turboSisoTables,
  turboWindowSteps,
  turboWindows,
} from "./turbo-siso.js";
import { turboStates } from "./turbo-trellis.js";

/** The component decoder with its eight windows in the lanes of one vector; bit for bit the reference. */
export class SimdTurboSiso implements TurboSiso {
  readonly steps: number;
  readonly posterior: Int16Array;
  readonly extrinsic: Int16Array;
  readonly #functions: WasmFunctions;
  readonly #places: readonly [number, number, number, number, number, number, number];
  readonly #channelPlace: number;
  readonly #countsPlace: number;
  readonly #toldPlace: number;
  readonly #toldTable: number;
  /** Where a plane of LLRs comes from and goes to: the input, then the parities that are sent. */
  readonly #planes: readonly (readonly [table: number, to: number])[];
  /** G1, G2 and G3, the first the most significant bit. */
  readonly #sent: number;
  readonly #counts: Int16Array;
  readonly #told: Int16Array;
  readonly #before: Int16Array;
  readonly #behind: Int16Array;

  constructor(plan: TurboSisoPlan) {
    const steps = turboWindowSteps(plan.frameSteps);
    const tables = turboSisoTables(plan);
    this.steps = steps;
    const { functions, memory, reserve } = wasmInstance(wasmBase64);
    const layout = new WasmLayout(functions.heapBase());
    const take = (vectors: number) => layout.take(16 * vectors);
    const [channel, input, parities, posterior] = [take(steps), take(steps), take(3 * steps), take(steps)];
    const [alphas, before, behind] = [take(turboStates * steps), take(turboStates), take(turboStates)];
    const [extrinsic, told] = [take(steps + 1), take(steps + 1)];
    const counts = layout.take(2 * (plan.received + tables.constants.length));
    const toldTable = take(steps);
    const planes = [
      { table: tables.input, to: channel },
      ...tables.parities.map(([parity, table]) => ({ table, to: parities + 16 * steps * parity })),
    ].map((plane) => ({ ...plane, at: take(steps) }));
    reserve(layout.end);
    const view = (start: number, length: number) => new Int16Array(memory.buffer, start, length);
    const tableAt = (start: number) => new Uint16Array(memory.buffer, start, steps * turboWindows);
    tableAt(toldTable).set(tables.told);
    for (const plane of planes) tableAt(plane.at).set(plane.table);
    view(counts, plan.received + tables.constants.length).set(tables.constants, plan.received);

    this.#functions = functions;
    this.#places = [input, parities, posterior, alphas, before, behind, extrinsic];
    this.#channelPlace = channel;
    this.#countsPlace = counts;
    this.#toldPlace = told;
    this.#toldTable = toldTable;
    this.#planes = planes.map((plane) => [plane.at, plane.to]);
    this.#sent = variant(tables.parities.reduce((sent, [parity]) => sent | (4 >> parity), 0));
    this.posterior = view(posterior, steps * turboWindows);
    this.extrinsic = view(extrinsic, steps * turboWindows + 1);
    this.#counts = view(counts, plan.received);
    this.#told = view(told, steps * turboWindows + 1);
    this.#before = view(before, turboStates * turboWindows);
    this.#behind = view(behind, turboStates * turboWindows);
  }

  load(counts: Int16Array): void {
    this.#counts.set(counts);
    for (const [table, to] of this.#planes) this.#functions.gather(to, table, this.#countsPlace, this.steps);
    // Nothing is told yet: the input is the channel's.
    this.#functions.gather(this.#places[0], this.#planes[0][0], this.#countsPlace, this.steps);
    this.#before.fill(0);
    this.#behind.fill(0);
    for (let state = 1; state < turboStates; state++) {
      this.#before[state * turboWindows] = impossibleMetric;
      this.#behind[state * turboWindows + turboWindows - 1] = impossibleMetric;
    }
  }

  receive(extrinsic: Int16Array): void {
    this.#told.set(extrinsic);
    this.#functions.gatherOnto(this.#places[0], this.#channelPlace, this.#toldTable, this.#toldPlace, this.steps);
  }

  run(sixteenths: number): void {
    this.#functions.run(...this.#places, this.steps, sixteenths, this.#sent);
  }
}

/** The parities that the compiled passes read: the smallest set there is that has those sent; the others are 0. */
function variant(sent: number): number {
  return [0b100, 0b011, 0b101, 0b111].find((set) => (sent & ~set) === 0) ?? 0b111;
}
