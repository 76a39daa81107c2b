import { wasmBase64 } from "../generated/precoder.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import { checkPrecodingShape, type Precoder, type PrecodingShape } from "./precoder.js";

/** The precoder in WebAssembly SIMD; all its arrays lie in the module's own memory. */
export function precoderSimd(shape: PrecodingShape): Precoder {
  checkPrecodingShape(shape);
  const { ports, layers, groups, elementsPerGroup } = shape;
  const elements = groups * elementsPerGroup;
  const weights = groups * ports * layers;
  const lengths = [weights, weights, layers * elements, layers * elements, ports * elements, ports * elements];
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const starts = lengths.map((length) => layout.take(4 * length));
  reserve(layout.end);
  const [weightsRe, weightsIm, layersRe, layersIm, portsRe, portsIm] = starts.map(
    (start, index) => new Float32Array(memory.buffer, start, lengths[index]),
  );
  const apply = () => {
    for (let group = 0; group < groups; group++) {
      const w = 4 * group * ports * layers;
      const x = 4 * group * elementsPerGroup;
      functions.precode(
        weightsRe.byteOffset + w,
        weightsIm.byteOffset + w,
        layersRe.byteOffset + x,
        layersIm.byteOffset + x,
        portsRe.byteOffset + x,
        portsIm.byteOffset + x,
        ports,
        layers,
        4 * elements,
        elementsPerGroup,
      );
    }
  };
  return { weightsRe, weightsIm, layersRe, layersIm, portsRe, portsIm, apply };
}
