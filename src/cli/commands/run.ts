import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { FinishedRun } from "../../results/run-folder.js";
import type { Scenario } from "../../scenario/scenario.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption, setOption } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { cpuTime_s } from "../cpu-time.js";
import { exitStatus } from "../exit-status.js";
import { startProgress } from "../progress.js";
import { runOverrides } from "../run-overrides.js";

export const runCommand: Command = {
  usage: "run <scenario>",
  describe: "Run a scenario, store its results and report, and print its key figures",
  positionals: { scenario: "Scenario file (YAML)" },
  options: {
    fidelity: { kind: "text", value: "budget|abstracted|bit-true", describe: "Instead of the scenario's run.fidelity" },
    set: setOption,
    seed: { kind: "text", value: "N", describe: "Instead of the scenario's run.seed; a whole number" },
    out: {
      kind: "text",
      value: "DIR",
      describe: "Folder of the results; results/<scenario>-<time> if left out",
    },
    force: { kind: "flag", describe: "Replace the folder if it holds an earlier run" },
    workers: {
      kind: "text",
      value: "N",
      describe: "Worker threads, which do not change any figure; one a processor core if left out",
    },
    quiet: { kind: "flag", describe: "Show no progress" },
    json: jsonOption,
  },
  examples: [
    ["leolink run scenarios/ka-user-downlink.yaml", "one pass, packets and all"],
    ["leolink run link.yaml --fidelity budget", "the link budget along the pass only"],
    ["leolink run link.yaml --fidelity bit-true --set run.bitTrue.windows=32", "frames sent and decoded bit by bit"],
    ["leolink run link.yaml --set propagation.condition.availability='99.9 %' --seed 7", "with changes"],
    ["leolink run link.yaml --out results/nightly --force --json", "for a CI job"],
  ],
  execute,
};

const mostWorkers = 1024;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ openScenario, noteWarnings }, { run }, folders, { checkRunFolder }] = await Promise.all([
    import("../open-scenario.js"),
    import("../../sim/run.js"),
    import("../../results/folder-name.js"),
    import("../../results/atomic-folder.js"),
  ]);
  const started_ms = Date.now();
  const force = args.flag("force");
  const wantedWorkers = args.wholeNumber("workers", 1, mostWorkers) ?? availableParallelism();
  const { scenario, text: scenarioText, warnings } = await openScenario(args, io, runOverrides(args));
  const folder = args.text("out") ?? folders.freeRunFolder("results", args.requiredText("scenario"), started_ms);
  checkRunFolder(folder, force);

  const workers = usefulWorkers(scenario, wantedWorkers);
  io.signal.throwIfAborted();
  const start_s = performance.now() / 1e3;
  const progress = await startProgress(io, args.flag("quiet"));
  const pool = scenario.run.fidelity !== "budget" ? await openPool(workers, io.signal) : undefined;
  try {
    const result = await run(scenario, {
      scenarioText,
      warnings,
      replicator: pool,
      onProgress: progress.update,
      signal: io.signal,
    });
    const wallTime_s = performance.now() / 1e3 - start_s;
    const finished = await reported(result, { started_ms, wallTime_s, cpuTime_s: cpuTime_s(), workers });
    io.signal.throwIfAborted();
    const { writeRunFolder } = await import("../../results/run-folder.js");
    writeRunFolder(folder, finished, { force });
    progress.stop();
    noteWarnings(result.warnings.slice(warnings.length), io);
    await printResult(finished, folder, args.flag("json"), io);
  } finally {
    progress.stop();
    await pool?.close();
  }
  return exitStatus.done;
}

/** No more threads than there can be replications. */
function usefulWorkers({ run }: Scenario, wanted: number): number {
  return run.fidelity !== "budget" ? Math.min(wanted, run.replications.maximum) : 1;
}

/** Even one worker is a thread of its own: this one stays free for signals and the progress bar. */
async function openPool(workers: number, signal: AbortSignal) {
  const { PooledReplicator } = await import("../../sim/node/pooled-replicator.js");
  const pool = new PooledReplicator(workers);
  // An interrupt does not wait for the replications at work.
  signal.addEventListener("abort", () => void pool.close(), { once: true });
  return pool;
}

async function reported(
  result: FinishedRun["result"],
  circumstances: { started_ms: number; wallTime_s: number; cpuTime_s: number; workers: number },
): Promise<FinishedRun> {
  const [{ manifest }, { htmlReport }, { plotlySource }] = await Promise.all([
    import("../../results/manifest.js"),
    import("../../report/html-report.js"),
    import("../../report/node/plotly-source.js"),
  ]);
  const made = manifest(result, circumstances);
  return { result, manifest: made, reportHtml: htmlReport(result, plotlySource(), made) };
}

async function printResult({ result }: FinishedRun, folder: string, isJson: boolean, io: CliIo): Promise<void> {
  const report = join(folder, "report.html");
  if (isJson) {
    const { kpiJson } = await import("../../results/kpi.js");
    const { timeline, warnings } = result;
    const duration_s = timeline.length * timeline.step_s;
    io.print(JSON.stringify({ folder, report, duration_s, warnings, ...Object(kpiJson(result)) }, null, 2));
    return;
  }
  const { terminalTable } = await import("../../report/terminal-table.js");
  io.print(`${terminalTable(result, io.style)}\n\nreport: ${report}`);
}
