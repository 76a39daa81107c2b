import { ldpcKernel } from "./ldpc-kernel-cases.js";

export const ldpcInt16Kernel = ldpcKernel(
  "int16",
  [
    { checkRule: { kind: "normalisedMinSum", factor: 0.75 }, iterations: 4 },
    { checkRule: { kind: "offsetMinSum", offset: 0.25 }, iterations: 3 },
    // As hardware has it: few bits, in lanes of more.
    {
      checkRule: { kind: "minSum" },
      quantisation: { llrScale: 16, llrBits: 7, messageBits: 7, posteriorBits: 9 },
      iterations: 4,
    },
    // Every width at its end.
    {
      checkRule: { kind: "normalisedMinSum", factor: 0.0625 },
      quantisation: { llrScale: 3e4, llrBits: 16, messageBits: 16, posteriorBits: 16 },
      iterations: 3,
    },
  ],
  { abs: 0, rel: 0, reason: "integers are exact" },
);
