import { latinHypercube } from "../random/latin-hypercube.js";
import { RandomStream } from "../random/random-stream.js";
import { mostSobolDimensions, SobolSequence } from "../random/sobol.js";
import { axisColumn, axisLength, axisUnit, gridValue, sampledValue } from "./sweep-axis.js";
import { type AxisPart, type AxisScalar, mostSweepPoints, type SweepSpec } from "./sweep-spec.js";

/** What one part of an axis is in a table of points. */
export interface SweepColumn {
  readonly path: string;
  /** Its name with the unit, e.g. `orbit_fixed_elevation_deg`. */
  readonly column: string;
  /** The unit of its values; empty for plain numbers, undefined where the values are no numbers. */
  readonly unit: string | undefined;
}

/**
 * The points of a sweep by index: in a grid the last axis changes fastest. A point is worked out when it is asked for,
 * O(axes); only a Latin hypercube holds its coordinates.
 */
export class SweepPlan {
  readonly length: number;
  readonly columns: readonly SweepColumn[];
  readonly #seeds: readonly number[] | undefined;
  /** Values of a point, part by part. */
  readonly #valuesOf: (index: number) => AxisScalar[];

  /** @throws RangeError where the axes do not fit each other or the sampling */
  constructor({ axes, sampling, seeds }: SweepSpec) {
    const columns = axes.flat().map((part) => ({ path: part.path, column: axisColumn(part), unit: axisUnit(part) }));
    this.#seeds = seeds;
    this.columns = seeds === undefined ? columns : [...columns, { path: "run.seed", column: "run_seed", unit: "" }];
    checkPaths(this.columns.map(({ path }) => path));
    let length: number;
    if (sampling.method === "grid") {
      if (sampling.points !== undefined) {
        throw new RangeError(`sampling: expected no number of points with a grid, found ${sampling.points}`);
      }
      const lengths = axes.map(gridLength);
      length = lengths.reduce((product, each) => product * each, 1);
      this.#valuesOf = (index) => gridPoint(axes, lengths, index);
    } else {
      if (sampling.points === undefined) {
        throw new RangeError(`sampling: expected a number of points with ${sampling.method}, found none`);
      }
      length = sampling.points;
      const place = places(sampling.method, sampling.points, axes.length, sampling.seed);
      this.#valuesOf = (index) =>
        axes.flatMap((parts, axis) => parts.map((part) => sampledValue(part, place(index, axis))));
    }
    this.length = length * (seeds?.length ?? 1);
    if (this.length > mostSweepPoints) {
      throw new RangeError(`expected a sweep of at most ${mostSweepPoints} points, found ${this.length}`);
    }
  }

  /** The values of a point, in the order of `columns`. */
  values(index: number): readonly AxisScalar[] {
    if (!(Number.isInteger(index) && index >= 0 && index < this.length)) {
      throw new RangeError(`SweepPlan: index: expected 0 to ${this.length - 1}, found ${index}`);
    }
    if (this.#seeds === undefined) return this.#valuesOf(index);
    const seeds = this.#seeds.length;
    return [...this.#valuesOf(Math.floor(index / seeds)), this.#seeds[index % seeds]];
  }

  toString(): string {
    return `SweepPlan(${this.length} points, ${this.columns.length} values each)`;
  }
}

function checkPaths(paths: readonly string[]): void {
  for (const [index, path] of paths.entries()) {
    const other = paths.findIndex(
      (each) => each === path || each.startsWith(`${path}.`) || path.startsWith(`${each}.`),
    );
    if (other < index) {
      throw new RangeError(
        `expected each path in one axis, found ${path}${other < 0 ? "" : ` beside ${paths[other]}`}`,
      );
    }
    if (path === "sweep" || path.startsWith("sweep.")) {
      throw new RangeError(`expected a value of the scenario, found ${path}`);
    }
  }
}

function gridLength(parts: readonly AxisPart[]): number {
  const lengths = parts.map((part) => {
    const length = axisLength(part);
    if (length === undefined) throw new RangeError(`${part.path}: expected a step or a number of values in a grid`);
    return length;
  });
  if (lengths.some((length) => length !== lengths[0])) {
    const found = parts.map(({ path }, index) => `${lengths[index]} of ${path}`).join(", ");
    throw new RangeError(`expected as many values of each path that change together, found ${found}`);
  }
  return lengths[0];
}

function gridPoint(axes: SweepSpec["axes"], lengths: readonly number[], index: number): AxisScalar[] {
  const values: AxisScalar[] = [];
  let left = index;
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    const place = left % lengths[axis];
    left = Math.floor(left / lengths[axis]);
    values.unshift(...axes[axis].map((part) => gridValue(part, place)));
  }
  return values;
}

/** Coordinates of the points in the unit cube. */
function places(
  method: "random" | "latinHypercube" | "sobol",
  points: number,
  dimensions: number,
  seed: number,
): (index: number, dimension: number) => number {
  if (method === "sobol") {
    if (dimensions > mostSobolDimensions) {
      throw new RangeError(`sampling: expected at most ${mostSobolDimensions} axes with sobol, found ${dimensions}`);
    }
    const sequence = new SobolSequence(dimensions);
    return (index, dimension) => sequence.coordinate(index, dimension);
  }
  if (method === "latinHypercube") {
    const coordinates = latinHypercube(points, dimensions, seed);
    return (index, dimension) => coordinates[index * dimensions + dimension];
  }
  return (index, dimension) => {
    const stream = new RandomStream(seed, "scenario.sweep", index);
    for (let skipped = 0; skipped < dimension; skipped++) stream.uniform();
    return stream.uniform();
  };
}
