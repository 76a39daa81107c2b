import { checkNrWhole } from "./nr-setting-error.js";

/**
 * Layers of each code word, in turn: TS 38.211, Table 7.3.1.3-1.
 *
 * One code word up to 4 layers, two for 5 to 8, the first of them with half the layers, rounded down. Symbol i of a code
 * word on `n` layers lies on its layer i mod n, in place floor(i / n).
 */
export function nrCodeWordLayers(layers: number): readonly number[] {
  checkNrWhole("layers", layers, 1, 8);
  if (layers <= 4) return [layers];
  return [Math.floor(layers / 2), Math.ceil(layers / 2)];
}
