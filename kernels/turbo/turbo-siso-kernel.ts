import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers, uniformNumbers } from "../parity-input.js";
import { largestTurboLlr, type TurboSisoForm, type TurboSisoPlan, turboPlaces } from "./turbo-siso.js";
import { ReferenceTurboSiso } from "./turbo-siso-reference.js";
import { SimdTurboSiso } from "./turbo-siso-simd.js";

export const turboSisoKernel: Kernel<TurboSisoForm> = {
  name: "turbo-siso",
  describe: "max-log soft-in soft-out decoder of CCSDS turbo codes' component code, int16",
  forms: [
    { backend: "reference", open: () => (plan) => new ReferenceTurboSiso(plan) },
    { backend: "simd", open: () => (plan) => new SimdTurboSiso(plan) },
  ],
  tolerance: { abs: 0, rel: 0, reason: "integers are exact" },
  parityCases: function* () {
    for (const steps of [8, 9, 15, 16, 17, 64, 1788]) {
      yield parityCase(`${steps} steps, noise`, planOf(steps, [0], steps), (length) => noise(length, steps, 60));
    }
    for (const parities of [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]) {
      const plan = planOf(121, parities, 3);
      const title = `parities ${parities.map((parity) => `G${parity + 1}`).join(", ")}`;
      yield parityCase(title, plan, (length) => noise(length, 5, 60));
      yield parityCase(`${title}, saturated`, plan, (length) =>
        noise(length, 6, 1).map((x) => (x < 0 ? -largestTurboLlr : largestTurboLlr)),
      );
      for (const value of [0, 1, largestTurboLlr, -largestTurboLlr]) {
        yield parityCase(`${title}, all ${value}`, plan, (length) => new Float32Array(length).fill(value));
      }
    }
  },
  benchmark: {
    unit: "trellis step",
    prepare: (form) => {
      const plan = planOf(8924, [0], 1);
      const siso = form(plan);
      siso.load(Int16Array.from(noise(plan.received, 1, 40), (x) => x + 10));
      siso.run(12);
      const told = siso.extrinsic.slice();
      return {
        work: plan.frameSteps,
        run: () => {
          siso.receive(told);
          siso.run(12);
        },
      };
    },
  },
};

function parityCase(
  title: string,
  plan: TurboSisoPlan,
  llrs: (length: number) => Float32Array,
): ParityCase<TurboSisoForm> {
  return {
    title,
    run: (form) => {
      const siso = form(plan);
      const size = siso.posterior.length + siso.extrinsic.length;
      const output = new Int16Array(4 * size);
      const counts = Int16Array.from(llrs(plan.received));
      // Twice a frame from its beginning; in between it goes on with what it has told itself.
      for (let call = 0; call < 4; call++) {
        if (call % 3 === 0) siso.load(call === 0 ? counts : counts.toReversed());
        else siso.receive(siso.extrinsic.slice());
        siso.run(call === 2 ? 16 : 11 + call);
        output.set(siso.posterior, call * size);
        output.set(siso.extrinsic, call * size + siso.posterior.length);
      }
      return output;
    },
  };
}

/** Input and some parities in turns, told by a decoder whose order is another. */
function planOf(frameSteps: number, parities: readonly number[], seed: number): TurboSisoPlan {
  const inStep = 1 + parities.length;
  const source = (turn: number) =>
    Int32Array.from({ length: frameSteps }, (_, step) => (turn < 0 ? -1 : step * inStep + turn));
  const places = turboPlaces(frameSteps);
  const keys = uniformNumbers(frameSteps, seed);
  const order = Array.from(keys.keys()).sort((a, b) => keys[a] - keys[b]);
  return {
    frameSteps,
    received: frameSteps * inStep,
    sources: [
      source(0),
      source(parities.indexOf(0) + 1 || -1),
      source(parities.indexOf(1) + 1 || -1),
      source(parities.indexOf(2) + 1 || -1),
    ],
    // As with a tail, the last steps are told nothing.
    told: Int32Array.from(order, (step, place) => (place < frameSteps - 4 ? places[step] : -1)),
  };
}

function noise(length: number, seed: number, largest: number): Float32Array {
  return symmetricNumbers(length, seed, largest);
}
