import { LeolinkError } from "../leolink-error.js";
import { nearestName } from "../nearest-name.js";
import { type Finding, locatedProblems } from "../results/located-json.js";
import type { Estimate } from "../statistics/estimate.js";
import { type CaseColumn, type CaseFile, parseCaseFile, scenarioModelName } from "./case-file.js";
import type { CaseFileResult, ComparedValue, RowFailure } from "./case-result.js";
import type { ModelRegistry } from "./model-registry.js";
import { type LoadScenarioRun, scenarioRowEvaluator, UnusableScenario } from "./scenario-rows.js";
import { type Comparison, comparison, estimateComparison } from "./tolerance.js";
import type { CaseValue, ValidationModel } from "./validation-model.js";

export interface CaseRunOptions {
  readonly models: ModelRegistry;
  readonly loadScenarioRun: LoadScenarioRun;
  readonly readText: (file: string) => Promise<string>;
  /** Leaves out files whose model is marked slow. */
  readonly skipSlow?: boolean;
  /** Files whose model needs the ITU-R digital maps do not count as failed. */
  readonly skipMissingMaps?: boolean;
  /** Called before every row; rejects to stop. */
  readonly beforeRow?: () => Promise<void>;
}

/** Gives a row's expected columns from its input columns. */
export type RowEvaluator = (
  input: Readonly<Record<string, CaseValue>>,
) => Readonly<Record<string, CaseValue | Estimate>> | Promise<Readonly<Record<string, CaseValue | Estimate>>>;

/** Models of this prefix interpolate in the ITU-R digital maps. */
const mapModelPrefix = "itu.maps.";

/** Runs one case file. Whatever is wrong with the file is in the result; only a bug of ours throws. */
export async function runCaseFile(file: string, options: CaseRunOptions): Promise<CaseFileResult> {
  let caseFile: CaseFile | undefined;
  try {
    caseFile = parseCaseFile(await options.readText(file), file);
    const notRun = reasonNotToRun(caseFile, options);
    if (notRun) return { ...emptyResult(caseFile), ...notRun };
    return await runRows(caseFile, evaluatorOf(caseFile, options), options.beforeRow);
  } catch (error) {
    if (!(error instanceof LeolinkError)) throw error;
    const about = caseFile ?? { file, title: "", source: "", model: "" };
    return { ...emptyResult(about), status: "unreadable", problems: error.problems };
  }
}

function emptyResult({ file, title, source, model }: Pick<CaseFile, "file" | "title" | "source" | "model">) {
  return { file, title, source, model, rows: 0, passed: 0, failures: [], problems: [] };
}

function reasonNotToRun(
  caseFile: CaseFile,
  { models, skipSlow, skipMissingMaps }: CaseRunOptions,
): Pick<CaseFileResult, "status" | "reason" | "rows"> | undefined {
  const model = models.get(caseFile.model);
  if (!model && caseFile.model.startsWith(mapModelPrefix)) {
    const reason = "needs the ITU-R digital maps, which leolink does not include";
    return skipMissingMaps
      ? { status: "skipped", reason, rows: 0 }
      : { status: "missingMaps", reason, rows: caseFile.rows.length };
  }
  if (model?.isSlow && skipSlow) return { status: "skipped", reason: "slow model, left out by --skip-slow", rows: 0 };
  return undefined;
}

function evaluatorOf(caseFile: CaseFile, { models, loadScenarioRun }: CaseRunOptions): RowEvaluator {
  if (caseFile.model === scenarioModelName) return scenarioRowEvaluator(caseFile, loadScenarioRun);
  const model = models.get(caseFile.model);
  if (!model) {
    const known = [...models.keys(), scenarioModelName];
    const nearest = nearestName(caseFile.model, known);
    const hint = nearest ? `did you mean ${nearest}?` : `known models: ${known.join(", ")}`;
    throw new LeolinkError(
      "input",
      locatedProblems(caseFile, [{ path: ["model"], message: `unknown model ${caseFile.model}`, hint }]),
    );
  }
  const findings = columnFindings(caseFile.columns, model);
  if (findings.length > 0) throw new LeolinkError("input", locatedProblems(caseFile, findings));
  return model.evaluate;
}

function columnFindings(columns: readonly CaseColumn[], model: ValidationModel): Finding[] {
  const unknown = columns.flatMap(({ name, role }): Finding[] => {
    const known = role === "input" ? model.inputs : model.outputs;
    if (known.includes(name)) return [];
    const message = `unknown ${role} column of ${model.name}`;
    const nearest = nearestName(name, known);
    return [
      { path: ["columns", name], message, hint: nearest ? `did you mean ${nearest}?` : `known: ${known.join(", ")}` },
    ];
  });
  const missing = model.inputs
    .filter((input) => !columns.some(({ name, role }) => name === input && role === "input"))
    .map((input): Finding => ({ path: ["columns", input], message: `missing input column of ${model.name}` }));
  return [...unknown, ...missing];
}

async function runRows(
  caseFile: CaseFile,
  evaluate: RowEvaluator,
  beforeRow: CaseRunOptions["beforeRow"],
): Promise<CaseFileResult> {
  const failures: RowFailure[] = [];
  let worst: JudgedValue | undefined;
  for (const [index, row] of caseFile.rows.entries()) {
    await beforeRow?.();
    const judged = await judgedRow(caseFile, row, index + 1, evaluate);
    if ("message" in judged) {
      failures.push(judged);
      continue;
    }
    const worstOfRow = judged.reduce((a, b) => (isWorse(b, a) ? b : a));
    if (!worstOfRow.isWithin) failures.push(comparedValue(worstOfRow));
    if (!worst || isWorse(worstOfRow, worst)) worst = worstOfRow;
  }
  return {
    ...emptyResult(caseFile),
    status: failures.length === 0 ? "passed" : "failed",
    rows: caseFile.rows.length,
    passed: caseFile.rows.length - failures.length,
    worst: worst && comparedValue(worst),
    failures,
  };
}

type JudgedValue = ComparedValue & Comparison;

/** A value out of tolerance is worse than one within it, else the larger error relative to its tolerance. */
function isWorse(a: JudgedValue, b: JudgedValue): boolean {
  return a.isWithin === b.isWithin ? a.severity > b.severity : b.isWithin;
}

function comparedValue({ row, column, expected, actual, error }: JudgedValue): ComparedValue {
  return { row, column, expected, actual, error };
}

async function judgedRow(
  { columns }: CaseFile,
  values: readonly CaseValue[],
  row: number,
  evaluate: RowEvaluator,
): Promise<JudgedValue[] | { row: number; message: string }> {
  const input = Object.fromEntries(
    columns.flatMap(({ name, role }, place) => (role === "input" ? [[name, values[place]]] : [])),
  );
  let output: Awaited<ReturnType<RowEvaluator>>;
  try {
    output = await evaluate(input);
  } catch (error) {
    if (error instanceof UnusableScenario) throw error;
    if (error instanceof LeolinkError || error instanceof RangeError) return { row, message: error.message };
    throw error;
  }
  return columns.flatMap((column, place): JudgedValue[] => {
    if (column.role === "input") return [];
    const actual = output[column.name];
    const expected = values[place];
    if (actual === undefined) throw new TypeError(`the model gave no ${column.name}`);
    const judged =
      typeof actual === "object" ? estimateComparison(expected, actual, column) : comparison(expected, actual, column);
    return [
      { row, column: column.name, expected, actual: typeof actual === "object" ? actual.value : actual, ...judged },
    ];
  });
}
