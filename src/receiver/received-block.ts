/**
 * Data elements of a slot as a front end hands them over: y = H x + n at every element, x of unit mean power a layer, n
 * white over the receive branches (whitened where interference was coloured).
 *
 * The layers are those of all code words in the order of the list of words, the first word's first.
 */
export interface ReceivedBlock {
  /** Receive branches, 1 to 64. */
  readonly receive: number;
  /** Layers of all code words, 1 to 8. */
  readonly layers: number;
  readonly elements: number;
  /** `[receive][element]` */
  readonly yRe: Float32Array;
  readonly yIm: Float32Array;
  /** Estimated channel, the amplitudes of the transmitters in it: `[receive][layer][element]`. */
  readonly hRe: Float32Array;
  readonly hIm: Float32Array;
  /** Variance of the complex noise of each receive branch. */
  noiseVariance: number;
  /**
   * Mean-square error of each entry of a layer's channel, `[layer]`; 0 where it is known perfectly. A layer of unit
   * power leaves so much noise in each branch, whether it is detected or cancelled.
   */
  readonly errorVariance: Float64Array;
  /**
   * Elements with the same number, from 0, share the error of their channel estimates: `[element]`. Needed where a
   * cancelled layer's channel is estimated anew from its symbols.
   */
  readonly errorGroups?: Int32Array;
}

/** @throws RangeError where a shape does not fit, or a variance is no number that a block can have */
export function checkReceivedBlock(block: ReceivedBlock): void {
  const { receive, layers, elements, noiseVariance, errorVariance, errorGroups } = block;
  checkWhole("receive", receive, 64);
  checkWhole("layers", layers, 8);
  checkWhole("elements", elements, Number.MAX_SAFE_INTEGER);
  checkLength("yRe", block.yRe, receive * elements);
  checkLength("yIm", block.yIm, receive * elements);
  checkLength("hRe", block.hRe, receive * layers * elements);
  checkLength("hIm", block.hIm, receive * layers * elements);
  checkLength("errorVariance", errorVariance, layers);
  if (errorGroups) checkLength("errorGroups", errorGroups, elements);
  if (!(noiseVariance > 0 && noiseVariance < Infinity)) {
    throw new RangeError(`ReceivedBlock: noiseVariance: expected a finite number above 0, found ${noiseVariance}`);
  }
  for (const variance of errorVariance) {
    if (!(variance >= 0 && variance < Infinity)) {
      throw new RangeError(`ReceivedBlock: errorVariance: expected finite numbers from 0, found ${variance}`);
    }
  }
}

function checkWhole(name: string, value: number, most: number): void {
  if (!(Number.isInteger(value) && value >= 1 && value <= most)) {
    throw new RangeError(`ReceivedBlock: ${name}: expected a whole number from 1 to ${most}, found ${value}`);
  }
}

function checkLength(name: string, array: ArrayLike<number>, length: number): void {
  if (array.length !== length) {
    throw new RangeError(`ReceivedBlock: ${name}: expected ${length} numbers, found ${array.length}`);
  }
}
