import { wasmBase64 } from "../generated/symbol-mapper.js";
import { wasmInstance } from "../wasm-instance.js";
import { checkMapperCount, checkMapperShape, type MapperShape, type SymbolMapper } from "./symbol-mapper.js";

const alignment = 16;
/** Room for what the module itself holds below its heap. */
const staticBytes = 65_536;
/** Bytes behind the last bit that may be read. */
const readAhead = 16;

/** Bits to the points of a constellation in WebAssembly, all bits of a symbol at once. */
export function symbolMapperSimd(shape: MapperShape): SymbolMapper {
  checkMapperShape(shape);
  const { bitsPerSymbol, pointsRe, pointsIm, symbols } = shape;
  const points = pointsRe.length;
  const bitBytes = alignment * Math.ceil((symbols * bitsPerSymbol + readAhead) / alignment);
  const { functions, memory } = wasmInstance(wasmBase64, staticBytes + 8 * points + 8 * symbols + bitBytes);
  const table = Math.ceil(functions.heapBase() / alignment) * alignment;
  const bits = table + 8 * points;
  const re = bits + bitBytes;
  const im = re + 4 * symbols;
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
