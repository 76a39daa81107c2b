import type { LayerPlan } from "./layer-plan.js";
import { type LdpcArithmetic, largestSumProductMagnitude } from "./ldpc-arithmetic.js";

/**
 * Adds to the columns that are input only (of one edge, e.g. NR's extension parity) what their check says of them: the
 * decoder itself never computes that message, since nothing else hears of it. In LLR units, by the check rule without the
 * rounding of counts. O(edges Z).
 *
 * @param z           lifting size
 * @param messages    check to variable, edge by edge in the code's order, Z each, in LLR units
 * @param posteriors  of the columns, Z each, in LLR units; those of the input columns are added to
 */
export function addInputMessages(
  { layers }: LayerPlan,
  z: number,
  { factor, offset, scale, isSumProduct }: LdpcArithmetic,
  messages: Float32Array,
  posteriors: Float32Array,
): void {
  const less = offset / scale;
  for (const { edges, input } of layers) {
    if (!input) continue;
    for (let i = 0; i < z; i++) {
      let isNegative = false;
      let least = Infinity;
      let sum = 0;
      for (let e = 0; e < edges.length; e++) {
        const { column, shift, index, lacksFirst } = edges[e];
        if (lacksFirst && i === 0) continue;
        const at = i + shift < z ? i + shift : i + shift - z;
        const q = posteriors[column * z + at] - messages[index * z + i];
        const magnitude = Math.abs(q);
        if (q < 0) isNegative = !isNegative;
        if (magnitude < least) least = magnitude;
        if (isSumProduct) sum += negativeLogTanh(Math.min(magnitude, largestSumProductMagnitude));
      }
      const magnitude = isSumProduct ? negativeLogTanh(sum) : Math.max(0, least * factor - less);
      const at = input.column * z + (i + input.shift < z ? i + input.shift : i + input.shift - z);
      posteriors[at] += isNegative ? -magnitude : magnitude;
    }
  }
}

/** -ln tanh(x / 2), its own inverse: ln(1 + 2 / (exp(x) - 1)), where neither end loses digits. */
export function negativeLogTanh(x: number): number {
  return Math.log1p(2 / Math.expm1(x));
}
