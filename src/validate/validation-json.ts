import { problemText } from "../leolink-error.js";
import { type CaseFileResult, validationTotals } from "./case-result.js";

/**
 * Results as one JSON object: for each file its title, source, model, rows, rows passed, the worst value (rows count
 * from 1; `null` stands for an error or value that is not finite), every failed row, and for a file that was not run
 * the reason or problems.
 */
export function validationJson(results: readonly CaseFileResult[]): string {
  const files = results.map(
    ({ file, title, source, model, rows, passed, worst, status, failures, problems, reason }) => ({
      file,
      title,
      source,
      model,
      rows,
      passed,
      worst: worst ?? null,
      status,
      failures,
      problems: problems.map(problemText),
      reason,
    }),
  );
  return JSON.stringify({ files, ...validationTotals(results) }, null, 2);
}
