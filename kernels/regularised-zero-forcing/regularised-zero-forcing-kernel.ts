import type { Kernel } from "../kernel.js";
import { regularisedZeroForcing } from "./regularised-zero-forcing.js";
import { regularisedZeroForcingSimd } from "./regularised-zero-forcing-simd.js";
import type { ZeroForcingForm } from "./zero-forcing.js";
import { fillGroups, zeroForcingCases } from "./zero-forcing-cases.js";

/** The resource blocks of the widest carrier, 16 users on 64 antennas. */
const carrier = { users: 16, antennas: 64, groups: 273 };

export const regularisedZeroForcingKernel: Kernel<ZeroForcingForm> = {
  name: "regularised-zero-forcing",
  describe: "weights W = H^H (H H^H + alpha I)^-1 of resource blocks",
  forms: [
    { backend: "reference", open: () => regularisedZeroForcing },
    { backend: "simd", open: () => regularisedZeroForcingSimd },
  ],
  tolerance: {
    abs: 1e-5,
    rel: 0,
    reason:
      "of the norm of a user's weights: factors and sums of up to 256 products are float32 down to a share of 2^-4",
  },
  parityCases: zeroForcingCases,
  benchmark: {
    unit: "matrix",
    prepare: (form) => {
      const made = form(carrier);
      fillGroups(made, 1, 1);
      made.regularisation.fill(1);
      return { work: carrier.groups, run: () => made.apply() };
    },
  },
};
