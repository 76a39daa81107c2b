import { dB, fromdB } from "../decibel.js";
import type { LineTaper, PlanarArray } from "./antenna-pattern.js";
import { type ArrayDirection, directionCosines } from "./array-direction.js";
import { ArrayField } from "./array-field.js";
import { elementGain_dBi } from "./element-pattern.js";
import { axisTapers, hasClosedForm, lineTaper, lineTaperEfficiency } from "./line-taper.js";

/**
 * Co-polar gain of a planar array at its carrier in one direction with its beam steered to another.
 *
 * G = g0 cos(theta)^q x |sum w exp(j k r (u - u0))|^2 / sum w^2 / loss: every element has the same embedded pattern, and power
 * is shared by the squares of the amplitudes. At the direction that an ideal array is steered to this is
 * element gain + 10 log10(N M) + taper efficiency - loss, so that the scan loss is that of the element pattern.
 * What makes an array less than ideal (quantisation, errors, failures) stands in `array-field.ts`.
 * Van Trees, "Optimum Array Processing", chapter 4; Mailloux, "Phased Array Antenna Handbook", 1.3.
 *
 * @returns dBi; -Infinity behind the array and in its nulls
 */
export function arrayGain_dBi(array: PlanarArray, direction: ArrayDirection, beam: ArrayDirection): number {
  if (!hasClosedForm(array)) return new ArrayField(array, beam).gains(direction).co_dBi;
  const element_dBi = elementGain_dBi(array, direction.theta_deg);
  if (element_dBi === Number.NEGATIVE_INFINITY) return element_dBi;
  const [u, v] = directionCosines(direction);
  const [u0, v0] = directionCosines(beam);
  const { rows, columns } = axisTapers(array.taper);
  const factor =
    lineFactor(array.columns, 2 * Math.PI * array.columnSpacing * (u - u0), columns) *
    lineFactor(array.rows, 2 * Math.PI * array.rowSpacing * (v - v0), rows);
  return element_dBi + dB(factor) - array.loss_dB;
}

/** Gain of an array at the direction it is steered to, `scan_deg` from broadside; dBi. */
export function arrayScanGain_dBi(array: PlanarArray, scan_deg: number): number {
  const beam = { theta_deg: scan_deg, phi_deg: 0 };
  return arrayGain_dBi(array, beam, beam);
}

/**
 * Efficiency of the taper over the whole array, (sum w)^2 / (N sum w^2) of rows and columns: 1 for uniform; for cosine it
 * tends to (8 / pi^2)^2, -1.82 dB, as the array grows.
 */
export function taperEfficiency({ rows, columns, taper }: PlanarArray): number {
  const tapers = axisTapers(taper);
  return efficiency(tapers.rows, rows) * efficiency(tapers.columns, columns);
}

function efficiency(taper: LineTaper, count: number): number {
  return typeof taper === "string" ? lineFactor(count, 0, taper) / count : lineTaperEfficiency(lineTaper(taper, count));
}

/**
 * |sum w exp(j n psi)|^2 / sum w^2 of a line of `count` elements with the phase step `psi` between neighbours. The cosine taper is
 * a pair of uniform lines whose phase steps differ by 2 pi / count.
 */
function lineFactor(count: number, psi: number, taper: LineTaper): number {
  if (taper === "uniform" || count === 1) return dirichlet(count, psi) ** 2 / count;
  if (taper !== "cosine") throw new RangeError("lineFactor: expected a taper that sums of sines describe");
  const shift = Math.PI / count;
  const field = (dirichlet(count, psi + shift) + dirichlet(count, psi - shift)) / 2;
  // Sum of cos^2(pi (n - (count - 1) / 2) / count) over n: count / 2 for every count from 2.
  return field ** 2 / (count / 2);
}

/** sin(count psi / 2) / sin(psi / 2): the sum of exp(j n psi) counted from the middle of the line, which is real. */
function dirichlet(count: number, psi: number): number {
  const half = psi / 2;
  const sine = Math.sin(half);
  if (Math.abs(sine) > 1e-9) return Math.sin(count * half) / sine;
  return (count * Math.cos(count * half)) / Math.cos(half);
}

/** Directivity that an aperture of the array's whole area could have at broadside, 4 pi A / lambda^2; dBi. */
function arrayAreaGain_dBi({ rows, columns, rowSpacing, columnSpacing }: PlanarArray): number {
  return dB(4 * Math.PI * rows * rowSpacing * columns * columnSpacing);
}

/** Part of the array's area that its gain at broadside corresponds to; above 1 the element gain is not physical. */
export function arrayEfficiency(array: PlanarArray): number {
  return fromdB(arrayScanGain_dBi(array, 0) - arrayAreaGain_dBi(array));
}
