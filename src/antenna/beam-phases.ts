import type { Beamformer, PlanarArray } from "./antenna-pattern.js";
import { type ArrayDirection, directionCosines } from "./array-direction.js";
import type { ArrayElements } from "./array-elements.js";

/** Phases of a beam in radians, as sums of one of the row and one of the column; each has an exact and a quantised part. */
export interface BeamPhases {
  /** Made by time delays, or of a digital beamformer that is exact. */
  readonly rowExact: Float64Array;
  readonly columnExact: Float64Array;
  /** Made by phase shifters: their sum is what is rounded to their steps. */
  readonly rowShifted: Float64Array;
  readonly columnShifted: Float64Array;
  /** Step of the phase shifters; undefined where they are exact. */
  readonly step: number | undefined;
}

const ideal: Beamformer = { architecture: "digital" };

/**
 * Phases that steer an array's beam, by its beamformer.
 *
 * A phase shifter has the same phase at every frequency, that of the carrier: -2 pi (x u0 + y v0) with x and y in wavelengths at
 * the carrier. A time delay, and a digital beamformer, has `frequencyRatio` times that.
 *
 * @param frequencyRatio  frequency over carrier
 */
export function beamPhases(
  { rows, columns, beamformer = ideal }: PlanarArray,
  elements: ArrayElements,
  beam: ArrayDirection,
  frequencyRatio: number,
): BeamPhases {
  const [u0, v0] = directionCosines(beam);
  const turn = -2 * Math.PI;
  const rowPhase = elements.rowPlace.map((y, row) => turn * (y * v0 + elements.rowShift[row] * u0));
  const columnPhase = elements.columnPlace.map((x) => turn * x * u0);
  const { architecture, subArray, phaseBits } = beamformer;
  const step = phaseBits === undefined ? undefined : (2 * Math.PI) / 2 ** phaseBits;
  const none = { row: new Float64Array(rows), column: new Float64Array(columns) };
  if (architecture !== "hybrid") {
    const ratio = architecture === "digital" ? frequencyRatio : 1;
    const all = { row: scaled(rowPhase, ratio), column: scaled(columnPhase, ratio) };
    return {
      rowExact: none.row,
      columnExact: none.column,
      rowShifted: all.row,
      columnShifted: all.column,
      step,
    };
  }
  if (!subArray) throw new RangeError("beamPhases: expected the sub-arrays of a hybrid beamformer");
  const centre = {
    row: groupMeans(rowPhase, subArray.rows, "rows"),
    column: groupMeans(columnPhase, subArray.columns, "columns"),
  };
  const within =
    subArray.elements === "fixed"
      ? none
      : {
          row: rowPhase.map((phase, row) => phase - centre.row[row]),
          column: columnPhase.map((phase, column) => phase - centre.column[column]),
        };
  if (subArray.control === "timeDelay") {
    return {
      rowExact: scaled(centre.row, frequencyRatio),
      columnExact: scaled(centre.column, frequencyRatio),
      rowShifted: within.row,
      columnShifted: within.column,
      step,
    };
  }
  return {
    rowExact: none.row,
    columnExact: none.column,
    rowShifted: within.row.map((phase, row) => phase + centre.row[row]),
    columnShifted: within.column.map((phase, column) => phase + centre.column[column]),
    step,
  };
}

/** A phase at the nearest step. */
export function quantisedPhase(phase: number, step: number): number {
  return Math.round(phase / step) * step;
}

function scaled(values: Float64Array, factor: number): Float64Array {
  return values.map((value) => value * factor);
}

/** Of each value the mean of its group of neighbours. */
function groupMeans(values: Float64Array, size: number, name: string): Float64Array {
  if (!(Number.isInteger(size) && size >= 1 && values.length % size === 0)) {
    throw new RangeError(`beamPhases: expected sub-arrays that divide ${values.length} ${name}, found ${size}`);
  }
  const means = new Float64Array(values.length);
  for (let start = 0; start < values.length; start += size) {
    let sum = 0;
    for (let index = start; index < start + size; index++) sum += values[index];
    means.fill(sum / size, start, start + size);
  }
  return means;
}
