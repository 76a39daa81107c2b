/**
 * erfc(x) for x from 0, to 1e-10: 2 / sqrt(pi) times the integral of exp(-(x + s)^2) over s from 0, by the trapezoidal rule with its
 * end correction (Simpson's rule).
 */
export function complementaryError(x: number): number {
  const [panels, reach] = [2000, 6];
  const step = reach / panels;
  let sum = 0;
  for (let i = 0; i <= panels; i++) {
    const weight = i === 0 || i === panels ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((x + i * step) ** 2));
  }
  return ((2 / Math.sqrt(Math.PI)) * (sum * step)) / 3;
}
