import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers, uniformNumbers } from "../parity-input.js";
import {
  type SinusoidsShape,
  type SumOfSinusoids,
  type SumOfSinusoidsForm,
  sumOfSinusoids,
} from "./sum-of-sinusoids.js";
import { sumOfSinusoidsSimd } from "./sum-of-sinusoids-simd.js";

/** 24 paths of 32 sinusoids at the 14 symbols of 100 slots. */
const slots: SinusoidsShape = { paths: 24, sinusoids: 32, times: 1400 };

export const sumOfSinusoidsKernel: Kernel<SumOfSinusoidsForm> = {
  name: "sum-of-sinusoids",
  describe: "fading processes as sums of sinusoids at given times",
  forms: [
    { backend: "reference", open: () => sumOfSinusoids },
    { backend: "simd", open: () => sumOfSinusoidsSimd },
  ],
  tolerance: {
    abs: 1e-6,
    rel: 0,
    reason:
      "of the sum of a path's amplitudes: float32 sines are right to 2e-7, and up to 500 of them are summed in float32",
  },
  parityCases,
  benchmark: {
    unit: "sinusoid",
    prepare: (form) => {
      const made = form(slots);
      fill(made, slots, { seed: 1, maximum_Hz: 1000, duration_s: 0.1 });
      return { work: slots.paths * slots.sinusoids * slots.times, run: () => made.apply() };
    },
  },
};

interface Input {
  readonly seed: number;
  readonly maximum_Hz: number;
  readonly duration_s: number;
}

/** Random frequencies, phases and times, and random amplitudes whose sum is at most 1. */
function fill(made: SumOfSinusoids, { sinusoids }: SinusoidsShape, { seed, maximum_Hz, duration_s }: Input): void {
  const { time_s, frequency_Hz, phase_turns, amplitude } = made;
  const length = amplitude.length;
  time_s.set(symmetricNumbers(time_s.length, seed, duration_s));
  frequency_Hz.set(symmetricNumbers(length, seed + 1, maximum_Hz));
  phase_turns.set(symmetricNumbers(length, seed + 2, 3));
  amplitude.set(uniformNumbers(length, seed + 3).map((value) => value / Math.max(1, sinusoids)));
}

function* parityCases(): Generator<ParityCase<SumOfSinusoidsForm>> {
  const shapes = [
    ...[0, 1, 3, 4, 5, 7, 8, 9, 100].map((times) => [2, 5, times]),
    ...[0, 1, 2, 3, 20, 500].map((sinusoids) => [3, sinusoids, 13]),
    [0, 4, 9],
    [24, 8, 70],
  ];
  for (const [paths, sinusoids, times] of shapes) {
    for (const [maximum_Hz, duration_s] of [
      [500, 1],
      [6e5, 900],
      [0, 1],
    ]) {
      const shape = { paths, sinusoids, times };
      const title = `${paths} paths, ${sinusoids} sinusoids up to ${maximum_Hz} Hz, ${times} times`;
      yield {
        title,
        run: (form) => sums(form, shape, (made) => fill(made, shape, { seed: 3, maximum_Hz, duration_s })),
      };
    }
  }
  const many = { paths: 1, sinusoids: 500, times: 9 };
  const inPhase = (made: SumOfSinusoids) => {
    made.frequency_Hz.set(symmetricNumbers(500, 7, 1));
    made.time_s.set([0, 1e-4, 1e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5]);
    made.amplitude.fill(1 / 500);
  };
  yield { title: "500 sinusoids in phase", run: (form) => sums(form, many, inPhase) };
  // Every eighth of a turn, where sine and cosine change places or signs, and a little to either side.
  const turns = Array.from({ length: 51 }, (_, index) => (Math.floor(index / 3) - 8) / 8 + ((index % 3) - 1) * 1e-9);
  const shape = { paths: 1, sinusoids: 1, times: turns.length };
  for (const whole of [0, 1, -7, 2 ** 20]) {
    const prepare = (made: SumOfSinusoids) => {
      made.time_s.set(turns);
      made.frequency_Hz[0] = 1;
      made.phase_turns[0] = whole;
      made.amplitude[0] = 1;
    };
    yield { title: `every eighth of a turn, ${whole} turns on`, run: (form) => sums(form, shape, prepare) };
  }
}

function sums(form: SumOfSinusoidsForm, shape: SinusoidsShape, prepare: (made: SumOfSinusoids) => void) {
  const made = form(shape);
  prepare(made);
  made.apply();
  return Float32Array.of(...made.sumRe, ...made.sumIm);
}
