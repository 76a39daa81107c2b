import type { Problem } from "../leolink-error.js";
import type { CaseValue } from "./validation-model.js";

/** One expected value of a row beside what the model gave. Rows count from 1. */
export interface ComparedValue {
  readonly row: number;
  readonly column: string;
  readonly expected: CaseValue;
  readonly actual: CaseValue;
  /** `|actual - expected|`; Infinity for texts that differ. */
  readonly error: number;
}

/** A row that did not pass: its worst value, or why the model gave none. */
export type RowFailure = ComparedValue | { readonly row: number; readonly message: string };

/**
 * What became of a case file. `unreadable`: the file itself is wrong; `missingMaps`: its model needs the ITU-R digital
 * maps, which this installation does not hold; `skipped`: left out because the user asked so.
 */
export type CaseStatus = "passed" | "failed" | "unreadable" | "missingMaps" | "skipped";

export interface CaseFileResult {
  readonly file: string;
  readonly status: CaseStatus;
  readonly title: string;
  readonly source: string;
  readonly model: string;
  /** Rows that count: none of a file that is unreadable or skipped. */
  readonly rows: number;
  readonly passed: number;
  /** The value with the largest error relative to its tolerance. */
  readonly worst?: ComparedValue;
  readonly failures: readonly RowFailure[];
  /** Of an unreadable file. */
  readonly problems: readonly Problem[];
  /** Why a file was not run. */
  readonly reason?: string;
}

/** Exit status of `leolink validate`: 0 all passed, 1 a row failed, 2 a file cannot be read. */
export function validationExitStatus(results: readonly CaseFileResult[]): 0 | 1 | 2 {
  if (results.some(({ status }) => status === "unreadable")) return 2;
  return results.some(({ status }) => status === "failed" || status === "missingMaps") ? 1 : 0;
}

/** Rows that count and rows that passed, over all files. */
export function validationTotals(results: readonly CaseFileResult[]): {
  readonly rows: number;
  readonly passed: number;
} {
  return {
    rows: results.reduce((sum, { rows }) => sum + rows, 0),
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
  };
}
