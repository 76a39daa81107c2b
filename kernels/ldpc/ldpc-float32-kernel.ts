import { ldpcKernel } from "./ldpc-kernel-cases.js";

export const ldpcFloat32Kernel = ldpcKernel(
  "float32",
  [
    { checkRule: { kind: "normalisedMinSum", factor: 0.75 }, iterations: 4 },
    { checkRule: { kind: "offsetMinSum", offset: 0.3 }, iterations: 4 },
    { checkRule: { kind: "sumProduct" }, iterations: 3 },
  ],
  {
    abs: 1e-4,
    rel: 1e-5,
    reason: "of sum-product, whose float32 exponentials and logarithms pass through three iterations; min-sum is exact",
  },
);
