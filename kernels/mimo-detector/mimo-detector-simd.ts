import { wasmBase64 } from "../generated/linear-detector.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import { LinearElement } from "./linear-element.js";
import {
  checkDetection,
  checkMimoDetectorShape,
  type LinearDetector,
  type MimoDetector,
  type MimoDetectorShape,
} from "./mimo-detector.js";

const lanes = 4;
/** Pivot, power, factor, fall and rise of a layer, each in all lanes. */
const layerConstants = 5 * lanes;

/**
 * Share of its power that a layer must keep beside those before it to be done in float32: a sum's last digit is then
 * at most 2^-15 of what is left.
 */
const float32Share = 2 ** -9;

/**
 * The linear detector in WebAssembly SIMD: four elements at a time, the arithmetic of up to 8 layers unrolled.
 *
 * Gauss and Jordan's elimination of G = H^H H in float32; four elements one of which has layers that are nearly
 * dependent (a share up to 2^-9 of a layer's power is left beside the others and the noise) are done again in float64,
 * at a fifth of the speed. Layers that are dependent under zero forcing take the reference's way.
 */
export function mimoDetectorSimd(shape: MimoDetectorShape): MimoDetector {
  checkMimoDetectorShape(shape);
  const { receive, layers, elements } = shape;
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const rows = [receive * layers, receive * layers, receive, receive, layers, layers, layers];
  const whole = rows.map((count) => layout.take(4 * count * elements));
  const few = rows.map((count) => layout.take(4 * count * lanes));
  const constantStart = layout.take(4 * layers * layerConstants);
  const scratch = layout.take(functions.scratchBytes(layers));
  reserve(layout.end);
  const view = (start: number, length: number) => new Float32Array(memory.buffer, start, length);
  const arrays = rows.map((count, index) => view(whole[index], count * elements));
  const fewArrays = rows.map((count, index) => view(few[index], count * lanes));
  const [hRe, hIm, yRe, yIm, xRe, xIm, sinr] = arrays;
  const power = new Float32Array(layers).fill(1);
  const constants = view(constantStart, layers * layerConstants);
  const [filter, combine] = [functions[`filter${layers}`], functions[`combine${layers}`]];
  const buffers = { hRe, hIm, yRe, yIm, power, xRe, xIm, sinr };
  const element = new LinearElement(receive, layers, elements);

  /** Detects whole vectors; `from` and `to` in bytes. */
  const run = (
    kind: LinearDetector,
    at: readonly number[],
    stride: number,
    from: number,
    to: number,
    noise: number,
  ) => {
    const [h0, h1, y0, y1, x0, x1, s] = at;
    if (kind === "mrc") {
      combine(h0, h1, y0, y1, x0, x1, s, receive, stride, from, to, constantStart, noise);
      return 0;
    }
    const share = float32Share;
    return filter(h0, h1, y0, y1, x0, x1, s, receive, stride, from, to, constantStart, noise, share, scratch);
  };
  const detect = (kind: LinearDetector, first: number, count: number, noiseVariance: number) => {
    checkDetection(shape, power, first, count, noiseVariance);
    setConstants(constants, kind, power, noiseVariance);
    let handed = 0;
    if (count >= lanes) {
      const end = first + count;
      const rest = count % lanes;
      handed = run(kind, whole, 4 * elements, 4 * first, 4 * (end - rest), noiseVariance);
      // The last vector reaches back to elements that are done: they come out the same.
      if (rest > 0) handed += run(kind, whole, 4 * elements, 4 * (end - lanes), 4 * end, noiseVariance);
    } else if (count > 0) {
      copyIn(arrays, fewArrays, rows, elements, first, count);
      handed = run(kind, few, 4 * lanes, 0, 4 * lanes, noiseVariance);
      copyOut(arrays, fewArrays, rows, elements, first, count);
    }
    if (handed === 0 || kind !== "zf") return;
    for (let at = first; at < first + count; at++) {
      if (sinr[at] === -1) element.detect(kind, buffers, at, noiseVariance);
    }
  };
  return { ...buffers, detect };
}

/**
 * What the elimination takes of each layer: S_kk's pivot is `pivot` + `power` S_kk, index k is scaled by `factor` over
 * it, S_kk falls by `fall` and 1 - power_k S_kk / N0 rises by `rise` times what later layers take. Zero forcing is the
 * limit of N0 to 0 in units of N0; it leaves out layers of power 0.
 */
function setConstants(constants: Float32Array, kind: LinearDetector, power: Float32Array, noiseVariance: number): void {
  for (let layer = 0; layer < power.length; layer++) {
    const at = layer * layerConstants;
    const isForced = kind === "zf" && power[layer] > 0;
    const one = kind === "zf" ? 1 : noiseVariance;
    constants.fill(isForced ? 0 : one, at, at + lanes);
    constants.fill(isForced ? 1 : power[layer], at + lanes, at + 2 * lanes);
    constants.fill(one, at + 2 * lanes, at + 3 * lanes);
    constants.fill(isForced ? 0 : 1, at + 3 * lanes, at + 4 * lanes);
    constants.fill(isForced ? 1 : power[layer] / one, at + 4 * lanes, at + 5 * lanes);
  }
}

/** Copies less than a vector of elements of h and y, the last one repeated. */
function copyIn(
  arrays: readonly Float32Array[],
  few: readonly Float32Array[],
  rows: readonly number[],
  elements: number,
  first: number,
  count: number,
): void {
  for (let index = 0; index < 4; index++) {
    for (let row = 0; row < rows[index]; row++) {
      for (let lane = 0; lane < lanes; lane++) {
        few[index][row * lanes + lane] = arrays[index][row * elements + first + Math.min(lane, count - 1)];
      }
    }
  }
}

/** Copies their x and SINR back. */
function copyOut(
  arrays: readonly Float32Array[],
  few: readonly Float32Array[],
  rows: readonly number[],
  elements: number,
  first: number,
  count: number,
): void {
  for (let index = 4; index < rows.length; index++) {
    for (let row = 0; row < rows[index]; row++) {
      for (let lane = 0; lane < count; lane++) {
        arrays[index][row * elements + first + lane] = few[index][row * lanes + lane];
      }
    }
  }
}
