import type { Kernel, ParityCase } from "../kernel.js";
import { type GaussianSource, gaussianSource } from "./gaussian.js";
import { gaussianSimd } from "./gaussian-simd.js";

export const gaussianKernel: Kernel<GaussianSource> = {
  name: "gaussian",
  describe: "Gaussian samples of Philox4x32-10 words (Box and Muller)",
  forms: [
    { backend: "reference", open: gaussianSource },
    { backend: "simd", open: gaussianSimd },
  ],
  tolerance: { abs: 0, rel: 0, reason: "the reference rounds every operation to float32, in the lanes' order" },
  parityCases,
  benchmark: {
    unit: "sample",
    prepare: (form) => {
      const out = new Float32Array(16_384);
      let frame = 0;
      return { work: out.length, run: () => form.fill(out, 1, 2, frame++) };
    },
  },
};

function* parityCases(): Generator<ParityCase<GaussianSource>> {
  for (const samples of [0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 2047, 2048, 2049, 100_000]) {
    yield gaussianCase(`${samples} samples`, samples, [0x243f_6a88, 0x85a3_08d3, 12, 0, 1]);
  }
  yield gaussianCase("a frame above 2^32", 100, [1, 2, 2 ** 32 + 5, 0, 1]);
  yield gaussianCase("blocks that pass 2^32", 100, [1, 2, 3, 2 ** 32 - 6, 1]);
  yield gaussianCase("the largest key, frame and block", 100, [2 ** 32 - 1, 2 ** 32 - 1, 2 ** 53 - 1, 2 ** 53 - 32, 1]);
  yield gaussianCase("a deviation that is no float32", 1000, [5, 6, 7, 8, 0.1]);
  yield gaussianCase("a deviation of 0", 20, [5, 6, 7, 8, 0]);
}

type FillArguments = readonly [key0: number, key1: number, number: number, firstBlock: number, deviation: number];

function gaussianCase(title: string, samples: number, draw: FillArguments): ParityCase<GaussianSource> {
  return {
    title,
    run: (form) => {
      const out = new Float32Array(samples);
      form.fill(out, ...draw);
      return out;
    },
  };
}
