import { type FigureChange, isFailure, type ResultComparison } from "../results/compare-results.js";
import { failureText } from "./comparison-rows.js";
import { xmlAttribute } from "./xml.js";

/**
 * Comparisons as JUnit XML for a CI server: one suite a comparison, one test case a random figure and one for each
 * other figure that is not the same; exact figures that are the same share one. A figure that moved is a failure, one
 * that is missing or new an error.
 */
export function comparisonJunit(comparisons: readonly ResultComparison[], allowBetter: boolean): string {
  const suites = comparisons.map((comparison) => suite(comparison, allowBetter));
  const total = (of: (suite: Suite) => number) => suites.reduce((sum, each) => sum + of(each), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="leolink compare" ${counts({ tests: total(({ tests }) => tests), failures: total(({ failures }) => failures), errors: total(({ errors }) => errors) })}>`,
    ...suites.map(({ xml }) => xml),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

interface Suite extends Counts {
  readonly xml: string;
}

function suite({ baseline, changes, exactSame }: ResultComparison, allowBetter: boolean): Suite {
  const kinds = changes.map((change) => elementOf(change, allowBetter));
  const found = {
    tests: changes.length + (exactSame > 0 ? 1 : 0),
    failures: kinds.filter((kind) => kind === "failure").length,
    errors: kinds.filter((kind) => kind === "error").length,
  };
  const cases = changes.map((change, index) => testCase(baseline, change, kinds[index]));
  if (exactSame > 0) {
    cases.push(`    <testcase classname=${xmlAttribute(baseline)} name="${exactSame} exact figures, the same"/>`);
  }
  const xml = [`  <testsuite name=${xmlAttribute(baseline)} ${counts(found)}>`, ...cases, "  </testsuite>"].join("\n");
  return { ...found, xml };
}

type Element = "failure" | "error" | "skipped" | undefined;

function elementOf(change: FigureChange, allowBetter: boolean): Element {
  if (change.outcome === "untested") return "skipped";
  if (!isFailure(change, allowBetter)) return undefined;
  return change.outcome === "moved" ? "failure" : "error";
}

function testCase(className: string, change: FigureChange, element: Element): string {
  const name = [change.figure || "point", change.point].filter(Boolean).join(" at ");
  const open = `    <testcase classname=${xmlAttribute(className)} name=${xmlAttribute(name)}`;
  if (element === undefined) return `${open}/>`;
  return `${open}><${element} message=${xmlAttribute(failureText(change))}/></testcase>`;
}

function counts({ tests, failures, errors }: Counts): string {
  return `tests="${tests}" failures="${failures}" errors="${errors}"`;
}
