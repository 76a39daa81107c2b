import type { z } from "zod";
import type { Problem } from "../leolink-error.js";
import { nearestName } from "../nearest-name.js";
import type { ScenarioDocument, ScenarioPath } from "./scenario-document.js";

type Issue = z.core.$ZodIssue;

/** A finding of the schema at its full path, the right alternative of a choice taken. */
export interface Finding {
  readonly path: ScenarioPath;
  readonly issue: Issue;
}

/** Beyond so many, the rest is only counted. */
const mostProblems = 100;
/** Names are compared up to here, which bounds the work on hostile ones. */
const longestName = 60;

/** The schema's findings as located problems, one for each thing wrong. */
export function schemaProblems(findings: readonly Finding[], document: ScenarioDocument): Problem[] {
  const problems = findings.slice(0, mostProblems).flatMap((finding) => findingProblems(finding, document));
  if (findings.length <= mostProblems) return problems;
  const message = `and ${findings.length - mostProblems} more problems`;
  return [...problems, { message, location: document.locationOf([]) }];
}

/** Issues with choices resolved: of each choice only what is wrong with the alternative that was meant. */
export function findingsOf(issues: readonly Issue[], outer: ScenarioPath = []): Finding[] {
  return issues.flatMap((issue) => {
    const path = [...outer, ...issue.path.map(pathPart)];
    const branch = issue.code === "invalid_union" ? fittingBranch(issue.errors) : undefined;
    if (issue.code !== "invalid_union" || !branch) return [{ path, issue }];
    const others = issue.errors.filter((errors) => errors !== branch && isRightForm(errors));
    const isMixed = topUnknownKeys(branch).some((key) =>
      others.some((errors) => !topUnknownKeys(errors).includes(key)),
    );
    if (!isMixed) return findingsOf(branch, path);
    // Keys of two alternatives: name the choice, and what is wrong inside the parts that are known.
    return [
      { path, issue },
      ...findingsOf(
        branch.filter((inner) => inner.path.length > 0 && !isMissing(inner)),
        path,
      ),
    ];
  });
}

function findingProblems({ path, issue }: Finding, document: ScenarioDocument): Problem[] {
  if (issue.code === "unrecognized_keys") return unknownKeys(issue, path, document);
  const hint = issue.code === "custom" ? (issue.params?.hint as string | undefined) : wordHint(issue);
  return [{ message: issue.message, location: document.locationOf(path), ...(hint !== undefined && { hint }) }];
}

/** The word that was meant, where one of a few was expected. */
function wordHint(issue: Issue): string | undefined {
  if (typeof issue.input !== "string") return undefined;
  const words = wordsOf(issue).filter((value) => typeof value === "string");
  const nearest = nearestName(issue.input.slice(0, longestName), words);
  return nearest === undefined ? undefined : `did you mean ${nearest}?`;
}

function wordsOf(issue: Issue): readonly unknown[] {
  if (issue.code === "invalid_value") return issue.values;
  if (issue.code !== "invalid_union") return [];
  return issue.errors.flatMap((errors) =>
    errors.flatMap((inner) => (inner.code === "invalid_value" && inner.path.length === 0 ? inner.values : [])),
  );
}

function unknownKeys(
  { keys, message }: z.core.$ZodIssueUnrecognizedKeys,
  path: ScenarioPath,
  document: ScenarioDocument,
): Problem[] {
  const known = JSON.parse(message) as string[];
  return keys.slice(0, mostProblems).map((key) => {
    const name = key.slice(0, longestName);
    const nearest = nearestName(name, known);
    return {
      message: `unknown key ${JSON.stringify(name)}, expected ${known.join(", ")}`,
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
  const fitting = branches.filter(isRightForm);
  if (fitting.length === 0) return undefined;
  return fitting.reduce((best, issues) => (misfit(issues) < misfit(best) ? issues : best));
}

function isRightForm(issues: readonly Issue[]): boolean {
  return !issues.some(
    ({ path, code }) =>
      path.length === 0 && (code === "invalid_type" || code === "invalid_value" || code === "invalid_union"),
  );
}

/** Unknown and missing keys of the mapping itself count; what is wrong further inside does not. */
function misfit(issues: readonly Issue[]): number {
  return topUnknownKeys(issues).length + issues.filter((issue) => issue.path.length === 1 && isMissing(issue)).length;
}

function isMissing(issue: Issue): boolean {
  return issue.input === undefined && issue.code !== "custom" && issue.code !== "unrecognized_keys";
}

function topUnknownKeys(issues: readonly Issue[]): readonly string[] {
  return issues.flatMap((issue) => (issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : []));
}

function pathPart(part: PropertyKey): string | number {
  return typeof part === "number" ? part : String(part);
}
