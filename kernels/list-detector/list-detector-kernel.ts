import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers, uniformNumbers } from "../parity-input.js";
import {
  type LayerConstellation,
  type ListDetector,
  type ListDetectorForm,
  type ListDetectorShape,
  listDetector,
} from "./list-detector.js";
import { listDetectorSimd } from "./list-detector-simd.js";

export const listDetectorKernel: Kernel<ListDetectorForm> = {
  name: "list-detector",
  describe: "LLRs of layers together: K-best search, or maximum likelihood",
  forms: [
    { backend: "reference", open: () => listDetector },
    { backend: "simd", open: () => listDetectorSimd },
  ],
  tolerance: {
    abs: 2e-3,
    rel: 1e-4,
    reason:
      "of an LLR: squares of differences of float32 in units of the noise, whose parts are up to 200 at 40 dB and are known to 2e-5",
  },
  parityCases,
  benchmark: {
    unit: "resource element",
    prepare: (form) => {
      const shape: ListDetectorShape = {
        receive: 4,
        elements: 200,
        constellations: [16, 16, 16, 16].map(squareGrid),
        survivors: 16,
        llrs: "max-log",
      };
      const made = filled(form, shape, 0.05);
      return { work: shape.elements, run: () => made.detect(0, shape.elements, 0.05) };
    },
  },
};

/** Points on a grid, their labels in no special order. */
function squareGrid(size: number): LayerConstellation {
  const bitsPerSymbol = Math.log2(size);
  const columns = 2 ** Math.ceil(bitsPerSymbol / 2);
  const rows = size / columns;
  const unit = Math.sqrt((columns ** 2 + rows ** 2 - 2) / 3);
  const places = Array.from({ length: size }, (_, label) => (5 * label) % size);
  return {
    bitsPerSymbol,
    pointsRe: Float64Array.from(places, (place) => (2 * (place % columns) - (columns - 1)) / unit),
    pointsIm: Float64Array.from(places, (place) => (2 * Math.floor(place / columns) - (rows - 1)) / unit),
  };
}

function filled(form: ListDetectorForm, shape: ListDetectorShape, noiseVariance: number, prior = 0): ListDetector {
  const made = form(shape);
  const { receive, elements, constellations } = shape;
  const layers = constellations.length;
  made.hRe.set(symmetricNumbers(made.hRe.length, 1, 1));
  made.hIm.set(symmetricNumbers(made.hIm.length, 2, 1));
  made.yRe.set(symmetricNumbers(made.yRe.length, 3, Math.sqrt(1.5 * noiseVariance)));
  made.yIm.set(symmetricNumbers(made.yIm.length, 4, Math.sqrt(1.5 * noiseVariance)));
  made.priors.set(symmetricNumbers(made.priors.length, 5, prior));
  const sent = uniformNumbers(layers * elements, 6);
  for (let row = 0; row < receive * layers; row++) {
    const [branch, layer] = [Math.floor(row / layers), row % layers];
    const { pointsRe, pointsIm } = constellations[layer];
    for (let at = 0; at < elements; at++) {
      const label = Math.floor(sent[layer * elements + at] * pointsRe.length);
      const h = row * elements + at;
      const y = branch * elements + at;
      made.yRe[y] += made.hRe[h] * pointsRe[label] - made.hIm[h] * pointsIm[label];
      made.yIm[y] += made.hRe[h] * pointsIm[label] + made.hIm[h] * pointsRe[label];
    }
  }
  return made;
}

function* parityCases(): Generator<ParityCase<ListDetectorForm>> {
  for (const llrs of ["max-log", "exact"] as const) {
    for (const elements of [0, 1, 3, 4, 5, 9]) {
      yield listCase({ receive: 2, elements, constellations: [4, 4].map(squareGrid), llrs }, 0.1, 2);
    }
    for (const [receive, sizes] of [
      [1, [2]],
      [4, [1024]],
      [2, [64, 16]],
      [1, [4, 4]],
      [3, [2, 4, 8]],
      [4, [4, 4, 4, 4]],
      [64, [16, 4]],
    ] as const) {
      for (const noiseVariance of [1, 1e-2, 1e-4]) {
        const shape = { receive, elements: 9, constellations: sizes.map(squareGrid), llrs };
        yield listCase(shape, noiseVariance, 0);
        yield listCase(shape, noiseVariance, 20);
        for (const survivors of [1, 3, 16]) yield listCase({ ...shape, survivors }, noiseVariance, 2);
      }
    }
    yield listCase(
      { receive: 4, elements: 3, constellations: [256, 64, 16, 16].map(squareGrid), survivors: 64, llrs },
      0.01,
      0,
    );
    const shape = { receive: 2, elements: 5, constellations: [4, 4].map(squareGrid), llrs };
    yield listCase(shape, 0.1, 0, (made) => {
      made.hRe.fill(0);
      made.hIm.fill(0);
    });
    if (llrs === "max-log") yield listCase(shape, 0.1, 1000);
  }
}

function listCase(
  shape: ListDetectorShape,
  noiseVariance: number,
  prior: number,
  prepare: (made: ListDetector) => void = () => {},
): ParityCase<ListDetectorForm> {
  const sizes = shape.constellations.map(({ pointsRe }) => pointsRe.length).join(" and ");
  const { survivors = "all", receive, elements, llrs } = shape;
  return {
    title: `${receive} branches, layers of ${sizes} points, ${elements} elements, ${survivors} survive, ${llrs}, N0 = ${noiseVariance}, priors to ${prior}`,
    run: (form) => {
      const made = filled(form, shape, noiseVariance, prior);
      prepare(made);
      made.detect(0, elements, noiseVariance);
      // Beyond it exact LLRs of the SIMD form are those of the nearest hypotheses.
      const limit = llrs === "exact" ? 60 - prior : Infinity;
      return made.llrs.map((llr) => Math.min(limit, Math.max(-limit, llr)));
    },
  };
}
