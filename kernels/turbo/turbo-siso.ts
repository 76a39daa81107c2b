import { turboParities } from "./turbo-trellis.js";

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
const paddingLlr = 2000;

/** What a component decoder reads from where; places within its windows are `step * turboWindows + window`. */
export interface TurboSisoPlan {
  /** Steps of a frame, tail included. */
  readonly frameSteps: number;
  /** Counts that a frame has on the channel, at most 65,534. */
  readonly received: number;
  /** For the input and the parities of G1, G2 and G3 in each step of the frame: which count it is, -1 if not sent. */
  readonly sources: readonly [Int32Array, Int32Array, Int32Array, Int32Array];
  /** For each step of the frame: the place in the other decoder's windows that tells of its input, -1 if none does. */
  readonly told: Int32Array;
}

/**
 * A soft-in soft-out decoder of one component code, in int16, over windows that run side by side.
 *
 * The frame's k + 4 steps are cut into 8 windows of ceil((k + 4) / 8) steps; steps behind the frame have the input 0.
 * Forward metrics of a window begin with those that the window before ended with at the last call, backward metrics
 * end with those that the window behind began with; at the first call after `load` all states are alike. The frame
 * begins and ends in state 0.
 *
 * A branch has the metric -(u Lu) - (p1 L1) - (p2 L2) - (p3 L3) of its bits; metrics are maxima of saturating sums, less
 * the metric of state 0 after each step.
 */
export interface TurboSiso {
  /** Steps of a window. */
  readonly steps: number;
  /** `[step][window]`: posterior LLR of the input, after `run`. */
  readonly posterior: Int16Array;
  /**
   * `[step][window]`, and a last element that is 0: what the other decoder is told after `run`, sixteenths of posterior
   * less input, rounded down and clipped to `largestTurboExtrinsic`.
   */
  readonly extrinsic: Int16Array;
  /**
   * Begins a frame.
   * @param counts  channel LLRs, as many as the plan's `received`, within +-`largestTurboLlr`
   */
  load(counts: Int16Array): void;
  /** @param extrinsic  the other decoder's, which from now on adds to the channel's LLRs of the input */
  receive(extrinsic: Int16Array): void;
  /** @param sixteenths  of the extrinsic LLR that are told, 1 to 16 */
  run(sixteenths: number): void;
}

export type TurboSisoForm = (plan: TurboSisoPlan) => TurboSiso;

/** Steps of a window. */
export function turboWindowSteps(frameSteps: number): number {
  return Math.ceil(frameSteps / turboWindows);
}

/** Place of each step of a frame, and of the steps behind it, in the windows. */
export function turboPlaces(frameSteps: number): Int32Array {
  const steps = turboWindowSteps(frameSteps);
  return Int32Array.from(
    { length: steps * turboWindows },
    (_, step) => (step % steps) * turboWindows + Math.floor(step / steps),
  );
}

/** A plan in the windows' order. */
export interface TurboSisoTables {
  /** Behind the counts received: what stands for an LLR that is not sent, and for the input behind the frame. */
  readonly constants: Int16Array;
  /** `[step][window]`: which count or constant the input is. */
  readonly input: Uint16Array;
  /** The same for the parities that are sent: 0 for G1, 1 for G2, 2 for G3. */
  readonly parities: readonly (readonly [parity: number, table: Uint16Array])[];
  /** `[step][window]`: which of the other decoder's extrinsic LLRs tells of the input; the last one is 0. */
  readonly told: Uint16Array;
}

export function turboSisoTables({ frameSteps, received, sources, told }: TurboSisoPlan): TurboSisoTables {
  const places = turboPlaces(frameSteps);
  const table = (source: Int32Array, none: number, behind: number) => {
    const words = new Uint16Array(places.length);
    for (let step = 0; step < places.length; step++) {
      const from = step < frameSteps ? source[step] : behind;
      words[places[step]] = from < 0 ? none : from;
    }
    return words;
  };
  const [notSent, padding] = [received, received + 1];
  return {
    constants: Int16Array.of(0, paddingLlr),
    input: table(sources[0], notSent, padding),
    parities: turboParities
      .filter((parity) => sources[parity + 1].some((from) => from >= 0))
      .map((parity) => [parity, table(sources[parity + 1], notSent, notSent)]),
    told: table(told, places.length, places.length),
  };
}
