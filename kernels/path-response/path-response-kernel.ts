import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers } from "../parity-input.js";
import { type PathResponse, type PathResponseForm, type PathResponseShape, pathResponse } from "./path-response.js";
import { pathResponseSimd } from "./path-response-simd.js";

/** 24 paths between four ports at each end, on the subcarriers of the widest carrier. */
const carrier: PathResponseShape = { paths: 24, pairs: 16, subcarriers: 3276 };

export const pathResponseKernel: Kernel<PathResponseForm> = {
  name: "path-response",
  describe: "frequency response of the paths of a channel",
  forms: [
    { backend: "reference", open: () => pathResponse },
    { backend: "simd", open: () => pathResponseSimd },
  ],
  tolerance: {
    abs: 2e-6,
    rel: 0,
    reason: "of the sum of the paths' magnitudes: float32 sines, seven turns of a float32 rotator, sums of float32",
  },
  parityCases,
  benchmark: {
    unit: "response",
    prepare: (form) => {
      const made = form(carrier);
      fill(made, carrier, { seed: 1, largest_s: 2e-6 });
      return { work: carrier.pairs * carrier.subcarriers, run: () => made.apply(-49.14e6, 30e3) };
    },
  },
};

interface Input {
  readonly seed: number;
  readonly largest_s: number;
}

/** Random delays, and random gains whose magnitudes sum up to at most 1. */
function fill(made: PathResponse, { paths }: PathResponseShape, { seed, largest_s }: Input): void {
  const bound = Math.SQRT1_2 / Math.max(1, paths);
  made.delay_s.set(symmetricNumbers(made.delay_s.length, seed, largest_s));
  made.gainRe.set(symmetricNumbers(made.gainRe.length, seed + 1, bound));
  made.gainIm.set(symmetricNumbers(made.gainIm.length, seed + 2, bound));
}

function* parityCases(): Generator<ParityCase<PathResponseForm>> {
  const shapes = [
    ...[0, 1, 3, 4, 5, 7, 8, 9, 31, 32, 33, 64, 67, 3276].map((subcarriers) => [6, 2, subcarriers]),
    ...[0, 1, 2, 3, 24, 31, 32, 33, 64, 500].map((paths) => [paths, 3, 70]),
    ...[1, 2, 4, 16, 64].map((pairs) => [5, pairs, 40]),
  ];
  for (const [paths, pairs, subcarriers] of shapes) {
    for (const [largest_s, first_Hz, spacing_Hz] of [
      [2e-6, -49.14e6, 30e3],
      [0.01, 2e9, 120e3],
      [1e-9, 0, -15e3],
      [0, 1e9, 1e6],
    ]) {
      const shape = { paths, pairs, subcarriers };
      const title = `${paths} paths up to ${largest_s} s, ${pairs} pairs, ${subcarriers} subcarriers`;
      const prepare = (made: PathResponse) => fill(made, shape, { seed: 3, largest_s });
      yield { title, run: (form) => response(form, shape, prepare, [first_Hz, spacing_Hz]) };
    }
  }
  const shape = { paths: 500, pairs: 1, subcarriers: 70 };
  const inPhase = (made: PathResponse) => {
    made.delay_s.set(symmetricNumbers(500, 7, 1e-9));
    made.gainRe.fill(1 / 500);
  };
  yield { title: "500 paths in phase", run: (form) => response(form, shape, inPhase, [0, 1e6]) };
}

function response(
  form: PathResponseForm,
  shape: PathResponseShape,
  prepare: (made: PathResponse) => void,
  [first_Hz, spacing_Hz]: readonly [number, number],
) {
  const made = form(shape);
  prepare(made);
  made.apply(first_Hz, spacing_Hz);
  return Float32Array.of(...made.responseRe, ...made.responseIm);
}
