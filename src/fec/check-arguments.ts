/** @throws RangeError unless `array` has `length` elements */
export function checkLength(owner: string, argument: string, array: ArrayLike<number>, length: number): void {
  if (array.length !== length) {
    throw new RangeError(`${owner}: ${argument}: expected ${length} elements, found ${array.length}`);
  }
}

/** @throws RangeError unless `llrs` has `length` elements, all finite */
export function checkLlrs(owner: string, argument: string, llrs: Float32Array, length: number): void {
  checkLength(owner, argument, llrs, length);
  // Any NaN or infinity makes the sum of x - x NaN; the search for it is for the message only.
  let sum = 0;
  for (let i = 0; i < length; i++) sum += llrs[i] - llrs[i];
  if (sum === 0) return;
  const at = llrs.findIndex((llr) => !Number.isFinite(llr));
  throw new RangeError(`${owner}: ${argument}: expected finite LLRs, found ${llrs[at]} at index ${at}`);
}

/** @throws RangeError unless `value` is a whole number from `minimum` to `maximum` */
export function checkWhole(owner: string, argument: string, value: number, minimum: number, maximum: number): void {
  if (!(Number.isInteger(value) && value >= minimum && value <= maximum)) {
    throw new RangeError(
      `${owner}: ${argument}: expected a whole number from ${minimum} to ${maximum}, found ${value}`,
    );
  }
}
