/** Smallest SINR of a block, NaN where one of them is NaN: what a graphics processor need not keep. */
export function blockMinimum(sinr: Float32Array, block: number, elements: number): number {
  const start = block * elements;
  let minimum = sinr[start];
  for (let i = start; i < start + elements; i++) minimum = Math.min(minimum, sinr[i]);
  return minimum;
}
