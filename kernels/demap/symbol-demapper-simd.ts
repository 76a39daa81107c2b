import { wasmBase64 } from "../generated/symbol-demapper.js";
import { type WasmFunctions, wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import { grayLevel, graySquareSpacing } from "./gray-square.js";
import { checkDemapperShape, checkSymbolCount, type DemapperShape, type SymbolDemapper } from "./symbol-demapper.js";

const lanes = 4;
const vectorBytes = 16;
/** Of a point in the module's memory: its energy and -2 times its parts, each in all lanes. */
const pointNumbers = 3 * lanes;

/**
 * LLRs by the nearest points in WebAssembly SIMD, float32.
 *
 * Square QAM with Gray labels takes a closed form, O(bitsPerSymbol) for any size; other constellations
 * O(2^bitsPerSymbol).
 */
export function maxLogDemapperSimd(shape: DemapperShape): SymbolDemapper {
  const spacing = graySquareSpacing(shape);
  const { bitsPerSymbol, pointsRe, pointsIm } = shape;
  if (spacing !== undefined) {
    return demapperSimd(shape, [], [], ({ graySquareMaxLog }, { re, im, snr, llrs }) => {
      return (count) => graySquareMaxLog(count, re, im, snr, llrs, bitsPerSymbol / 2, spacing);
    });
  }
  return demapperSimd(shape, pointsRe, pointsIm, ({ anyMaxLog }, { re, im, snr, llrs, points, scratch }) => {
    return (count) => anyMaxLog(count, re, im, snr, llrs, bitsPerSymbol, points, scratch);
  });
}

/**
 * Exact LLRs in WebAssembly SIMD, float32; no likelihood underflows.
 *
 * Square QAM with Gray labels costs O(2^(bitsPerSymbol / 2)), other constellations O(2^bitsPerSymbol).
 */
export function exactDemapperSimd(shape: DemapperShape): SymbolDemapper {
  const { bitsPerSymbol, pointsRe, pointsIm } = shape;
  // Two points, or two levels a part: the nearest are all there are.
  if (bitsPerSymbol === 1) return maxLogDemapperSimd(shape);
  const spacing = graySquareSpacing(shape);
  if (spacing === undefined) {
    return demapperSimd(shape, pointsRe, pointsIm, ({ anyExact }, { re, im, snr, llrs, points, scratch }) => {
      return (count) => anyExact(count, re, im, snr, llrs, bitsPerSymbol, points, scratch);
    });
  }
  if (bitsPerSymbol === 2) return maxLogDemapperSimd(shape);
  const levelBits = bitsPerSymbol / 2;
  const levels = Array.from({ length: 2 ** levelBits }, (_, bits) => spacing * grayLevel(bits, levelBits));
  const zeros = levels.map(() => 0);
  return demapperSimd(shape, levels, zeros, ({ graySquareExact }, { re, im, snr, llrs, points, scratch }) => {
    return (count) => graySquareExact(count, re, im, snr, llrs, levelBits, points, scratch);
  });
}

interface Addresses {
  readonly re: number;
  readonly im: number;
  readonly snr: number;
  readonly llrs: number;
  readonly points: number;
  readonly scratch: number;
}

/** Lays out the memory of a demapper; `bind` gives the function that demaps a multiple of four symbols. */
function demapperSimd(
  shape: DemapperShape,
  pointsRe: ArrayLike<number>,
  pointsIm: ArrayLike<number>,
  bind: (functions: WasmFunctions, addresses: Addresses) => (count: number) => void,
): SymbolDemapper {
  checkDemapperShape(shape);
  const { symbols, bitsPerSymbol } = shape;
  const padded = lanes * Math.ceil(symbols / lanes);
  const points = pointsRe.length;
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const addresses: Addresses = {
    re: layout.take(4 * padded),
    im: layout.take(4 * padded),
    snr: layout.take(4 * padded),
    llrs: layout.take(4 * padded * bitsPerSymbol),
    points: layout.take(4 * points * pointNumbers),
    // Likelihoods take two vectors a label, in two sets where the parts are demapped apart.
    scratch: layout.take(4 * points * vectorBytes),
  };
  reserve(layout.end);
  const table = new Float32Array(memory.buffer, addresses.points, points * pointNumbers);
  for (let point = 0; point < points; point++) {
    const terms = [pointsRe[point] ** 2 + pointsIm[point] ** 2, -2 * pointsRe[point], -2 * pointsIm[point]];
    for (const [term, value] of terms.entries()) {
      table.fill(value, point * pointNumbers + term * lanes, point * pointNumbers + (term + 1) * lanes);
    }
  }
  const run = bind(functions, addresses);
  return {
    re: new Float32Array(memory.buffer, addresses.re, symbols),
    im: new Float32Array(memory.buffer, addresses.im, symbols),
    snr: new Float32Array(memory.buffer, addresses.snr, symbols),
    llrs: new Float32Array(memory.buffer, addresses.llrs, symbols * bitsPerSymbol),
    demap: (count) => {
      checkSymbolCount(count, symbols);
      run(lanes * Math.ceil(count / lanes));
    },
  };
}
