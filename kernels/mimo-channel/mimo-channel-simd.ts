import { wasmBase64 } from "../generated/mimo-channel.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import { checkMimoChannelShape, type MimoChannel, type MimoChannelShape } from "./mimo-channel.js";

/** The channel in WebAssembly SIMD, float32; all its arrays lie in the module's own memory. */
export function mimoChannelSimd(shape: MimoChannelShape): MimoChannel {
  checkMimoChannelShape(shape);
  const { receivePorts, transmitPorts, elements } = shape;
  const gains = receivePorts * transmitPorts * elements;
  const [sent, received] = [transmitPorts * elements, receivePorts * elements];
  const lengths = [gains, gains, sent, sent, received, received];
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const starts = lengths.map((length) => layout.take(4 * length));
  reserve(layout.end);
  const [gainRe, gainIm, sentRe, sentIm, receivedRe, receivedIm] = starts.map(
    (start, index) => new Float32Array(memory.buffer, start, lengths[index]),
  );
  const apply = () => {
    functions.applyChannel(...starts, receivePorts, transmitPorts, elements);
  };
  return { gainRe, gainIm, sentRe, sentIm, receivedRe, receivedIm, apply };
}
