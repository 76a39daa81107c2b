import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers } from "../parity-input.js";
import { type TurboSiso, type TurboSisoForm, turboWindows } from "./turbo-siso.js";
import { ReferenceTurboSiso } from "./turbo-siso-reference.js";
import { SimdTurboSiso } from "./turbo-siso-simd.js";

export const turboSisoKernel: Kernel<TurboSisoForm> = {
  name: "turbo-siso",
  describe: "max-log soft-in soft-out decoder of CCSDS turbo codes' component code, int16",
  forms: [
    { backend: "reference", open: () => (steps) => new ReferenceTurboSiso(steps) },
    { backend: "simd", open: () => (steps) => new SimdTurboSiso(steps) },
  ],
  tolerance: { abs: 0, rel: 0, reason: "integers are exact" },
  parityCases: function* () {
    for (const steps of [8, 9, 15, 16, 17, 64, 1788]) {
      yield parityCase(`${steps} steps, noise`, steps, (count, seed) => symmetricNumbers(count, seed, 60));
      yield parityCase(`${steps} steps, saturated`, steps, (count, seed) =>
        symmetricNumbers(count, seed, 1).map((x) => (x < 0 ? -1534 : 1534)),
      );
    }
    yield parityCase("zeros", 100, (count) => new Float32Array(count));
  },
  benchmark: {
    unit: "trellis step",
    prepare: (form) => {
      const steps = 8924;
      const siso = form(steps);
      fill(siso, (count, seed) => symmetricNumbers(count, seed, 40).map((x) => x + 10), 1);
      return { work: steps, run: () => siso.run(12) };
    },
  },
};

function parityCase(
  title: string,
  steps: number,
  llrs: (count: number, seed: number) => Float32Array,
): ParityCase<TurboSisoForm> {
  return {
    title,
    run: (form) => {
      const siso = form(steps);
      const size = siso.posterior.length + siso.extrinsic.length;
      const output = new Int16Array(3 * size);
      // Twice from the start, then on: the windows' ends are handed on, and `reset` forgets them.
      for (let call = 0; call < 3; call++) {
        if (call === 1) siso.reset();
        fill(siso, llrs, call + 1);
        siso.run(11 + call);
        output.set(siso.posterior, call * size);
        output.set(siso.extrinsic, call * size + siso.posterior.length);
      }
      return output;
    },
  };
}

function fill(siso: TurboSiso, llrs: (count: number, seed: number) => Float32Array, seed: number): void {
  const count = siso.steps * turboWindows;
  siso.input.set(llrs(count, seed));
  siso.parities.set(llrs(3 * count, seed + 50).map((x) => x / 3));
}
