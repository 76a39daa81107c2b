import type { SweepSpec } from "../scenario/sweep-spec.js";

/** Everything that a worker anywhere needs for the points of a sweep, as plain data. */
export interface SweepJob {
  /** YAML of the scenario. */
  readonly text: string;
  /** `path=value` each, for all points. */
  readonly overrides: readonly string[];
  /** Named in errors. */
  readonly file: string;
  /** Files that the scenario names, by the path written there. */
  readonly files: Readonly<Record<string, string>>;
  readonly spec: SweepSpec;
  /** Of the program that planned it; another one refuses the work. */
  readonly modelVersion: string;
  /** Whether the time series of each point is stored too. */
  readonly hasSeries: boolean;
}
