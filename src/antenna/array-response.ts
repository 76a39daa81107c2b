import { fromdB } from "../decibel.js";
import type { PlanarArray } from "./antenna-pattern.js";
import { type ArrayDirection, directionCosines } from "./array-direction.js";
import { ArrayElements } from "./array-elements.js";
import { elementGains } from "./element-pattern.js";

/** Where the elements of an array stand, in wavelengths at the carrier from its middle; [row][column], row-major. */
export interface ElementPositions {
  /** Along the axis of phi = 0. */
  readonly x: Float64Array;
  /** Along the axis of phi = 90 deg. */
  readonly y: Float64Array;
}

/** Positions of an array's elements, for channel matrices and precoders. */
export function elementPositions(array: PlanarArray): ElementPositions {
  const { rowPlace, rowShift, columnPlace } = new ArrayElements(array);
  const x = new Float64Array(array.rows * array.columns);
  const y = new Float64Array(x.length);
  for (let index = 0; index < x.length; index++) {
    const row = Math.floor(index / array.columns);
    x[index] = columnPlace[index % array.columns] + rowShift[row];
    y[index] = rowPlace[row];
  }
  return { x, y };
}

/**
 * Complex responses of an array's elements towards directions, for a precoder that sets every weight itself: the taper and the
 * phase shifters are not in them, the errors of amplitude and phase and the failures are.
 *
 * a = sqrt(g / loss) e exp(j (2 pi f / f0 (x u + y v) + arg g)), so that sum |w a|^2 over sum |w|^2 is a gain: w = conj(a) gives
 * the array's gain N g in full.
 */
export class ElementResponse {
  readonly count: number;
  readonly #array: PlanarArray;
  readonly #positions: ElementPositions;
  readonly #errorRe: Float64Array | undefined;
  readonly #errorIm: Float64Array | undefined;

  constructor(array: PlanarArray) {
    this.#array = array;
    this.#positions = elementPositions(array);
    this.count = this.#positions.x.length;
    if (!array.errors) return;
    const { amplitude, phaseError } = new ArrayElements({ ...array, taper: "uniform", beamformer: undefined });
    this.#errorRe = Float64Array.from(
      { length: this.count },
      (_, index) => (amplitude?.[index] ?? 1) * Math.cos(phaseError?.[index] ?? 0),
    );
    this.#errorIm = Float64Array.from(
      { length: this.count },
      (_, index) => (amplitude?.[index] ?? 1) * Math.sin(phaseError?.[index] ?? 0),
    );
  }

  /**
   * Co-polar responses towards one direction.
   *
   * @param frequencyRatio  frequency over carrier
   * @param re, im          [element], from `offset` on
   */
  towards(direction: ArrayDirection, frequencyRatio: number, re: Float64Array, im: Float64Array, offset = 0): void {
    if (!(frequencyRatio > 0 && frequencyRatio < Infinity)) {
      throw new RangeError(`ElementResponse: expected a frequency above 0 times the carrier, found ${frequencyRatio}`);
    }
    if (!(re.length >= offset + this.count && im.length >= offset + this.count)) {
      throw new RangeError(`ElementResponse: expected room for ${this.count} elements from ${offset} on`);
    }
    const { co_dBi, phase_deg } = elementGains(this.#array, direction);
    const size = Math.sqrt(fromdB(co_dBi - this.#array.loss_dB));
    const own = (phase_deg * Math.PI) / 180;
    const [u, v] = directionCosines(direction);
    const wave = 2 * Math.PI * frequencyRatio;
    const { x, y } = this.#positions;
    for (let index = 0; index < this.count; index++) {
      const phase = wave * (x[index] * u + y[index] * v) + own;
      const cos = size * Math.cos(phase);
      const sin = size * Math.sin(phase);
      const errorRe = this.#errorRe ? this.#errorRe[index] : 1;
      const errorIm = this.#errorIm ? this.#errorIm[index] : 0;
      re[offset + index] = cos * errorRe - sin * errorIm;
      im[offset + index] = sin * errorRe + cos * errorIm;
    }
  }

  toString(): string {
    return `ElementResponse(${this.#array.rows} x ${this.#array.columns})`;
  }
}
