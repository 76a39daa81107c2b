import { LeolinkError } from "../leolink-error.js";
import {
  described,
  type Finding,
  isRecord,
  locatedProblems,
  parseJson,
  type Report,
  reportUnknownKeys,
} from "../results/located-json.js";
import type { CaseValue } from "./validation-model.js";

/** A column of a case file. An expected value passes within `abs + rel * |expected|`. */
export type CaseColumn =
  | { readonly name: string; readonly role: "input" }
  | { readonly name: string; readonly role: "expected"; readonly rel: number; readonly abs: number };

/** A case file after parsing and checking: every row has one finite number or text a column. */
export interface CaseFile {
  readonly file: string;
  readonly text: string;
  readonly title: string;
  readonly source: string;
  readonly model: string;
  /** Only where `model` is `scenario`: the scenario itself, or its path relative to the case file. */
  readonly scenario?: string | Readonly<Record<string, unknown>>;
  readonly columns: readonly CaseColumn[];
  readonly rows: readonly (readonly CaseValue[])[];
}

/** The model of a case file whose rows run a scenario. */
export const scenarioModelName = "scenario";

const fileKeys = ["title", "source", "model", "columns", "rows", "scenario"] as const;
const columnKeys = ["role", "rel", "abs"] as const;

/**
 * Parses and checks the text of a case file.
 *
 * @throws LeolinkError (`input`) with every problem found, each with line and column
 */
export function parseCaseFile(text: string, file: string): CaseFile {
  const root = parseJson(text, file);
  const found: Finding[] = [];
  const report: Report = (path, message, hint) => found.push({ path, message, hint });

  const record = isRecord(root) ? root : {};
  if (!isRecord(root)) report([], `expected an object, found ${described(root)}`);
  reportUnknownKeys(record, fileKeys, [], report);
  const model = checkedText(record, "model", report);
  const columns = checkedColumns(record.columns, report);
  const caseFile: CaseFile = {
    file,
    text,
    title: checkedText(record, "title", report),
    source: checkedText(record, "source", report),
    model,
    scenario: checkedScenario(record, model, report),
    columns,
    rows: checkedRows(record.rows, columns, report),
  };
  if (found.length > 0) throw new LeolinkError("input", locatedProblems(caseFile, found));
  return caseFile;
}

function checkedText(record: Readonly<Record<string, unknown>>, key: string, report: Report): string {
  const value = record[key];
  if (typeof value === "string" && value.trim() !== "") return value;
  report([key], `expected a text, found ${described(value)}`);
  return "";
}

function checkedScenario(
  record: Readonly<Record<string, unknown>>,
  model: string,
  report: Report,
): CaseFile["scenario"] {
  const { scenario } = record;
  if (model !== scenarioModelName) {
    if (scenario !== undefined) report(["scenario"], `allowed only where "model" is "${scenarioModelName}"`);
    return undefined;
  }
  if (typeof scenario === "string" || isRecord(scenario)) return scenario;
  report(["scenario"], `expected a scenario or the path of one, found ${described(scenario)}`);
  return undefined;
}

function checkedColumns(value: unknown, report: Report): readonly CaseColumn[] {
  if (!isRecord(value)) {
    report(["columns"], `expected an object of columns, found ${described(value)}`);
    return [];
  }
  const columns = Object.entries(value).map(([name, column]) => checkedColumn(name, column, report));
  if (!columns.some(({ role }) => role === "expected")) {
    report(["columns"], 'expected at least one column of role "expected", found none');
  }
  return columns;
}

function checkedColumn(name: string, value: unknown, report: Report): CaseColumn {
  const path = ["columns", name];
  if (!isRecord(value)) {
    report(path, `expected an object, found ${described(value)}`);
    return { name, role: "input" };
  }
  reportUnknownKeys(value, columnKeys, path, report);
  const tolerance = (key: "rel" | "abs"): number => {
    const limit = value[key] ?? 0;
    if (typeof limit === "number" && limit >= 0 && limit < Infinity) return limit;
    report([...path, key], `expected a finite number from 0, found ${described(limit)}`);
    return 0;
  };
  if (value.role === "expected") return { name, role: "expected", rel: tolerance("rel"), abs: tolerance("abs") };
  if (value.role !== "input") {
    report([...path, "role"], `expected "input" or "expected", found ${described(value.role)}`);
  } else if (value.rel !== undefined || value.abs !== undefined) {
    report(path, "a tolerance belongs to an expected column, found one on an input");
  }
  return { name, role: "input" };
}

function checkedRows(
  value: unknown,
  columns: readonly CaseColumn[],
  report: Report,
): readonly (readonly CaseValue[])[] {
  if (!Array.isArray(value) || value.length === 0) {
    report(["rows"], `expected at least one row, found ${described(value)}`);
    return [];
  }
  return value.map((row: unknown, index) => checkedRow(row, index, columns, report));
}

function checkedRow(row: unknown, index: number, columns: readonly CaseColumn[], report: Report): readonly CaseValue[] {
  const path = ["rows", index];
  if (!Array.isArray(row)) {
    report(path, `row ${index + 1}: expected an array, found ${described(row)}`);
    return [];
  }
  if (row.length !== columns.length) {
    report(path, `row ${index + 1}: expected ${columns.length} values, one a column, found ${row.length}`);
    return [];
  }
  return row.map((value: unknown, place): CaseValue => {
    if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
    const column = columns[place].name;
    report(
      [...path, place],
      `row ${index + 1}, ${column}: expected a finite number or a text, found ${described(value)}`,
    );
    return "";
  });
}
