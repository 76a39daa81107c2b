import { wasmBase64 } from "../generated/symbol-channel.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import { checkChannelCall, checkSymbols, mostSymbols, type SymbolChannel } from "./symbol-channel.js";

const lanes = 4;
const arrays = 9;

/** Gain and noise in WebAssembly SIMD, float32; the arrays lie in the module's own memory. */
export function symbolChannelSimd(symbols: number): SymbolChannel {
  checkSymbols("symbols", symbols, mostSymbols);
  const stride = 4 * lanes * Math.ceil(symbols / lanes);
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const start = layout.take(arrays * stride);
  reserve(layout.end);
  const array = (index: number) => new Float32Array(memory.buffer, start + index * stride, symbols);
  const [sentRe, sentIm, gainRe, gainIm, noiseRe, noiseIm] = [
    array(0),
    array(1),
    array(2),
    array(3),
    array(4),
    array(5),
  ];
  const [re, im, snr] = [array(6), array(7), array(8)];
  const call = (run: (...numbers: number[]) => number) => (count: number, noiseVariance: number) => {
    checkChannelCall(count, symbols, noiseVariance);
    run(start, stride, lanes * Math.ceil(count / lanes), Math.sqrt(noiseVariance / 2), 1 / noiseVariance);
  };
  const addNoise = call(functions.addNoise);
  const fade = call(functions.fade);
  return { sentRe, sentIm, gainRe, gainIm, noiseRe, noiseIm, re, im, snr, addNoise, fade };
}
