import { problemText } from "../leolink-error.js";
import { type CaseFileResult, type ComparedValue, type RowFailure, validationTotals } from "./case-result.js";
import type { CaseValue } from "./validation-model.js";

/** More failed rows of one file are counted, not listed; `--json` has them all. */
const listedFailures = 10;

/** One file's result for people: a line of how many rows passed and the worst error, then what failed. */
export function caseFileText(result: CaseFileResult): string {
  const { file, status, model, rows, passed, worst, failures, problems, reason } = result;
  switch (status) {
    case "unreadable":
      return [`ERROR  ${file}`, ...problems.map((problem) => `       ${problemText(problem)}`)].join("\n");
    case "skipped":
      return `skip   ${file}: ${reason}`;
    case "missingMaps":
      return `FAIL   ${file}: not run, ${reason} (--skip-missing-maps leaves such files out)`;
    default: {
      const head = `${status === "passed" ? "pass " : "FAIL "}  ${file}: ${passed} of ${rows} rows, ${model}`;
      const rest = failures.length - listedFailures;
      return [
        worst ? `${head}; worst error ${worstText(worst)}` : head,
        ...failures.slice(0, listedFailures).map((failure) => `       ${rowFailureText(failure)}`),
        ...(rest > 0 ? [`       and ${rest} more rows`] : []),
      ].join("\n");
    }
  }
}

/** The last line: rows passed over all files. */
export function validationTotalText(results: readonly CaseFileResult[]): string {
  const { rows, passed } = validationTotals(results);
  const count = (status: CaseFileResult["status"]) => results.filter((result) => result.status === status).length;
  const parts = [
    `${passed} of ${rows} rows passed in ${results.length - count("unreadable") - count("skipped")} files`,
    ...(count("unreadable") > 0 ? [`${count("unreadable")} files could not be read`] : []),
    ...(count("skipped") > 0 ? [`${count("skipped")} files left out`] : []),
  ];
  return `total  ${parts.join(", ")}`;
}

/** A failed row in one line. */
export function rowFailureText(failure: RowFailure): string {
  if ("message" in failure) return `row ${failure.row}: ${failure.message}`;
  const { row, column, expected, actual, error } = failure;
  const difference = Number.isFinite(error) ? `, error ${figure(error)}` : "";
  return `row ${row}, ${column}: expected ${shown(expected)}, found ${shown(actual)}${difference}`;
}

function worstText({ row, column, error }: ComparedValue): string {
  return `${Number.isFinite(error) ? figure(error) : "(texts differ)"} in row ${row}, ${column}`;
}

function figure(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function shown(value: CaseValue): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
