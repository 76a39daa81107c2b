/**
 * Amplitudes of a Dolph-Chebyshev line: of all tapers with side lobes no higher than the level, the one with the narrowest
 * main lobe; every side lobe stands at the level, for spacings of at least half a wavelength.
 *
 * The array factor of N elements is T_{N-1}(x0 cos(psi / 2)) with x0 = cosh(acosh(R) / (N - 1)) and R the ratio of main to side
 * lobe; the amplitudes are its inverse discrete Fourier transform.
 * Dolph, Proc. IRE 34 (1946); Van Trees, "Optimum Array Processing".
 *
 * @param count        elements, from 1
 * @param sideLobe_dB  relative to the peak, below 0
 * @returns amplitudes of which the largest is 1
 */
export function dolphChebyshevTaper(count: number, sideLobe_dB: number): Float64Array {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new RangeError(`dolphChebyshevTaper: expected a whole number of elements from 1, found ${count}`);
  }
  if (!(sideLobe_dB < 0 && sideLobe_dB >= -150)) {
    throw new RangeError(
      `dolphChebyshevTaper: expected a side-lobe level from -150 to below 0 dB, found ${sideLobe_dB}`,
    );
  }
  if (count <= 2) return new Float64Array(count).fill(1);
  const order = count - 1;
  const ratio = 10 ** (-sideLobe_dB / 20);
  const x0 = Math.cosh(Math.acosh(ratio) / order);
  const half = Math.floor(order / 2);
  const samples = Float64Array.from({ length: half + 1 }, (_, k) =>
    chebyshevPolynomial(order, x0 * Math.cos((Math.PI * k) / count)),
  );
  const weights = new Float64Array(count);
  for (let n = 0; n <= half; n++) {
    const place = n - order / 2;
    let sum = samples[0];
    for (let k = 1; k <= half; k++) sum += 2 * samples[k] * Math.cos((2 * Math.PI * k * place) / count);
    weights[n] = sum;
    weights[order - n] = sum;
  }
  const largest = weights.reduce((a, b) => Math.max(a, b));
  return weights.map((weight) => weight / largest);
}

/** T_n(x): cos(n acos x) within [-1, 1], cosh(n acosh |x|) with the sign of x^n beyond. */
function chebyshevPolynomial(order: number, x: number): number {
  if (Math.abs(x) <= 1) return Math.cos(order * Math.acos(x));
  const value = Math.cosh(order * Math.acosh(Math.abs(x)));
  return x < 0 && order % 2 === 1 ? -value : value;
}
