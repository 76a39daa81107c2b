import type { Estimate } from "../statistics/estimate.js";

/** A value of a case file's row. */
export type CaseValue = number | string;

/** Expected columns by name; a statistical figure carries its interval. */
export type CaseOutput = Readonly<Record<string, CaseValue | Estimate>>;

/**
 * One entry of the registry of validation models (validation cases name it by `name`).
 * `evaluate` gets the input columns by name and returns the expected columns by name.
 */
export interface ValidationModel {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Monte-Carlo or otherwise long; left out by `--skip-slow`. */
  readonly isSlow?: boolean;
  readonly evaluate: (input: Readonly<Record<string, CaseValue>>) => CaseOutput | Promise<CaseOutput>;
}
