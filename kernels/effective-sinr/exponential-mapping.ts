import { type BlockMapping, type BlockShape, checkBlockShape, refuseSinrs } from "./block-sinrs.js";

/** What the exponential mapping holds besides the SINRs. */
export interface ExponentialMapping extends BlockMapping {
  /** One a block, above 0: the factor that is calibrated for each modulation and code rate. Fill before `map`. */
  readonly beta: Float32Array;
}

/** A form of this kernel: makes a mapping of the given shape. */
export type ExponentialMappingForm = (shape: BlockShape) => ExponentialMapping;

const owner = "exponentialMapping";

/**
 * Effective SINR of each block by the exponential mapping (EESM): the reference form.
 *
 *     effective = -beta ln( mean of exp(-sinr / beta) )
 *
 * Computed as min - beta ln(mean of exp(-(sinr - min) / beta)), which is the same number and does not underflow at
 * high SINR. `mapped` receives it, linear; a block whose SINRs are all infinite is refused. O(blocks elements), one exp an element.
 */
export function exponentialMapping(shape: BlockShape): ExponentialMapping {
  checkBlockShape(owner, shape);
  const { blocks, elements } = shape;
  const sinr = new Float32Array(blocks * elements);
  const beta = new Float32Array(blocks);
  const mapped = new Float64Array(blocks);
  const map = () => {
    for (let block = 0; block < blocks; block++) {
      const scale = checkedBeta(beta, block);
      const start = block * elements;
      let minimum = sinr[start];
      for (let i = start; i < start + elements; i++) minimum = Math.min(minimum, sinr[i]);
      let sum = 0;
      for (let i = start; i < start + elements; i++) sum += Math.exp((minimum - sinr[i]) / scale);
      mapped[block] = effectiveSinr(sinr, block, elements, minimum, sum, scale);
    }
  };
  return { sinr, beta, mapped, map };
}

/** The end that all forms share: from a block's smallest SINR and its sum of exp(-(sinr - smallest) / beta). */
export function effectiveSinr(
  sinr: Float32Array,
  block: number,
  elements: number,
  minimum: number,
  sum: number,
  beta: number,
): number {
  // A NaN has left its mark in one of the two; an infinite element has added its share of the sum, 0.
  if (!(minimum >= 0 && minimum < Infinity && sum > 0)) refuseSinrs(owner, sinr, block, elements);
  return minimum - beta * Math.log(sum / elements);
}

/** @throws RangeError unless the block's beta is above 0 and finite */
export function checkedBeta(beta: Float32Array, block: number): number {
  const value = beta[block];
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`${owner}: beta: expected a finite number above 0, found ${value} for block ${block}`);
  }
  return value;
}
