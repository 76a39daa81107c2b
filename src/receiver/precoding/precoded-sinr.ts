import type { ComplexMatrix } from "../../complex-matrix.js";

/**
 * SINR of every user under a precoder: |h_k w_k|^2 over the sum of |h_k w_j|^2 of the others, noise and other interference.
 *
 * @param h       true channel `[user][antenna]`, in units of each user's noise amplitude
 * @param weights `[antenna][user]`
 * @param outside interference from elsewhere over the noise, one a user
 * @param sinr    receives one a user
 */
export function precodedSinr(
  h: ComplexMatrix,
  weights: ComplexMatrix,
  outside: Float64Array,
  sinr: Float64Array,
): void {
  const { rows: users, columns: antennas } = h;
  for (let k = 0; k < users; k++) {
    let wanted = 0;
    let interference = 0;
    for (let j = 0; j < users; j++) {
      let re = 0;
      let im = 0;
      for (let n = 0, p = k * antennas, q = j; n < antennas; n++, p++, q += users) {
        re += h.re[p] * weights.re[q] - h.im[p] * weights.im[q];
        im += h.re[p] * weights.im[q] + h.im[p] * weights.re[q];
      }
      const power = re * re + im * im;
      if (j === k) wanted = power;
      else interference += power;
    }
    sinr[k] = wanted / (interference + outside[k] + 1);
  }
}

/** Sum over users of log2(1 + SINR), bit/s/Hz. */
export function sumRate_bpsHz(sinr: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < sinr.length; k++) sum += Math.log2(1 + sinr[k]);
  return sum;
}
