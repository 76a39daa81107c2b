import type { z } from "zod";
import type { Problem } from "../leolink-error.js";
import { nearestName } from "../nearest-name.js";
import type { ScenarioDocument, ScenarioPath } from "./scenario-document.js";

type Issue = z.core.$ZodIssue;

/** The schema's findings as located problems, one for each thing wrong. */
export function schemaProblems(issues: readonly Issue[], document: ScenarioDocument): Problem[] {
  return issues.flatMap((issue) => issueProblems(issue, [], document));
}

function issueProblems(issue: Issue, outer: ScenarioPath, document: ScenarioDocument): Problem[] {
  const path = [...outer, ...issue.path.map(pathPart)];
  if (issue.code === "unrecognized_keys") return unknownKeys(issue, path, document);
  if (issue.code === "invalid_union") {
    const branch = fittingBranch(issue.errors);
    if (branch) return branch.flatMap((inner) => issueProblems(inner, path, document));
  }
  const hint = issue.code === "custom" ? (issue.params?.hint as string | undefined) : undefined;
  return [{ message: issue.message, location: document.locationOf(path), ...(hint !== undefined && { hint }) }];
}

function unknownKeys(
  { keys, message }: z.core.$ZodIssueUnrecognizedKeys,
  path: ScenarioPath,
  document: ScenarioDocument,
): Problem[] {
  const known = JSON.parse(message) as string[];
  return keys.map((key) => {
    const nearest = nearestName(key, known);
    return {
      message: `unknown key ${JSON.stringify(key.slice(0, 60))}, expected ${known.join(", ")}`,
      location: document.locationOf([...path, key], true),
      ...(nearest !== undefined && { hint: `did you mean ${nearest}?` }),
    };
  });
}

/**
 * The alternative that was meant: of those of the right form (a text, a mapping), the one with the fewest unknown and
 * missing keys; undefined where none is of the form that was found, so that the whole choice is named.
 */
function fittingBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = branches.filter((issues) => !issues.some((issue) => issue.path.length === 0 && isWrongForm(issue)));
  if (fitting.length === 0) return undefined;
  return fitting.reduce((best, issues) => (misfit(issues) < misfit(best) ? issues : best));
}

function isWrongForm(issue: Issue): boolean {
  return issue.code === "invalid_type" || issue.code === "invalid_value" || issue.code === "invalid_union";
}

function misfit(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === "unrecognized_keys" && issue.path.length === 0) return sum + 10 * issue.keys.length;
    const isMissing = issue.code === "invalid_type" && issue.input === undefined;
    return sum + (isMissing ? 10 : 1);
  }, 0);
}

function pathPart(part: PropertyKey): string | number {
  return typeof part === "number" ? part : String(part);
}
