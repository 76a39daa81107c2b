import type { GpuAdapter } from "../gpu/gpu-adapter.js";
import type { GpuProgram } from "../gpu/gpu-program.js";
import {
  checkDemapperShape,
  checkSymbolCount,
  type DemapperShape,
  type SymbolDemapper,
  type SymbolDemapperForm,
} from "./symbol-demapper.js";

/** Symbols and points, each with its energy, real and imaginary part; then the number of points. */
type DemapperArguments = [
  re: Float32Array,
  im: Float32Array,
  snr: Float32Array,
  energy: Float32Array,
  pointRe: Float32Array,
  pointIm: Float32Array,
  halves: Float32Array,
  points: number,
];

/** Symbols of a call of the graphics processor: a dispatch has at most 65,535 groups of 8 in a dimension. */
const symbolsPerCall = 2 ** 18;

/** LLRs by the nearest points on a graphics processor, float32: a thread for each LLR, O(points). */
export function maxLogDemapperGpu(gpu: GpuAdapter): SymbolDemapperForm {
  return (shape) => {
    const program = gpu.program<DemapperArguments>(
      function (re, im, snr, energy, pointRe, pointIm, halves, points) {
        const half = halves[this.thread.x];
        const x = 2 * re[this.thread.y];
        const y = 2 * im[this.thread.y];
        let nearest0 = 3e38;
        let nearest1 = 3e38;
        for (let label = 0; label < points; label++) {
          const distance = energy[label] - (x * pointRe[label] + y * pointIm[label]);
          // The bit of this label: whether it lies in the upper half of its group of 2 half labels.
          if (label - Math.floor(label / (2 * half)) * 2 * half < half) nearest0 = Math.min(nearest0, distance);
          else nearest1 = Math.min(nearest1, distance);
        }
        return snr[this.thread.y] * (nearest1 - nearest0);
      },
      ["Array", "Array", "Array", "Array", "Array", "Array", "Array", "Integer"],
    );
    return demapperGpu(shape, program);
  };
}

/** Exact LLRs on a graphics processor, float32: a thread for each LLR, O(points) exponentials. */
export function exactDemapperGpu(gpu: GpuAdapter): SymbolDemapperForm {
  return (shape) => {
    const program = gpu.program<DemapperArguments>(
      function (re, im, snr, energy, pointRe, pointIm, halves, points) {
        const half = halves[this.thread.x];
        const x = 2 * re[this.thread.y];
        const y = 2 * im[this.thread.y];
        const scale = snr[this.thread.y];
        let nearest0 = 3e38;
        let nearest1 = 3e38;
        for (let label = 0; label < points; label++) {
          const distance = energy[label] - (x * pointRe[label] + y * pointIm[label]);
          if (label - Math.floor(label / (2 * half)) * 2 * half < half) nearest0 = Math.min(nearest0, distance);
          else nearest1 = Math.min(nearest1, distance);
        }
        let sum0 = 0;
        let sum1 = 0;
        for (let other = 0; other < points; other++) {
          const again = energy[other] - (x * pointRe[other] + y * pointIm[other]);
          if (other - Math.floor(other / (2 * half)) * 2 * half < half) sum0 += Math.exp(scale * (nearest0 - again));
          else sum1 += Math.exp(scale * (nearest1 - again));
        }
        return scale * (nearest1 - nearest0) + Math.log(sum0 / sum1);
      },
      ["Array", "Array", "Array", "Array", "Array", "Array", "Array", "Integer"],
    );
    return demapperGpu(shape, program);
  };
}

function demapperGpu(shape: DemapperShape, program: GpuProgram<DemapperArguments>): SymbolDemapper {
  checkDemapperShape(shape);
  const { bitsPerSymbol, symbols } = shape;
  const pointRe = Float32Array.from(shape.pointsRe);
  const pointIm = Float32Array.from(shape.pointsIm);
  const energy = Float32Array.from(shape.pointsRe, (re, label) => re * re + shape.pointsIm[label] ** 2);
  const halves = Float32Array.from({ length: bitsPerSymbol }, (_, bit) => 2 ** (bitsPerSymbol - 1 - bit));
  const re = new Float32Array(symbols);
  const im = new Float32Array(symbols);
  const snr = new Float32Array(symbols);
  const llrs = new Float32Array(symbols * bitsPerSymbol);
  const demap = async (count: number) => {
    checkSymbolCount(count, symbols);
    for (let from = 0; from < count; from += symbolsPerCall) {
      const to = Math.min(count, from + symbolsPerCall);
      const found = await program.run(
        [bitsPerSymbol, to - from],
        re.subarray(from, to),
        im.subarray(from, to),
        snr.subarray(from, to),
        energy,
        pointRe,
        pointIm,
        halves,
        pointRe.length,
      );
      llrs.set(found, from * bitsPerSymbol);
    }
  };
  return { re, im, snr, llrs, demap, close: () => program.close() };
}
