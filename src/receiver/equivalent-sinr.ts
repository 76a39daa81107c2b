/** Factors that are multiplied before their logarithm is taken: 8 SINRs below 1e30 do not overflow. */
const together = 8;

/** 2^(mean of log2(1 + SINR)) - 1: the one SINR that has the capacity of all, linear. */
export function equivalentSinr(sinr: Float32Array, first: number, count: number): number {
  let sum = 0;
  for (let start = first; start < first + count; start += together) {
    const end = Math.min(start + together, first + count);
    let product = 1;
    for (let i = start; i < end; i++) product *= 1 + sinr[i];
    sum += Math.log(product);
  }
  return Math.expm1(sum / count);
}
