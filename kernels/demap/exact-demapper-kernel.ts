import type { Kernel } from "../kernel.js";
import { demapperBenchmark, demapperCases } from "./demapper-cases.js";
import { exactDemapper, type SymbolDemapperForm } from "./symbol-demapper.js";
import { exactDemapperGpu } from "./symbol-demapper-gpu.js";
import { exactDemapperSimd } from "./symbol-demapper-simd.js";

export const exactDemapperKernel: Kernel<SymbolDemapperForm> = {
  name: "exact-demapper",
  describe: "exact LLRs of any constellation (sums of likelihoods)",
  forms: [
    { backend: "reference", open: () => exactDemapper },
    { backend: "simd", open: () => exactDemapperSimd },
    { backend: "gpu", open: (gpu) => gpu && exactDemapperGpu(gpu) },
  ],
  tolerance: {
    abs: 2e-6,
    rel: 0,
    reason: "of 1 + snr (1 + |y|): distances, exponentials and logarithms are float32, not float64",
  },
  parityCases: () => demapperCases(1),
  benchmark: demapperBenchmark,
};
