/**
 * Bessel function of the first kind and order one, for real arguments; accurate to 1e-13.
 *
 * Bessel's integral (NIST DLMF 10.9.2) folded at a quarter turn, J1(x) = 1/pi * integral from 0 to pi of sin t sin(x sin t) dt.
 * The integrand is smooth and repeats every half turn, so that the trapezoidal rule with n panels errs by about
 * J(2n - 1)(x), which vanishes as soon as 2n outgrows |x| by a few times its cube root.
 */
export function besselJ1(x: number): number {
  const size = Math.abs(x);
  const panels = Math.ceil(size / 2 + 6 * Math.cbrt(size) + 12);
  let sum = 0;
  for (let point = 1; point < panels; point++) {
    const sinT = Math.sin((Math.PI * point) / panels);
    sum += sinT * Math.sin(x * sinT);
  }
  return sum / panels;
}
