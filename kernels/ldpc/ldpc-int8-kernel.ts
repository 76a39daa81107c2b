import { ldpcKernel } from "./ldpc-kernel-cases.js";

export const ldpcInt8Kernel = ldpcKernel(
  "int8",
  [
    { checkRule: { kind: "normalisedMinSum", factor: 0.75 }, iterations: 4 },
    // A factor that is no shift.
    { checkRule: { kind: "normalisedMinSum", factor: 0.6875 }, iterations: 3 },
    {
      checkRule: { kind: "offsetMinSum", offset: 0.5 },
      quantisation: { llrScale: 2, llrBits: 4, messageBits: 4, posteriorBits: 6 },
      iterations: 4,
    },
    // Every width at its end.
    {
      checkRule: { kind: "offsetMinSum", offset: 0.5 },
      quantisation: { llrScale: 8, llrBits: 8, messageBits: 8, posteriorBits: 8 },
      iterations: 3,
    },
  ],
  { abs: 0, rel: 0, reason: "integers are exact" },
);
