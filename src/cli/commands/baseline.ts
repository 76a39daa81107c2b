import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { LeolinkError } from "../../leolink-error.js";
import type { Baseline } from "../../results/baseline-file.js";
import type { CompareOptions, ResultComparison } from "../../results/compare-results.js";
import type { LoadedScenario } from "../../scenario/load-scenario.js";
import type { RunResult } from "../../sim/run-result.js";
import type { CliIo } from "../cli-io.js";
import { type Command, setOption } from "../command.js";
import { type CommandArguments, wrongOption } from "../command-arguments.js";
import { comparisonOptions, comparisonRule, emitComparisons } from "../comparison-options.js";
import { exitStatus } from "../exit-status.js";
import { startProgress } from "../progress.js";

export const baselineCommand: Command = {
  usage: "baseline <action> [scenarios..]",
  describe: "Run scenarios and update, or check, the baselines of their key figures",
  details:
    "`update` runs each scenario, shows what moved against its old baseline, and writes the new one; a\n" +
    "baseline keeps its overrides and tolerances unless --set or --tolerance gives others. `check` runs\n" +
    "each baseline's scenario as the baseline says and compares; --alpha is shared among them. Without\n" +
    "scenarios both take every baseline of the folder.",
  positionals: {
    action: "update or check",
    scenarios: "Scenario files; the baseline of a.yaml is a.json",
  },
  options: {
    dir: { kind: "text", value: "DIR", describe: "Folder of the baselines; results/baseline if left out" },
    set: { ...setOption, describe: `${setOption.describe}; kept in the baseline, update only` },
    workers: { kind: "text", value: "N", describe: "Worker threads; one a processor core if left out" },
    quiet: { kind: "flag", describe: "Show no progress" },
    ...comparisonOptions,
  },
  examples: [
    ["leolink baseline update scenarios/ka-user-downlink.yaml", "one scenario, old or new"],
    ["leolink baseline update", "every baseline, after a change that is meant to move figures"],
    ["leolink baseline check --junit baseline.xml", "for a CI job; exit status 1 where a figure moved"],
  ],
  execute,
};

const mostWorkers = 1024;

/** A scenario that is to be run, and where its baseline stands or will stand. */
interface Task {
  readonly file: string;
  readonly scenario: string;
  readonly old?: Baseline;
}

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const isUpdate = args.choice("action", ["update", "check"]) === "update";
  if (!isUpdate && args.list("set").length > 0) throw wrongOption("set", "belongs to update, found with check");
  const whole = await comparisonRule(args);
  const folder = args.text("dir") ?? join("results", "baseline");
  const tasks = await tasksOf(args, folder, isUpdate);
  // Of all comparisons together, by Bonferroni.
  const rule = { ...whole, alpha: whole.alpha / tasks.length };
  const results = await runAll(tasks, args, io);
  const comparisons: ResultComparison[] = [];
  const texts: [file: string, text: string][] = [];
  const files = await import("../../results/baseline-file.js");
  for (const [index, { file, scenario, old }] of tasks.entries()) {
    const comparison = old && (await comparedWith(old, file, results[index], rule, isUpdate, io));
    if (comparison) comparisons.push(comparison);
    const baseline = files.baselineOf(results[index], {
      scenario: relative(resolve(folder), resolve(scenario)).split(sep).join("/"),
      set: overridesOf(args, old),
      tolerances: args.list("tolerance").length > 0 ? (rule.tolerances ?? []) : (old?.tolerances ?? []),
    });
    texts.push([file, files.baselineText(baseline)]);
  }
  await emitComparisons(comparisons, args, io);
  if (!isUpdate) return comparisons.every(({ isPassed }) => isPassed) ? exitStatus.done : exitStatus.checkFailed;
  io.signal.throwIfAborted();
  await writeAll(folder, texts, io);
  return exitStatus.done;
}

/** Of the scenarios that are named, or of every baseline in the folder. */
async function tasksOf(args: CommandArguments, folder: string, isUpdate: boolean): Promise<Task[]> {
  const [{ isBaselineText, parseBaseline }, { readTextFile }] = await Promise.all([
    import("../../results/baseline-file.js"),
    import("../text-file.js"),
  ]);
  const named = args.list("scenarios");
  if (named.length === 0) {
    const found = jsonFiles(folder).flatMap((file): Task[] => {
      const text = readTextFile(file);
      if (!isBaselineText(text)) return [];
      const old = parseBaseline(text, file);
      return [{ file, scenario: join(dirname(file), old.scenario), old }];
    });
    if (found.length > 0) return found;
    const hint = "name the scenarios: leolink baseline update scenarios/*.yaml";
    throw new LeolinkError("input", [{ message: "expected baselines, found none", location: { file: folder }, hint }]);
  }
  return named.map((scenario) => {
    const file = join(folder, `${basename(scenario, extname(scenario))}.json`);
    if (existsSync(file)) return { file, scenario, old: parseBaseline(readTextFile(file), file) };
    if (isUpdate) return { file, scenario };
    const hint = `leolink baseline update ${scenario} makes one`;
    throw new LeolinkError("input", [{ message: `${scenario} has no baseline yet`, location: { file }, hint }]);
  });
}

function jsonFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.startsWith("."));
  return names.sort().map((name) => join(folder, name));
}

function overridesOf(args: CommandArguments, old: Baseline | undefined): readonly string[] {
  const given = args.list("set");
  return given.length > 0 ? given : (old?.set ?? []);
}

async function runAll(tasks: readonly Task[], args: CommandArguments, io: CliIo): Promise<RunResult[]> {
  const workers = args.wholeNumber("workers", 1, mostWorkers) ?? availableParallelism();
  const [{ readScenario, noteWarnings }, { readTextFile }, { run }, { PooledReplicator }] = await Promise.all([
    import("../open-scenario.js"),
    import("../text-file.js"),
    import("../../sim/run.js"),
    import("../../sim/node/pooled-replicator.js"),
  ]);
  // Every scenario is read before the first is run: a mistake in the last one shows at once.
  const loaded: LoadedScenario[] = [];
  for (const { scenario, old } of tasks) {
    const found = await readScenario(readTextFile(scenario), scenario, overridesOf(args, old));
    noteWarnings(found.warnings, io);
    loaded.push(found);
  }
  const progress = await startProgress(io, args.flag("quiet"));
  const hasPackets = loaded.some(({ scenario }) => scenario.run.fidelity !== "budget");
  const pool = hasPackets ? new PooledReplicator(workers) : undefined;
  io.signal.addEventListener("abort", () => void pool?.close(), { once: true });
  try {
    const results: RunResult[] = [];
    for (const [index, { scenario, text, warnings }] of loaded.entries()) {
      io.signal.throwIfAborted();
      const onProgress = (fraction: number, doing: string) =>
        progress.update((index + fraction) / tasks.length, `${basename(tasks[index].scenario)}: ${doing}`);
      results.push(
        await run(scenario, { scenarioText: text, warnings, replicator: pool, onProgress, signal: io.signal }),
      );
    }
    return results;
  } finally {
    progress.stop();
    await pool?.close();
  }
}

/** Against the old baseline; an update goes on where nothing can be said, and says so. */
async function comparedWith(
  old: Baseline,
  file: string,
  result: RunResult,
  rule: CompareOptions,
  isUpdate: boolean,
  io: CliIo,
): Promise<ResultComparison | undefined> {
  const [{ baselineResults }, { resultsOfRun }, { compareResults }] = await Promise.all([
    import("../../results/baseline-file.js"),
    import("../../results/run-results.js"),
    import("../../results/compare-results.js"),
  ]);
  try {
    return compareResults(baselineResults(old, file), resultsOfRun(result, "this run"), rule);
  } catch (error) {
    if (!isUpdate || !(error instanceof LeolinkError)) throw error;
    io.note(`note: ${file}: not compared: ${error.message}`);
    return undefined;
  }
}

async function writeAll(folder: string, texts: readonly (readonly [string, string])[], io: CliIo): Promise<void> {
  const [{ replaceFile }, { readTextFile }] = await Promise.all([import("../text-file.js"), import("../text-file.js")]);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of texts) {
    const isSame = existsSync(file) && readTextFile(file) === text;
    if (!isSame) await replaceFile(file, text);
    io.note(`${file}: ${isSame ? "the same" : "written"}`);
  }
}
