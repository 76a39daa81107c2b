/** Blocks that are mapped together, e.g. the transport blocks of a slot, each with as many resource elements. */
export interface BlockShape {
  readonly blocks: number;
  readonly elements: number;
}

/** Owns the work buffers of a mapping from the SINRs of a block's resource elements to one number a block. */
export interface BlockMapping {
  /** `[block][element]`, row-major: linear SINRs, not negative. Fill before `map`. */
  readonly sinr: Float32Array;
  /** One number a block, set by `map`. */
  readonly mapped: Float64Array;
  /** @throws RangeError where a SINR is negative or NaN */
  map(): void | Promise<void>;
  /** Gives back what the garbage collector does not; absent where there is nothing. */
  close?(): void;
}

/** @throws RangeError unless both lengths are whole numbers, `elements` at least 1 */
export function checkBlockShape(owner: string, { blocks, elements }: BlockShape): void {
  if (!(Number.isInteger(blocks) && blocks >= 0)) {
    throw new RangeError(`${owner}: blocks: expected a whole number from 0, found ${blocks}`);
  }
  if (!(Number.isInteger(elements) && elements >= 1)) {
    throw new RangeError(`${owner}: elements: expected a whole number from 1, found ${elements}`);
  }
}

/** @throws RangeError that names the block's first SINR that is negative, NaN or infinite */
export function refuseSinrs(owner: string, sinr: Float32Array, block: number, elements: number): never {
  const row = sinr.subarray(block * elements, (block + 1) * elements);
  const at = row.findIndex((value) => !(value >= 0 && value < Infinity));
  throw new RangeError(
    `${owner}: sinr: expected finite numbers from 0, found ${row[at]} at element ${at} of block ${block}`,
  );
}
