/** A value of a case file's row. */
export type CaseValue = number | string;

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
  readonly evaluate: (input: Readonly<Record<string, CaseValue>>) => Readonly<Record<string, CaseValue>>;
}
