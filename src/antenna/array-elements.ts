import { RandomStream } from "../random/random-stream.js";
import type { ArrayErrors, Beamformer, PlanarArray } from "./antenna-pattern.js";
import { axisTapers, lineTaper } from "./line-taper.js";

/**
 * The elements of an array as they are built: where they stand, with which amplitude and with which error of phase.
 * Amplitudes are those of the taper, quantised where the attenuators are, times the errors; 0 where an element has failed.
 *
 * Element [row, column] has the index row x columns + column. Positions count from the middle of the array.
 */
export class ArrayElements {
  readonly count: number;
  /** Position along the axis of phi = 0, of a column in wavelengths at the carrier; rows may stand aside by `rowShift`. */
  readonly columnPlace: Float64Array;
  /** Position along the axis of phi = 90 deg, of a row. */
  readonly rowPlace: Float64Array;
  /** By how much a row stands aside along the axis of phi = 0. */
  readonly rowShift: Float64Array;
  readonly rowAmplitude: Float64Array;
  readonly columnAmplitude: Float64Array;
  /** Amplitudes of all elements, where they are no products of those of rows and columns. */
  readonly amplitude: Float64Array | undefined;
  /** Radians, where there are errors. */
  readonly phaseError: Float64Array | undefined;
  /** How many elements have failed. */
  readonly failed: number;
  /** How many elements the attenuators cannot turn down so far as the taper asks. */
  readonly limited: number;

  constructor(array: PlanarArray) {
    const { rows, columns, rowSpacing, columnSpacing, lattice, beamformer, errors } = array;
    for (const [name, value] of Object.entries({ rows, columns })) {
      if (!(Number.isInteger(value) && value >= 1)) {
        throw new RangeError(`ArrayElements: expected a whole number of ${name} from 1, found ${value}`);
      }
    }
    const tapers = axisTapers(array.taper);
    this.count = rows * columns;
    this.rowPlace = places(rows, rowSpacing);
    this.columnPlace = places(columns, columnSpacing);
    this.rowShift = Float64Array.from({ length: rows }, (_, row) =>
      lattice === "triangular" ? (row % 2 === 0 ? -columnSpacing : columnSpacing) / 4 : 0,
    );
    this.rowAmplitude = lineTaper(tapers.rows, rows);
    this.columnAmplitude = lineTaper(tapers.columns, columns);
    const attenuated = beamformer?.attenuator ? this.#attenuated(beamformer.attenuator) : undefined;
    this.limited = attenuated?.limited ?? 0;
    if (!errors) {
      this.amplitude = attenuated?.amplitude;
      this.failed = 0;
      return;
    }
    const stream = new RandomStream(errors.seed, "antenna.arrayErrors");
    const failed = failedElements(errors, rows, columns, stream);
    this.failed = failed.size;
    this.amplitude = attenuated?.amplitude ?? this.#tapered();
    if (errors.phase_deg > 0) this.phaseError = new Float64Array(this.count);
    for (let index = 0; index < this.count; index++) {
      // Both are drawn for every element, so that one kind of error does not change the draws of the other.
      const [phase, amplitude] = [stream.gaussian(), stream.gaussian()];
      if (this.phaseError) this.phaseError[index] = (phase * errors.phase_deg * Math.PI) / 180;
      this.amplitude[index] *= failed.has(index) ? 0 : 10 ** ((amplitude * errors.amplitude_dB) / 20);
    }
  }

  toString(): string {
    return `ArrayElements(${this.rowPlace.length} x ${this.columnPlace.length}, ${this.failed} failed)`;
  }

  #tapered(): Float64Array {
    const columns = this.columnPlace.length;
    return Float64Array.from(
      { length: this.count },
      (_, index) => this.rowAmplitude[Math.floor(index / columns)] * this.columnAmplitude[index % columns],
    );
  }

  /** Each amplitude at the nearest step of its attenuator below the strongest element; the weakest at the last step. */
  #attenuated({ bits, step_dB }: NonNullable<Beamformer["attenuator"]>) {
    const wanted = this.#tapered();
    const largest = wanted.reduce((a, b) => Math.max(a, b));
    const last = 2 ** bits - 1;
    let limited = 0;
    const amplitude = wanted.map((value) => {
      const steps = Math.round((-20 * Math.log10(value / largest)) / step_dB);
      if (!(steps <= last)) limited++;
      return 10 ** ((-Math.min(steps, last) * step_dB) / 20);
    });
    return { amplitude, limited };
  }
}

function places(count: number, spacing: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => (index - (count - 1) / 2) * spacing);
}

/** The elements listed, and a part of all drawn without replacement. */
function failedElements(
  { failedFraction, failedElements: listed }: ArrayErrors,
  rows: number,
  columns: number,
  stream: RandomStream,
): Set<number> {
  const count = rows * columns;
  const failed = new Set(
    listed.map(([row, column]) => {
      if (!(row >= 0 && row < rows && column >= 0 && column < columns)) {
        throw new RangeError(`ArrayElements: expected an element of ${rows} x ${columns}, found [${row}, ${column}]`);
      }
      return row * columns + column;
    }),
  );
  const drawn = Math.round(failedFraction * count);
  if (drawn === 0) return failed;
  // The first places of a shuffle (Fisher and Yates).
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let index = 0; index < drawn; index++) {
    const other = index + Math.floor(stream.uniform() * (count - index));
    [order[index], order[other]] = [order[other], order[index]];
    failed.add(order[index]);
  }
  return failed;
}
