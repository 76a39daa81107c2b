import { dB, fromdB } from "../decibel.js";
import type { Warning } from "../leolink-error.js";
import type { ArrayTaper, PlanarArray } from "./antenna-pattern.js";

/** A direction from the array: `theta_deg` from broadside, `phi_deg` around it from the axis along which the columns are counted. */
export interface ArrayDirection {
  readonly theta_deg: number;
  readonly phi_deg: number;
}

const radian = Math.PI / 180;

/**
 * Gain of a planar array in one direction with its beam steered to another.
 *
 * G = g0 cos(theta)^q x |sum w exp(j k r (u - u0))|^2 / sum w^2 / loss: every element has the same embedded pattern, phases are
 * ideal, and power is shared by the squares of the amplitudes. At the steered direction this is
 * element gain + 10 log10(N M) + taper efficiency - loss, so that the scan loss is that of the element pattern.
 * Van Trees, "Optimum Array Processing", chapter 4; Mailloux, "Phased Array Antenna Handbook", 1.3.
 *
 * @returns dBi; -Infinity behind the array and in its nulls
 */
export function arrayGain_dBi(array: PlanarArray, direction: ArrayDirection, beam: ArrayDirection): number {
  const element_dBi = elementGain_dBi(array, direction.theta_deg);
  if (element_dBi === Number.NEGATIVE_INFINITY) return element_dBi;
  const [u, v] = directionCosines(direction);
  const [u0, v0] = directionCosines(beam);
  const factor =
    lineFactor(array.columns, 2 * Math.PI * array.columnSpacing * (u - u0), array.taper) *
    lineFactor(array.rows, 2 * Math.PI * array.rowSpacing * (v - v0), array.taper);
  return element_dBi + dB(factor) - array.loss_dB;
}

/** Gain of an array at the direction it is steered to, `scan_deg` from broadside; dBi. */
export function arrayScanGain_dBi(array: PlanarArray, scan_deg: number): number {
  const beam = { theta_deg: scan_deg, phi_deg: 0 };
  return arrayGain_dBi(array, beam, beam);
}

/** Gain of one element, g0 cos(theta)^q; -Infinity behind the array. */
export function elementGain_dBi(
  { elementGain_dBi: peak_dBi, elementExponent }: PlanarArray,
  theta_deg: number,
): number {
  if (!(Math.abs(theta_deg) <= 180)) {
    throw new RangeError(`elementGain_dBi: expected an angle from -180 to 180 deg, found ${theta_deg}`);
  }
  if (Math.abs(theta_deg) >= 90) return Number.NEGATIVE_INFINITY;
  return peak_dBi + elementExponent * dB(Math.cos(theta_deg * radian));
}

/**
 * Efficiency of the taper over the whole array, (sum w)^2 / (N sum w^2) of rows and columns: 1 for uniform; for cosine it
 * tends to (8 / pi^2)^2, -1.82 dB, as the array grows.
 */
export function taperEfficiency({ rows, columns, taper }: PlanarArray): number {
  return (lineFactor(rows, 0, taper) / rows) * (lineFactor(columns, 0, taper) / columns);
}

/**
 * Largest scan angle for which no grating lobe enters visible space, in the plane of the wider spacing:
 * sin(theta) = 1 / d - 1 with d in wavelengths. 90 deg for spacings up to half a wavelength; NaN from one wavelength on,
 * where there is a grating lobe even at broadside.
 */
export function gratingLobeFreeScan_deg({ rowSpacing, columnSpacing }: PlanarArray): number {
  const spacing = Math.max(rowSpacing, columnSpacing);
  if (!(spacing < 1)) return Number.NaN;
  return spacing <= 0.5 ? 90 : Math.asin(1 / spacing - 1) / radian;
}

/** What an engineer should know of an array: grating lobes within its scan range, and an element above its share of area. */
export function arrayWarnings(array: PlanarArray): Warning[] {
  const warnings: Warning[] = [];
  const source = "planar array";
  const { rowSpacing, columnSpacing, scanLimit_deg } = array;
  const freeScan_deg = gratingLobeFreeScan_deg(array);
  if (!(freeScan_deg >= scanLimit_deg)) {
    const beyond = Number.isNaN(freeScan_deg) ? "at every scan angle" : `beyond ${freeScan_deg.toFixed(1)} deg of scan`;
    const message = `spacing ${Math.max(rowSpacing, columnSpacing)} wavelengths allows grating lobes ${beyond}; limit the scan or reduce the spacing`;
    warnings.push({ source, message });
  }
  // An element of a large array cannot gather more than its cell: 4 pi A / lambda^2. Half the tenth of a dB is rounding.
  const cell_dBi = dB(4 * Math.PI * rowSpacing * columnSpacing);
  if (array.rows > 1 && array.columns > 1 && array.elementGain_dBi > cell_dBi + 0.05) {
    const message = `an element gain of ${array.elementGain_dBi} dBi exceeds the ${cell_dBi.toFixed(2)} dBi of its cell of ${rowSpacing} by ${columnSpacing} wavelengths; the array's gain is too high`;
    warnings.push({ source, message });
  }
  return warnings;
}

function directionCosines({ theta_deg, phi_deg }: ArrayDirection): [number, number] {
  const sinTheta = Math.sin(theta_deg * radian);
  return [sinTheta * Math.cos(phi_deg * radian), sinTheta * Math.sin(phi_deg * radian)];
}

/**
 * |sum w exp(j n psi)|^2 / sum w^2 of a line of `count` elements with the phase step `psi` between neighbours. The cosine taper is
 * a pair of uniform lines whose phase steps differ by 2 pi / count.
 */
function lineFactor(count: number, psi: number, taper: ArrayTaper): number {
  if (taper === "uniform" || count === 1) return dirichlet(count, psi) ** 2 / count;
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
