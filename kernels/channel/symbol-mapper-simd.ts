import { wasmBase64 } from "../generated/symbol-mapper.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import { checkMapperCount, checkMapperShape, type MapperShape, type SymbolMapper } from "./symbol-mapper.js";

/** Bytes behind the last bit that may be read. */
const readAhead = 16;

/** Bits to the points of a constellation in WebAssembly, all bits of a symbol at once. */
export function symbolMapperSimd(shape: MapperShape): SymbolMapper {
  checkMapperShape(shape);
  const { bitsPerSymbol, pointsRe, pointsIm, symbols } = shape;
  const points = pointsRe.length;
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const table = layout.take(8 * points);
  const bits = layout.take(symbols * bitsPerSymbol + readAhead);
  const [re, im] = [layout.take(4 * symbols), layout.take(4 * symbols)];
  reserve(layout.end);
  const tableView = new Float32Array(memory.buffer, table, 2 * points);
  for (let label = 0; label < points; label++) tableView.set([pointsRe[label], pointsIm[label]], 2 * label);
  const { mapSymbols } = functions;
  return {
    bits: new Uint8Array(memory.buffer, bits, symbols * bitsPerSymbol),
    re: new Float32Array(memory.buffer, re, symbols),
    im: new Float32Array(memory.buffer, im, symbols),
    map: (count) => {
      checkMapperCount(count, symbols);
      mapSymbols(bits, count, bitsPerSymbol, table, re, im);
    },
  };
}
