import { ldpcKernel } from "./ldpc-kernel-cases.js";

export const ldpcFloat32Kernel = ldpcKernel(
  "float32",
  [
    { kind: "normalisedMinSum", factor: 0.75 },
    { kind: "offsetMinSum", offset: 0.3 },
  ],
  "the reference forms each float32 sum and product as the lanes do",
);
