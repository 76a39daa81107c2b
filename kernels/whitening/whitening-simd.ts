import { wasmBase64 } from "../generated/whitening.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import {
  checkPivot,
  checkWhiteningRange,
  checkWhiteningShape,
  leastPivotShare,
  type Whitening,
  type WhiteningShape,
} from "./whitening.js";

/** Whitening in WebAssembly SIMD: factors in float64, four elements of a column at a time in float32. */
export function whiteningSimd(shape: WhiteningShape): Whitening {
  checkWhiteningShape(shape);
  const { receive, columns, elements, groupElements } = shape;
  const entries = receive * receive;
  const covariances = Math.ceil(elements / groupElements) * entries;
  const numbers = receive * columns * elements;
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const [aRe, aIm] = [layout.take(8 * covariances), layout.take(8 * covariances)];
  const [reStart, imStart] = [layout.take(4 * numbers), layout.take(4 * numbers)];
  const double = layout.take(16 * entries);
  const factors = layout.take(8 * entries);
  reserve(layout.end);
  const covarianceRe = new Float64Array(memory.buffer, aRe, covariances);
  const covarianceIm = new Float64Array(memory.buffer, aIm, covariances);
  const re = new Float32Array(memory.buffer, reStart, numbers);
  const im = new Float32Array(memory.buffer, imStart, numbers);
  const failure = new Float64Array(memory.buffer, double, 2);
  const whiten = (first = 0, count = elements - first) => {
    checkWhiteningRange(shape, first, count);
    for (let from = first; from < first + count; ) {
      const group = Math.floor(from / groupElements);
      const to = Math.min(first + count, (group + 1) * groupElements);
      const at = 8 * group * entries;
      const branch = functions.factorise(aRe + at, aIm + at, receive, leastPivotShare, double, factors);
      if (branch >= 0) checkPivot(failure[0], failure[1], group, branch);
      functions.whiten(reStart, imStart, receive, columns, 4 * elements, 4 * from, 4 * to, factors);
      from = to;
    }
  };
  return { covarianceRe, covarianceIm, re, im, whiten };
}
