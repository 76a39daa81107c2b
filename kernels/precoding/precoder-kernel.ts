import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers } from "../parity-input.js";
import { type Precoder, type PrecoderForm, type PrecodingShape, precoder } from "./precoder.js";
import { precoderGpu } from "./precoder-gpu.js";
import { precoderSimd } from "./precoder-simd.js";

/** A slot of 100 resource blocks, four layers on eight ports. */
const slot: PrecodingShape = { ports: 8, layers: 4, groups: 100, elementsPerGroup: 168 };

export const precoderKernel: Kernel<PrecoderForm> = {
  name: "precoder",
  describe: "linear precoding y = W x of resource blocks",
  forms: [
    { backend: "reference", open: () => precoder },
    { backend: "simd", open: () => precoderSimd },
    { backend: "gpu", open: (gpu) => gpu && precoderGpu(gpu) },
  ],
  tolerance: {
    abs: 2e-5,
    rel: 0,
    reason: "sums of up to 64 products of numbers below 1 in float32, whose signs may cancel",
  },
  parityCases,
  benchmark: {
    unit: "resource element",
    prepare: (form) => {
      const made = form(slot);
      fill(made, 1, 1);
      return { work: slot.groups * slot.elementsPerGroup, run: () => made.apply() };
    },
  },
};

function fill(made: Precoder, seed: number, bound: number): void {
  const arrays = [made.weightsRe, made.weightsIm, made.layersRe, made.layersIm];
  for (const [index, array] of arrays.entries()) array.set(symmetricNumbers(array.length, seed + index, bound));
}

function* parityCases(): Generator<ParityCase<PrecoderForm>> {
  const shapes = [
    ...[1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 168].map((length) => [3, 2, 2, length]),
    ...[1, 2, 3, 4, 8, 64].flatMap((ports) => [1, 2, 4].map((layers) => [ports, layers, 3, 12])),
    [64, 64, 1, 13],
    [256, 64, 1, 5],
    [4, 2, 0, 12],
    [4, 2, 5, 0],
  ];
  for (const [ports, layers, groups, elementsPerGroup] of shapes) {
    const shape = { ports, layers, groups, elementsPerGroup };
    const title = `${layers} layers on ${ports} ports, ${groups} groups of ${elementsPerGroup}`;
    yield { title, run: (form) => precoded(form, shape, (made) => fill(made, 5, 1)) };
  }
  const shape = { ports: 2, layers: 2, groups: 1, elementsPerGroup: 19 };
  yield { title: "zeros", run: (form) => precoded(form, shape, () => {}) };
  yield {
    title: "numbers whose products are the smallest there are",
    run: (form) => precoded(form, shape, (made) => fill(made, 9, 1e-20)),
  };
}

async function precoded(form: PrecoderForm, shape: PrecodingShape, prepare: (made: Precoder) => void) {
  const made = form(shape);
  prepare(made);
  await made.apply();
  made.close?.();
  return Float32Array.of(...made.portsRe, ...made.portsIm);
}
