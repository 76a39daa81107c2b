import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers } from "../parity-input.js";
import { type Fft, type FftForm, type FftShape, fft } from "./fft.js";
import { fftSimd } from "./fft-simd.js";

/** A slot of the OFDM symbols of a 100 MHz carrier at 30 kHz. */
const slot: FftShape = { size: 4096, batch: 14 };

export const fftKernel: Kernel<FftForm> = {
  name: "fft",
  describe: "complex Fourier transforms of 2^a 3^b 5^c numbers",
  forms: [
    { backend: "reference", open: () => fft },
    { backend: "simd", open: () => fftSimd },
  ],
  tolerance: {
    abs: 2e-6,
    rel: 0,
    reason: "of the root of the energy's mean: each stage of up to 20 rounds products and sums of float32, 6e-8 each",
  },
  parityCases,
  benchmark: {
    unit: "transform of 4096",
    prepare: (form) => {
      const made = form(slot);
      fill(made, 1);
      // There and back, so that the numbers stay what they are.
      let isForward = false;
      const run = () => {
        isForward = !isForward;
        if (isForward) made.forward();
        else made.inverse();
      };
      return { work: made.batch, run };
    },
  },
};

function fill(made: Fft, bound: number): void {
  made.re.set(symmetricNumbers(made.re.length, 1, bound));
  made.im.set(symmetricNumbers(made.im.length, 2, bound));
}

function* parityCases(): Generator<ParityCase<FftForm>> {
  for (const size of [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 24, 25, 27, 30, 36, 40, 48, 60, 64, 80, 120, 128]) {
    yield fftCase({ size, batch: 3 });
  }
  for (const size of [243, 300, 500, 512, 600, 625, 648, 768, 900, 1200, 1536, 2048, 3000, 3072, 4096, 8192]) {
    yield fftCase({ size, batch: 2 });
  }
  yield fftCase({ size: 12, batch: 0 });
  yield fftCase({ size: 12, batch: 500 });
  const shape = { size: 60, batch: 1 };
  yield { title: "zeros", run: (form) => both(form(shape), 1) };
  yield {
    title: "a constant, all in one number",
    run: (form) => {
      const made = form(shape);
      made.re.fill(1);
      return both(made, Math.sqrt(60));
    },
  };
  yield {
    title: "numbers near the largest that a sum of 60 leaves in range",
    run: (form) => {
      const made = form(shape);
      fill(made, 1e36);
      return both(made, 1e36);
    },
  };
}

function fftCase(shape: Required<FftShape>): ParityCase<FftForm> {
  return {
    title: `${shape.batch} of ${shape.size}`,
    run: (form) => {
      const made = form(shape);
      fill(made, 1);
      return both(made, 1);
    },
  };
}

/** The transform and then the inverse of the first half of the batch, in units of the input's bound. */
function both(made: Fft, unit: number): Float64Array {
  const { size, batch, re, im } = made;
  made.forward();
  const forward = [...re, ...im].map((value) => value / (unit * Math.sqrt(size)));
  made.inverse(batch >> 1);
  const inverse = [...re.subarray(0, size * (batch >> 1)), ...im.subarray(0, size * (batch >> 1))];
  return Float64Array.from([...forward, ...inverse.map((value) => value / unit)]);
}
