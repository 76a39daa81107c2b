/** What an axis puts into the scenario: what a user may write there. */
export type AxisScalar = string | number | boolean;

/** Values that a part of an axis takes: as listed, or from a range in one unit. */
export type AxisRange =
  | { readonly kind: "values"; readonly values: readonly AxisScalar[] }
  | {
      readonly kind: "linear" | "log";
      readonly from: number;
      readonly to: number;
      /** Empty for a plain number. */
      readonly unit: string;
      /** How many values a grid takes; undefined where only a sampling can tell. */
      readonly count?: number;
      /** Of a linear range given by its step. */
      readonly step?: number;
    };

/** A value of the scenario that a sweep changes. */
export interface AxisPart {
  /** Dotted path into the scenario, e.g. `orbit.fixed.elevation`. */
  readonly path: string;
  readonly range: AxisRange;
}

export const samplingMethods = ["grid", "random", "latinHypercube", "sobol"] as const;

/** How points are put into the space of the axes. */
export interface Sampling {
  readonly method: (typeof samplingMethods)[number];
  /** Of every method but the grid. */
  readonly points?: number;
  readonly seed: number;
}

/** A sweep as plain data. */
export interface SweepSpec {
  /** Parts of one axis move together. */
  readonly axes: readonly (readonly AxisPart[])[];
  readonly sampling: Sampling;
  /** Seeds of the run: each point once with each, the last axis of all; that of the scenario if left out. */
  readonly seeds?: readonly number[];
}

/** More points than any table can show. */
export const mostSweepPoints = 1_000_000;
