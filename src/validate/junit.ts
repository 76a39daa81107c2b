import { problemText } from "../leolink-error.js";
import { xmlAttribute } from "../report/xml.js";
import type { CaseFileResult, RowFailure } from "./case-result.js";
import { rowFailureText } from "./validation-text.js";

/** Results as JUnit XML for a CI server: one suite a case file, one test case a row. */
export function junitXml(results: readonly CaseFileResult[]): string {
  const suites = results.map(suite);
  const total = (count: (suite: Suite) => number) => suites.reduce((sum, each) => sum + count(each), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="leolink validate" tests="${total(({ tests }) => tests)}" failures="${total(({ failures }) => failures)}" errors="${total(({ errors }) => errors)}" skipped="${total(({ skipped }) => skipped)}">`,
    ...suites.map(({ xml }) => xml),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly xml: string;
}

function suite(result: CaseFileResult): Suite {
  const testCases = testCasesOf(result);
  const counts = {
    tests: testCases.length,
    failures: testCases.filter((xml) => xml.includes("<failure ")).length,
    errors: result.status === "unreadable" ? 1 : 0,
    skipped: result.status === "skipped" ? 1 : 0,
  };
  const attributes = `name=${xmlAttribute(result.file)} tests="${counts.tests}" failures="${counts.failures}" errors="${counts.errors}" skipped="${counts.skipped}"`;
  return { ...counts, xml: [`  <testsuite ${attributes}>`, ...testCases, "  </testsuite>"].join("\n") };
}

function testCasesOf(result: CaseFileResult): string[] {
  const { file, model, title, status, reason, problems, rows, failures } = result;
  const whole = (content: string) => [testCase(model || file, title || file, content)];
  if (status === "unreadable") return whole(`<error message=${xmlAttribute(problems.map(problemText).join("; "))}/>`);
  if (status === "skipped") return whole(`<skipped message=${xmlAttribute(reason ?? "")}/>`);
  if (status === "missingMaps") return whole(`<failure message=${xmlAttribute(reason ?? "")}/>`);
  const failureOf = new Map<number, RowFailure>(failures.map((failure) => [failure.row, failure]));
  return Array.from({ length: rows }, (_, index) => {
    const failure = failureOf.get(index + 1);
    const content = failure ? `<failure message=${xmlAttribute(rowFailureText(failure))}/>` : "";
    return testCase(model, `${title}, row ${index + 1}`, content);
  });
}

function testCase(className: string, name: string, content: string): string {
  const open = `    <testcase classname=${xmlAttribute(className)} name=${xmlAttribute(name)}`;
  return content ? `${open}>${content}</testcase>` : `${open}/>`;
}
