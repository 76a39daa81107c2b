import { ldpcKernel } from "./ldpc-kernel-cases.js";

export const ldpcInt16Kernel = ldpcKernel(
  "int16",
  [{ kind: "normalisedMinSum", factor: 0.75 }, { kind: "minSum" }, { kind: "offsetMinSum", offset: 0.25 }],
  "integers are exact",
);
