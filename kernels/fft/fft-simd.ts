import { wasmBase64 } from "../generated/fft.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import { checkedFftShape, checkFftCount, type Fft, type FftShape, fftRadices } from "./fft.js";

/** Vectors read and write up to 48 bytes behind an array. */
const padding = 64;

/**
 * Fourier transforms in WebAssembly SIMD, float32: Stockham's stages, which leave the numbers in order, on planar data.
 *
 * Temperton, "Self-sorting mixed-radix fast Fourier transforms", J. Comput. Phys. 52 (1983), 1. Sizes that 4 divides
 * run in whole vectors; others, whose first stages do not, at a third of the speed.
 */
export function fftSimd(shape: FftShape): Fft {
  const { size, batch } = checkedFftShape(shape);
  const radices = fftRadices(size);
  const turns = stageTurns(size, radices);
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const plane = 4 * size + padding;
  const [reStart, imStart] = [layout.take(4 * size * batch + padding), layout.take(4 * size * batch + padding)];
  const [a, b] = [layout.take(2 * plane), layout.take(2 * plane)];
  const turnStart = layout.take(4 * turns.length + padding);
  const plan = layout.take(4 * radices.length);
  reserve(layout.end);
  new Float32Array(memory.buffer, turnStart, turns.length).set(turns);
  new Int32Array(memory.buffer, plan, radices.length).set(radices);
  const re = new Float32Array(memory.buffer, reStart, size * batch);
  const im = new Float32Array(memory.buffer, imStart, size * batch);
  const { transform } = functions;
  const forward = (count = batch) => {
    checkFftCount(count, batch);
    transform(reStart, imStart, count, size, a, b, plane, turnStart, plan, radices.length, 1);
  };
  const inverse = (count = batch) => {
    checkFftCount(count, batch);
    transform(imStart, reStart, count, size, a, b, plane, turnStart, plan, radices.length, 1 / size);
  };
  return { size, batch, re, im, forward, inverse };
}

/** exp(-j 2 pi p q / n) of each stage but the last, n its size: `[q - 1][re, im][p]`, q below its radix r, p below n / r. */
function stageTurns(size: number, radices: readonly number[]): Float32Array {
  const turns: number[] = [];
  let left = size;
  for (const radix of radices.slice(0, -1)) {
    const part = left / radix;
    for (let q = 1; q < radix; q++) {
      for (let p = 0; p < part; p++) turns.push(Math.cos((2 * Math.PI * p * q) / left));
      for (let p = 0; p < part; p++) turns.push(-Math.sin((2 * Math.PI * p * q) / left));
    }
    left = part;
  }
  return Float32Array.from(turns);
}
