import type { Kernel, ParityCase } from "../kernel.js";
import { uniformNumbers } from "../parity-input.js";
import { type ExponentialMappingForm, exponentialMapping } from "./exponential-mapping.js";
import { exponentialMappingGpu } from "./exponential-mapping-gpu.js";
import { exponentialMappingSimd } from "./exponential-mapping-simd.js";
import { mappingCases } from "./mapping-cases.js";

export const exponentialMappingKernel: Kernel<ExponentialMappingForm> = {
  name: "exponential-mapping",
  describe: "effective SINR by the exponential mapping (EESM)",
  forms: [
    { backend: "reference", open: () => exponentialMapping },
    { backend: "simd", open: () => exponentialMappingSimd },
    { backend: "gpu", open: (gpu) => gpu && exponentialMappingGpu(gpu) },
  ],
  tolerance: {
    abs: 4e-6,
    rel: 2e-6,
    reason: "of the effective SINR in units of beta: exponents, exponentials and their sums are float32, not float64",
  },
  parityCases,
  benchmark: {
    unit: "SINR",
    prepare: (form) => {
      const shape = { blocks: 16, elements: 4096 };
      const mapping = form(shape);
      mapping.sinr.set(uniformNumbers(mapping.sinr.length, 1).map((value) => 100 * value));
      mapping.beta.fill(5);
      return { work: shape.blocks * shape.elements, run: () => mapping.map() };
    },
  },
};

function* parityCases(): Generator<ParityCase<ExponentialMappingForm>> {
  for (const { title, shape, sinr } of mappingCases()) {
    yield {
      title,
      run: async (form) => {
        const mapping = form(shape);
        mapping.sinr.set(sinr);
        mapping.beta.set(Float32Array.from({ length: shape.blocks }, (_, block) => [1.5, 30, 0.4][block % 3]));
        await mapping.map();
        mapping.close?.();
        return mapping.mapped.map((value, block) => value / mapping.beta[block]);
      },
    };
  }
}
