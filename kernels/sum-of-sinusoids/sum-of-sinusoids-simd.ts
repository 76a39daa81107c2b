import { wasmBase64 } from "../generated/sum-of-sinusoids.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import { checkSinusoids, checkSinusoidsShape, type SinusoidsShape, type SumOfSinusoids } from "./sum-of-sinusoids.js";

/** Bytes of a vector: the last one of a row runs over its end. */
const overrun = 16;

/** Sums of sinusoids in WebAssembly SIMD: phases in float64, sines and sums in float32. */
export function sumOfSinusoidsSimd(shape: SinusoidsShape): SumOfSinusoids {
  checkSinusoidsShape(shape);
  const { paths, sinusoids, times } = shape;
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const [timeStart, frequencyStart, phaseStart, amplitudeStart, reStart, imStart] = [
    layout.take(8 * times + 2 * overrun),
    layout.take(8 * paths * sinusoids),
    layout.take(8 * paths * sinusoids),
    layout.take(4 * paths * sinusoids),
    layout.take(4 * paths * times + overrun),
    layout.take(4 * paths * times + overrun),
  ];
  reserve(layout.end);
  const { buffer } = memory;
  const made = {
    time_s: new Float64Array(buffer, timeStart, times),
    frequency_Hz: new Float64Array(buffer, frequencyStart, paths * sinusoids),
    phase_turns: new Float64Array(buffer, phaseStart, paths * sinusoids),
    amplitude: new Float32Array(buffer, amplitudeStart, paths * sinusoids),
    sumRe: new Float32Array(buffer, reStart, paths * times),
    sumIm: new Float32Array(buffer, imStart, paths * times),
  };
  const starts = [timeStart, frequencyStart, phaseStart, amplitudeStart, reStart, imStart] as const;
  const apply = () => {
    checkSinusoids(made);
    functions.sumSinusoids(...starts, paths, sinusoids, times);
  };
  return { ...made, apply };
}
