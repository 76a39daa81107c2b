import { wasmBase64 } from "../generated/gaussian.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import type { GaussianSource } from "./gaussian.js";

/** Samples made at a time, so that they stay in the first cache until they are copied out. */
const chunkSamples = 2048;

/** Gaussian samples in WebAssembly SIMD, 32 at a time: those of `gaussianSource`, bit for bit. */
export function gaussianSimd(): GaussianSource {
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const start = layout.take(4 * chunkSamples);
  reserve(layout.end);
  const chunk = new Float32Array(memory.buffer, start, chunkSamples);
  const { gaussianFill } = functions;
  const fill: GaussianSource["fill"] = (out, key0, key1, number, firstBlock = 0, deviation = 1) => {
    const n0 = number % 2 ** 32;
    const n1 = Math.floor(number / 2 ** 32);
    for (let at = 0; at < out.length; at += chunkSamples) {
      const samples = Math.min(chunkSamples, out.length - at);
      const block = firstBlock + at / 4;
      const groups = Math.ceil(samples / 32);
      gaussianFill(start, groups, block % 2 ** 32, Math.floor(block / 2 ** 32), n0, n1, key0, key1, deviation);
      out.set(samples === chunkSamples ? chunk : chunk.subarray(0, samples), at);
    }
  };
  return { fill };
}
