import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers } from "../parity-input.js";
import {
  type LinearDetector,
  type MimoDetector,
  type MimoDetectorForm,
  type MimoDetectorShape,
  mimoDetector,
} from "./mimo-detector.js";
import { mimoDetectorSimd } from "./mimo-detector-simd.js";

/** Data elements of a slot of 273 resource blocks, four layers on four branches. */
const slot: MimoDetectorShape = { receive: 4, layers: 4, elements: 12 * 3276 };

export const mimoDetectorKernel: Kernel<MimoDetectorForm> = {
  name: "mimo-detector",
  describe: "linear detection of layers (LMMSE, ZF, MRC) with the SINR of each",
  forms: [
    { backend: "reference", open: () => mimoDetector },
    { backend: "simd", open: () => mimoDetectorSimd },
  ],
  tolerance: {
    abs: 1e-3,
    rel: 0,
    reason:
      "of an estimate shrunk as LMMSE does, and of ln(1 + SINR) (0.004 dB), both only where layers are nearly dependent: float32 sums of which 2^-9 is left a step; of 80,000 estimates of 4x4 at 40 dB the worst was off by 0.3 % of its noise, their root mean square by 0.013 %",
  },
  parityCases,
  benchmark: {
    unit: "resource element",
    prepare: (form) => {
      const made = form(slot);
      fill(made, slot, 1);
      // 30 dB a layer and branch.
      return { work: slot.elements, run: () => made.detect("lmmse", 0, slot.elements, 6.7e-4) };
    },
  },
};

/** Channels of mean power 2 / 3 an entry, and layers of some points of QAM that arrive through them without noise. */
function fill(made: MimoDetector, { receive, layers, elements }: MimoDetectorShape, seed: number): void {
  made.hRe.set(symmetricNumbers(made.hRe.length, seed, 1));
  made.hIm.set(symmetricNumbers(made.hIm.length, seed + 1, 1));
  const sentRe = symmetricNumbers(layers * elements, seed + 2, 1.2);
  const sentIm = symmetricNumbers(layers * elements, seed + 3, 1.2);
  receiveAll(made, { receive, layers, elements }, sentRe, sentIm);
}

function receiveAll(
  made: MimoDetector,
  { receive, layers, elements }: MimoDetectorShape,
  sentRe: Float32Array,
  sentIm: Float32Array,
): void {
  made.yRe.fill(0);
  made.yIm.fill(0);
  for (let row = 0; row < receive * layers; row++) {
    const branch = Math.floor(row / layers);
    for (let at = 0; at < elements; at++) {
      const h = row * elements + at;
      const x = (row % layers) * elements + at;
      made.yRe[branch * elements + at] += made.hRe[h] * sentRe[x] - made.hIm[h] * sentIm[x];
      made.yIm[branch * elements + at] += made.hRe[h] * sentIm[x] + made.hIm[h] * sentRe[x];
    }
  }
}

function* parityCases(): Generator<ParityCase<MimoDetectorForm>> {
  for (const elements of [0, 1, 3, 4, 5, 7, 8, 9, 31]) {
    yield detectorCase({ receive: 2, layers: 2, elements }, `${elements} elements`, 0.1);
  }
  for (let layers = 1; layers <= 8; layers++) {
    for (const receive of [1, 2, 3, 4, 8, 16, 64]) {
      // 0, 20 and 40 dB.
      for (const noiseVariance of [1, 1e-2, 1e-4]) {
        const elements = receive <= 8 ? 61 : 13;
        yield detectorCase({ receive, layers, elements }, `N0 = ${noiseVariance}`, noiseVariance);
      }
    }
  }
  for (const layers of [2, 4]) {
    const shape = { receive: 4, layers, elements: 50 };
    yield detectorCase(shape, "layers that share all but 1 % of their amplitude, 40 dB", 1e-4, (made) => {
      share(made, shape, 0.01);
    });
    yield detectorCase(shape, "layers that are the same", 1e-2, (made) => share(made, shape, 0));
    yield detectorCase(shape, "powers from 0 to 1", 1e-3, (made) => made.power.set([0, 0.5, 1, 1e-6].slice(0, layers)));
    yield detectorCase(shape, "every layer cancelled", 1e-3, (made) => made.power.fill(0));
    yield detectorCase(shape, "one layer 60 dB above the others, at 0 dB", 1, (made) => {
      for (const h of [made.hRe, made.hIm]) {
        for (let row = 0; row < 4; row++) {
          for (let at = 0; at < 50; at++) h[row * layers * 50 + at] *= 1000;
        }
      }
    });
    yield detectorCase(shape, "amplitudes of 2^-20, powers of noise alike", 2 ** -42, (made) => {
      for (const array of [made.hRe, made.hIm, made.yRe, made.yIm]) array.set(array.map((value) => value * 2 ** -20));
    });
    yield detectorCase(shape, "no channel at all", 1, (made) => {
      made.hRe.fill(0);
      made.hIm.fill(0);
    });
  }
}

/** Each layer as the first, but for a part of its own. */
function share(made: MimoDetector, { receive, layers, elements }: MimoDetectorShape, own: number): void {
  for (const h of [made.hRe, made.hIm]) {
    for (let branch = 0; branch < receive; branch++) {
      for (let at = 0; at < layers * elements; at++) {
        const row = branch * layers * elements;
        h[row + at] = (1 - own) * h[row + (at % elements)] + own * h[row + at];
      }
    }
  }
}

function detectorCase(
  shape: MimoDetectorShape,
  title: string,
  noiseVariance: number,
  prepare: (made: MimoDetector) => void = () => {},
): ParityCase<MimoDetectorForm> {
  return {
    title: `${shape.receive} branches, ${shape.layers} layers, ${title}`,
    run: async (form) => {
      const made = form(shape);
      fill(made, shape, 7);
      prepare(made);
      const found: number[] = [];
      const kinds: readonly LinearDetector[] = ["lmmse", "zf", "mrc"];
      for (const kind of kinds) {
        await made.detect(kind, 0, shape.elements, noiseVariance);
        const { xRe, xIm, sinr } = made;
        for (const [at, value] of sinr.entries()) {
          const shrink = value / (1 + value);
          found.push(shrink * xRe[at], shrink * xIm[at], Math.log1p(value));
        }
      }
      made.close?.();
      return Float64Array.from(found);
    },
  };
}
