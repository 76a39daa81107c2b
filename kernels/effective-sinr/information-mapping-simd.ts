import { wasmBase64 } from "../generated/information-mapping.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import type { BlockMapping, BlockShape } from "./block-sinrs.js";
import { checkInformationMapping, meanInformation } from "./information-mapping.js";
import { type InformationTable, tableEntries } from "./information-table.js";

/** The mapping by mutual information in WebAssembly SIMD; `sinr` lies in the module's own memory. */
export function informationMappingSimd(shape: BlockShape, { entries }: InformationTable): BlockMapping {
  checkInformationMapping(shape, entries);
  const { blocks, elements } = shape;
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const [table, start] = [layout.take(4 * tableEntries), layout.take(4 * blocks * elements)];
  reserve(layout.end);
  new Float32Array(memory.buffer, table, tableEntries).set(entries);
  const sinr = new Float32Array(memory.buffer, start, blocks * elements);
  const mapped = new Float64Array(blocks);
  const map = () => {
    for (let block = 0; block < blocks; block++) {
      const sum = functions.informationSum(start + 4 * block * elements, elements, table);
      mapped[block] = meanInformation(sinr, block, elements, sum);
    }
  };
  return { sinr, mapped, map };
}
