import { ldpcKernel } from "./ldpc-kernel-cases.js";

export const ldpcInt8Kernel = ldpcKernel(
  "int8",
  [
    { kind: "normalisedMinSum", factor: 0.75 },
    { kind: "normalisedMinSum", factor: 0.6875 },
    { kind: "offsetMinSum", offset: 0.5 },
  ],
  "integers are exact",
);
