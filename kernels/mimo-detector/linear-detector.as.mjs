// Writes the AssemblyScript of the linear detector: a function for each number of layers in float32, unrolled, and one in
// float64 for elements whose layers are nearly dependent.
import { combineSource, filterSource } from "./linear-source.mjs";

const mostLayers = 8;

/** AssemblyScript of the detector. */
export function source() {
  const layers = Array.from({ length: mostLayers }, (_, index) => index + 1);
  return `
import { filterDouble } from "../assembly/linear-double.as";

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

export { scratchBytes } from "../assembly/linear-double.as";
${layers.map(filterSource).join("\n")}
${layers.map(combineSource).join("\n")}
`;
}
