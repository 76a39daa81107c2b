/**
 * Bessel function of the first kind and order zero, for real arguments; accurate to 1e-13.
 *
 * Bessel's integral (NIST DLMF 10.9.1), J0(x) = 1/pi * integral from 0 to pi of cos(x sin t) dt, by the trapezoidal rule, whose
 * error vanishes as soon as twice the number of panels outgrows |x| by a few times its cube root.
 */
export function besselJ0(x: number): number {
  const size = Math.abs(x);
  const panels = Math.ceil(size / 2 + 6 * Math.cbrt(size) + 12);
  let sum = 0;
  for (let point = 0; point < panels; point++) sum += Math.cos(x * Math.sin((Math.PI * point) / panels));
  return sum / panels;
}
