import { wasmBase64 } from "../generated/exponential-mapping.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import { type BlockShape, checkBlockShape } from "./block-sinrs.js";
import { checkedBeta, type ExponentialMapping, effectiveSinr } from "./exponential-mapping.js";

/** The exponential mapping in WebAssembly SIMD, float32 with float64 sums; `sinr` lies in the module's own memory. */
export function exponentialMappingSimd(shape: BlockShape): ExponentialMapping {
  checkBlockShape("exponentialMapping", shape);
  const { blocks, elements } = shape;
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const start = layout.take(4 * blocks * elements);
  reserve(layout.end);
  const { smallest, exponentialSum } = functions;
  const sinr = new Float32Array(memory.buffer, start, blocks * elements);
  const beta = new Float32Array(blocks);
  const mapped = new Float64Array(blocks);
  const map = () => {
    for (let block = 0; block < blocks; block++) {
      const scale = checkedBeta(beta, block);
      const address = start + 4 * block * elements;
      const minimum = smallest(address, elements);
      const sum = exponentialSum(address, elements, minimum, 1 / scale);
      mapped[block] = effectiveSinr(sinr, block, elements, minimum, sum, scale);
    }
  };
  return { sinr, beta, mapped, map };
}
