import { dB } from "../decibel.js";
import type { PlanarArray } from "./antenna-pattern.js";
import { type ArrayDirection, directionCosines } from "./array-direction.js";
import { ArrayElements } from "./array-elements.js";
import { beamPhases, quantisedPhase } from "./beam-phases.js";
import { type ElementGain, elementGains } from "./element-pattern.js";

/** What a field is made for besides its array and its beam. */
export interface ArrayFieldOptions {
  /** Frequency over carrier; 1 if left out. */
  readonly frequencyRatio?: number;
  /** Made once for many beams of one array. */
  readonly elements?: ArrayElements;
}

/**
 * Complex far field of a planar array with its beam steered to a direction, at one frequency.
 *
 * F(u, v) = sum w exp(j 2 pi f / f0 (x u + y v)) / sqrt(sum |w|^2), so that |F|^2 is the gain over that of one element and
 * G = g(theta, phi) |F|^2 / loss is 4 pi U over the power that the elements accept. Elements are isotropic in F: their embedded
 * pattern g is common to all and does not change over the band.
 * Mailloux, "Phased Array Antenna Handbook"; Van Trees, "Optimum Array Processing".
 *
 * An array whose weights are products of rows and columns costs rows + columns a direction, any other rows x columns.
 */
export class ArrayField {
  readonly array: PlanarArray;
  /** Weights of the elements, [row][column]; undefined where those of rows and columns are enough. */
  readonly #re: Float64Array | undefined;
  readonly #im: Float64Array | undefined;
  readonly #row: { readonly re: Float64Array; readonly im: Float64Array };
  readonly #column: { readonly re: Float64Array; readonly im: Float64Array };
  readonly #elements: ArrayElements;
  readonly #wave: number;
  readonly #scale: number;
  readonly #out = new Float64Array(2);
  /** Phasors of the columns in one direction. */
  readonly #columnRe: Float64Array;
  readonly #columnIm: Float64Array;

  constructor(array: PlanarArray, beam: ArrayDirection, { frequencyRatio = 1, elements }: ArrayFieldOptions = {}) {
    if (!(frequencyRatio > 0 && frequencyRatio < Infinity)) {
      throw new RangeError(`ArrayField: expected a frequency above 0 times the carrier, found ${frequencyRatio}`);
    }
    const built = elements ?? new ArrayElements(array);
    const { rows, columns } = array;
    this.array = array;
    this.#elements = built;
    this.#wave = 2 * Math.PI * frequencyRatio;
    this.#columnRe = new Float64Array(columns);
    this.#columnIm = new Float64Array(columns);
    const phases = beamPhases(array, built, beam, frequencyRatio);
    this.#row = phasors(built.rowAmplitude, phases.rowExact, phases.rowShifted);
    this.#column = phasors(built.columnAmplitude, phases.columnExact, phases.columnShifted);
    const { amplitude, phaseError } = built;
    if (!amplitude && !phaseError && phases.step === undefined) {
      this.#scale = 1 / Math.sqrt(power(built.rowAmplitude) * power(built.columnAmplitude));
      return;
    }
    const re = new Float64Array(built.count);
    const im = new Float64Array(built.count);
    let total = 0;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const index = row * columns + column;
        const shifted = phases.rowShifted[row] + phases.columnShifted[column];
        const size = amplitude ? amplitude[index] : built.rowAmplitude[row] * built.columnAmplitude[column];
        const phase =
          phases.rowExact[row] +
          phases.columnExact[column] +
          (phases.step === undefined ? shifted : quantisedPhase(shifted, phases.step)) +
          (phaseError ? phaseError[index] : 0);
        re[index] = size * Math.cos(phase);
        im[index] = size * Math.sin(phase);
        total += size * size;
      }
    }
    if (!(total > 0)) throw new RangeError("ArrayField: expected an element that works, found none");
    this.#re = re;
    this.#im = im;
    this.#scale = 1 / Math.sqrt(total);
  }

  /** Operations that a direction costs, to tell what is affordable. */
  get cost(): number {
    return this.#re ? this.#elements.count : this.#row.re.length + this.#column.re.length;
  }

  /**
   * Array factor F in one direction.
   *
   * @param out  re and im
   */
  factor(u: number, v: number, out: Float64Array): void {
    const { rowPlace, rowShift, columnPlace } = this.#elements;
    const rows = rowPlace.length;
    const columns = columnPlace.length;
    const wave = this.#wave;
    const columnStep = columns > 1 ? wave * (columnPlace[1] - columnPlace[0]) * u : 0;
    const [stepRe, stepIm] = [Math.cos(columnStep), Math.sin(columnStep)];
    let phasorRe = Math.cos(wave * columnPlace[0] * u);
    let phasorIm = Math.sin(wave * columnPlace[0] * u);
    let [columnSumRe, columnSumIm] = [0, 0];
    for (let column = 0; column < columns; column++) {
      this.#columnRe[column] = phasorRe;
      this.#columnIm[column] = phasorIm;
      const re = this.#column.re[column];
      const im = this.#column.im[column];
      columnSumRe += re * phasorRe - im * phasorIm;
      columnSumIm += re * phasorIm + im * phasorRe;
      const next = phasorRe * stepRe - phasorIm * stepIm;
      phasorIm = phasorRe * stepIm + phasorIm * stepRe;
      phasorRe = next;
    }
    let [sumRe, sumIm] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const phase = wave * (rowPlace[row] * v + rowShift[row] * u);
      const cos = Math.cos(phase);
      const sin = Math.sin(phase);
      let lineRe = this.#row.re[row];
      let lineIm = this.#row.im[row];
      if (this.#re && this.#im) {
        lineRe = 0;
        lineIm = 0;
        const start = row * columns;
        for (let column = 0; column < columns; column++) {
          const re = this.#re[start + column];
          const im = this.#im[start + column];
          lineRe += re * this.#columnRe[column] - im * this.#columnIm[column];
          lineIm += re * this.#columnIm[column] + im * this.#columnRe[column];
        }
      }
      sumRe += lineRe * cos - lineIm * sin;
      sumIm += lineRe * sin + lineIm * cos;
    }
    const isGeneral = this.#re !== undefined;
    out[0] = this.#scale * (isGeneral ? sumRe : sumRe * columnSumRe - sumIm * columnSumIm);
    out[1] = this.#scale * (isGeneral ? sumIm : sumRe * columnSumIm + sumIm * columnSumRe);
  }

  /** Array factor in many directions. */
  factors(u: Float64Array, v: Float64Array, re: Float64Array, im: Float64Array): void {
    for (const values of [v, re, im]) {
      if (values.length !== u.length) {
        throw new RangeError(`ArrayField: expected arrays of ${u.length} directions, found ${values.length}`);
      }
    }
    for (let index = 0; index < u.length; index++) {
      this.factor(u[index], v[index], this.#out);
      re[index] = this.#out[0];
      im[index] = this.#out[1];
    }
  }

  /** Gain over one element, 10 log10 |F|^2; dB. */
  factor_dB(u: number, v: number): number {
    this.factor(u, v, this.#out);
    return dB(this.#out[0] ** 2 + this.#out[1] ** 2);
  }

  /** Gains in both polarisations, the array's loss taken off, and the phase of the co-polar field. */
  gains(direction: ArrayDirection): ElementGain {
    const element = elementGains(this.array, direction);
    if (element.co_dBi === Number.NEGATIVE_INFINITY && element.cross_dBi === Number.NEGATIVE_INFINITY) return element;
    const factor_dB = this.factor_dB(...directionCosines(direction)) - this.array.loss_dB;
    return {
      co_dBi: element.co_dBi + factor_dB,
      cross_dBi: element.cross_dBi + factor_dB,
      phase_deg: element.phase_deg + (Math.atan2(this.#out[1], this.#out[0]) * 180) / Math.PI,
    };
  }

  toString(): string {
    const { rows, columns } = this.array;
    return `ArrayField(${rows} x ${columns}, ${this.#re ? "element by element" : "rows times columns"})`;
  }
}

function phasors(amplitude: Float64Array, exact: Float64Array, shifted: Float64Array) {
  return {
    re: amplitude.map((size, index) => size * Math.cos(exact[index] + shifted[index])),
    im: amplitude.map((size, index) => size * Math.sin(exact[index] + shifted[index])),
  };
}

function power(amplitudes: Float64Array): number {
  return amplitudes.reduce((sum, size) => sum + size * size, 0);
}
