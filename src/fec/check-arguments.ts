/** @throws RangeError unless `array` has `length` elements */
export function checkLength(owner: string, argument: string, array: ArrayLike<number>, length: number): void {
  if (array.length !== length) {
    throw new RangeError(`${owner}: ${argument}: expected ${length} elements, found ${array.length}`);
  }
}

/** @throws RangeError unless `llrs` has `length` elements, all finite */
export function checkLlrs(owner: string, argument: string, llrs: Float32Array, length: number): void {
  checkLength(owner, argument, llrs, length);
  // x - x is NaN for a NaN or an infinity, and so is any sum it is in; four sums, so that none waits for another.
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    a += llrs[i] - llrs[i];
    b += llrs[i + 1] - llrs[i + 1];
    c += llrs[i + 2] - llrs[i + 2];
    d += llrs[i + 3] - llrs[i + 3];
  }
  for (; i < length; i++) a += llrs[i] - llrs[i];
  if (a + b + c + d === 0) return;
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
