import type { Kernel } from "../kernel.js";
import { demapperBenchmark, demapperCases } from "./demapper-cases.js";
import { maxLogDemapper, type SymbolDemapperForm } from "./symbol-demapper.js";
import { maxLogDemapperGpu } from "./symbol-demapper-gpu.js";
import { maxLogDemapperSimd } from "./symbol-demapper-simd.js";

export const maxLogDemapperKernel: Kernel<SymbolDemapperForm> = {
  name: "max-log-demapper",
  describe: "LLRs of any constellation by the nearest points",
  forms: [
    { backend: "reference", open: () => maxLogDemapper },
    { backend: "simd", open: () => maxLogDemapperSimd },
    { backend: "gpu", open: (gpu) => gpu && maxLogDemapperGpu(gpu) },
  ],
  tolerance: {
    abs: 2e-6,
    rel: 0,
    reason: "of snr (1 + |y|): distances are float32, not float64, and their differences cancel",
  },
  parityCases: () => demapperCases(0),
  benchmark: demapperBenchmark,
};
