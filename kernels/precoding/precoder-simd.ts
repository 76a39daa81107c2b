import { wasmBase64 } from "../generated/precoder.js";
import { wasmInstance } from "../wasm-instance.js";
import { checkPrecodingShape, type Precoder, type PrecodingShape } from "./precoder.js";

const alignment = 16;
/** Room for what the module itself holds below its heap. */
const staticBytes = 65_536;

/** The precoder in WebAssembly SIMD; all its arrays lie in the module's own memory. */
export function precoderSimd(shape: PrecodingShape): Precoder {
  checkPrecodingShape(shape);
  const { ports, layers, groups, elementsPerGroup } = shape;
  const elements = groups * elementsPerGroup;
  const weights = groups * ports * layers;
  const lengths = [weights, weights, layers * elements, layers * elements, ports * elements, ports * elements];
  const sizes = lengths.map((length) => alignment * Math.ceil((4 * length) / alignment));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const { functions, memory } = wasmInstance(wasmBase64, staticBytes + total);
  let next = alignment * Math.ceil(functions.heapBase() / alignment);
  const [weightsRe, weightsIm, layersRe, layersIm, portsRe, portsIm] = lengths.map((length, index) => {
    const address = next;
    next += sizes[index];
    return new Float32Array(memory.buffer, address, length);
  });
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
