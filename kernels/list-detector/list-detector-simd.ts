import { wasmBase64 } from "../generated/list-detector.js";
import { wasmInstance } from "../wasm-instance.js";
import { WasmLayout } from "../wasm-layout.js";
import {
  checkedListDetectorShape,
  checkListDetection,
  type ListDetector,
  type ListDetectorShape,
} from "./list-detector.js";

const vectorBytes = 16;
/** Numbers and addresses that the module has of a layer. */
const layerWords = 8;
/** Vectors read up to three elements behind the last. */
const padding = 3;

/**
 * Detection of layers together in WebAssembly SIMD, float32: maximum likelihood goes through the hypotheses of four
 * elements at a time; K-best searches one element at a time, four points a vector, and keeps its survivors in a heap.
 *
 * Exact LLRs whose size with the prior is beyond 60 are those of the nearest hypotheses: off by ln of how many there are.
 */
export function listDetectorSimd(shape: ListDetectorShape): ListDetector {
  const { receive, elements, constellations, llrs: kind, survivors, clip } = checkedListDetectorShape(shape);
  const layers = constellations.length;
  const bits = constellations.reduce((sum, { bitsPerSymbol }) => sum + bitsPerSymbol, 0);
  const { functions, memory, reserve } = wasmInstance(wasmBase64);
  const layout = new WasmLayout(functions.heapBase());
  const lengths = [receive * layers, receive * layers, receive, receive, bits, bits].map((count) => count * elements);
  const starts = lengths.map((length, index) => layout.take(4 * (length + padding * (index < 4 ? 1 : bits))));
  const table = layout.take(4 * layers * layerWords);
  const columns = layout.take(2 * vectorBytes * (layers + 1) * receive);
  const triangle = layout.take(2 * vectorBytes * layers * (layers + 1));
  const chosen = layout.take(2 * vectorBytes * layers);
  const tables = constellations.map(({ pointsRe }) => {
    const points = Math.max(4, pointsRe.length);
    const planes = [layout.take(4 * points), layout.take(4 * points)];
    return [...planes, ...[0, 1, 2].map(() => layout.take(vectorBytes * points))];
  });
  const hasLimit = clip < Infinity || survivors < hypothesesOf(shape);
  const list = hasLimit ? survivors : 0;
  const [order, heap, metrics] = [layout.take(4 * layers), layout.take(8 * list), layout.take(4 * list + vectorBytes)];
  const [paths, pathsBefore] = [layout.take(8 * list + 8), layout.take(8 * list + 8)];
  const weights = layout.take(4 * list + vectorBytes);
  reserve(layout.end);
  const view = (index: number) => new Float32Array(memory.buffer, starts[index], lengths[index]);
  const [hRe, hIm, yRe, yIm, priors, llrs] = starts.map((_, index) => view(index));
  let offset = 0;
  for (const [layer, { bitsPerSymbol, pointsRe, pointsIm }] of constellations.entries()) {
    const words = new Int32Array(memory.buffer, table + 4 * layer * layerWords, layerWords);
    words.set([bitsPerSymbol, offset, ...tables[layer]]);
    for (const [index, points] of [pointsRe, pointsIm].entries()) {
      new Float32Array(memory.buffer, tables[layer][index], points.length).set(points);
    }
    offset += bitsPerSymbol;
  }
  const isExact = kind === "exact" ? 1 : 0;
  functions.configure(...starts, receive, layers, elements, bits, isExact, table, columns, triangle, chosen);
  functions.configureSearch(order, heap, survivors, metrics, paths, pathsBefore, weights, clip);
  const { search, detectAll } = functions;
  const detect = (first: number, count: number, noiseVariance: number) => {
    checkListDetection(elements, first, count, noiseVariance);
    (hasLimit ? search : detectAll)(first, count, 1 / Math.sqrt(noiseVariance));
  };
  return { hRe, hIm, yRe, yIm, priors, llrs, bits, detect };
}

function hypothesesOf({ constellations }: ListDetectorShape): number {
  return constellations.reduce((product, { pointsRe }) => product * pointsRe.length, 1);
}
