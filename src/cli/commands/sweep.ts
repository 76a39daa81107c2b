import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { inUsersWords, LeolinkError } from "../../leolink-error.js";
import type { PointRunner } from "../../sweep/point-runner.js";
import type { PointStore } from "../../sweep/point-store.js";
import type { QueueAddress } from "../../sweep/queue/queue-address.js";
import type { DrivenSweep, QueuePointRunner } from "../../sweep/queue/queue-point-runner.js";
import type { FailedOutcome, SweepKeys } from "../../sweep/run-sweep.js";
import type { SweepFolder } from "../../sweep/sweep-folder.js";
import type { SweepJob } from "../../sweep/sweep-job.js";
import type { Shard, SweepRun } from "../../sweep/sweep-run.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption } from "../command.js";
import { type CommandArguments, wrongOption } from "../command-arguments.js";
import { cpuTime_s } from "../cpu-time.js";
import { exitStatus } from "../exit-status.js";
import { type Progress, startProgress } from "../progress.js";
import { queueAddress, queueOption } from "../queue-option.js";
import { openSweep, sweepOptions, sweepWords } from "../sweep-options.js";

export const sweepCommand: Command = {
  usage: "sweep <scenario>",
  describe: "Run a scenario at many points of its parameters; go on where an earlier run stopped",
  details:
    "Every finished point is kept at once, by a hash of all that determines it, in `.leolink-points` beside the " +
    "sweep's folder: the same command goes on after any interruption, a changed axis runs only what is new, and " +
    "sweeps share equal points.",
  positionals: { scenario: "Scenario file (YAML)" },
  options: {
    ...sweepOptions,
    "skip-invalid": {
      kind: "flag",
      describe: "Leave out points whose values the scenario's checks refuse; without it nothing is run then",
    },
    show: { kind: "text", value: "FIGURE,...", describe: "Key figures to print with each point" },
    out: { kind: "text", value: "DIR", describe: "Folder of the sweep; results/sweep-<scenario>-<id> if left out" },
    store: { kind: "text", value: "DIR", describe: "Folder of finished points; .leolink-points beside the sweep's" },
    force: { kind: "flag", describe: "Replace the folder if it holds other results" },
    workers: {
      kind: "text",
      value: "N",
      describe: "Worker threads, which do not change any figure; one a processor core if left out",
    },
    queue: {
      ...queueOption,
      describe: `Run points on the workers of a queue (leolink worker). ${queueOption.describe}`,
    },
    shard: {
      kind: "text",
      value: "I/N",
      describe: "Run only the I-th of N parts (from 1) into the store and write no folder; for batch clusters",
    },
    collect: { kind: "flag", describe: "Run nothing: gather what shards have stored into the sweep's folder" },
    "slurm-script": {
      kind: "text",
      value: "FILE",
      describe: "Run nothing: write a script for sbatch, an array job of --shards parts that share --store",
    },
    shards: { kind: "text", value: "N", describe: "Parts of the --slurm-script; 16 if left out" },
    quiet: { kind: "flag", describe: "Show neither progress nor points" },
    json: jsonOption,
  },
  examples: [
    ["leolink sweep link.yaml", "the sweep that the scenario describes"],
    ["leolink sweep link.yaml --axis orbit.fixed.elevation=10deg:90deg:5deg", "an axis of the command line"],
    ["leolink sweep link.yaml --axis link.carrier=18GHz:22GHz --sampling sobol --points 256", "a sampling"],
    ["leolink sweep link.yaml --queue redis://queue.example:6379/0", "on every machine that runs leolink worker"],
    ["leolink sweep link.yaml --axis 'link.bandwidth=50MHz,200MHz with run.seed=1,2'", "values that change together"],
  ],
  execute,
};

const mostWorkers = 1024;
const mostShards = 100_000;
const shownProblems = 10;
/** Of the progress on a terminal. */
const tick_ms = 500;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const started_ms = Date.now();
  const start_s = performance.now() / 1e3;
  const workers = args.wholeNumber("workers", 1, mostWorkers) ?? availableParallelism();
  const shard = shardOf(args);
  const queue = args.text("queue") === undefined ? undefined : await queueAddress(args);
  const job = await openSweep(args, io);
  if (args.text("slurm-script") !== undefined) return await writeSlurmScript(args, io);
  const [{ SweepPoints }, { PooledPointRunner }, stores, { identifySweep }, folders, { SweepRun }] = await Promise.all([
    import("../../sweep/sweep-points.js"),
    import("../../sweep/pooled-point-runner.js"),
    import("../../sweep/point-store.js"),
    import("../../sweep/run-sweep.js"),
    import("../../sweep/sweep-folder.js"),
    import("../../sweep/sweep-run.js"),
  ]);
  const { plan, text: scenarioText } = inUsersWords(() => new SweepPoints(job));
  const progress = await startProgress(io, args.flag("quiet"));
  if (queue) await (await import("../../sweep/queue/queue-connection.js")).checkServer(queue);
  const threads = new PooledPointRunner(job, Math.min(workers, plan.length));
  let driver: QueuePointRunner | undefined;
  const closeRunners = async () => {
    await Promise.all([threads.close(), driver?.close()]);
  };
  io.signal.addEventListener("abort", () => void closeRunners(), { once: true });
  let store: PointStore | undefined;
  try {
    const { keys, problems } = await identifySweep(threads, plan.length, {
      signal: io.signal,
      onProgress: (checked) => progress.update(checked / plan.length, `checked ${checked} of ${plan.length} points`),
    });
    tellProblems(problems, plan.length, args.flag("skip-invalid"), io);
    const sweep = { job, plan, keys, scenarioText };
    const force = args.flag("force");
    const folder = args.text("out") ?? join("results", await folderName(job, folders.sweepId(sweep)));
    if (!shard) folders.checkSweepFolder(folder, folders.sweepId(sweep), force);
    store = new stores.PointStore(args.text("store") ?? join(dirname(folder), ".leolink-points"));
    if (queue) {
      await threads.close();
      driver = await openDriver(queue, { id: folders.sweepId(sweep), job, points: plan.length }, store, io);
    }
    const run = new SweepRun(sweep, store, shard);
    await driver?.begin(run.known);
    if (args.flag("collect")) checkComplete(run, store.folder);
    const written = shard ? undefined : new folders.SweepFolder(folder, sweep, { force });
    const printer = await pointPrinter(args, io, progress, plan);
    const runner = driver ?? threads;
    const ticker = setInterval(() => progress.update(...progressOf(run, runner)), tick_ms);
    const failed = await run
      .run(runner, written, { signal: io.signal, onPoint: printer })
      .finally(() => clearInterval(ticker));
    progress.stop();
    await driver?.close();
    const wallTime_s = performance.now() / 1e3 - start_s;
    written?.write(store, run.figures, {
      started_ms,
      wallTime_s,
      cpuTime_s: cpuTime_s(),
      workers: driver?.mostSlots ?? workers,
    });
    if (job.hasSeries) written?.writeSeries(store);
    printEnd(run, failed, written, store.folder, args.flag("json"), io);
    if (!io.signal.aborted) return failed.length > 0 ? exitStatus.checkFailed : exitStatus.done;
    return io.signal.reason === "SIGTERM" ? exitStatus.terminated : exitStatus.interrupted;
  } finally {
    progress.stop();
    store?.close();
    await closeRunners();
  }
}

async function writeSlurmScript(args: CommandArguments, io: CliIo): Promise<number> {
  const { slurmScript } = await import("../../sweep/slurm-script.js");
  const { writeFileSync } = await import("node:fs");
  const file = args.requiredText("slurm-script");
  const store = args.text("store");
  if (store === undefined) {
    throw wrongOption("slurm-script", "expected --store beside it, a folder that all nodes share, found none");
  }
  const shards = args.wholeNumber("shards", 1, mostShards) ?? 16;
  const text = slurmScript({ words: sweepWords(args), store, shards });
  writeFileSync(file, text, { mode: 0o755, flag: args.flag("force") ? "w" : "wx" });
  io.print(`${file}: ${shards} shards; submit it with sbatch, then run the same sweep with --store and --collect`);
  return exitStatus.done;
}

/** `3/16` as the third of sixteen. */
function shardOf(args: CommandArguments): Shard | undefined {
  const text = args.text("shard");
  if (text === undefined) return undefined;
  for (const other of ["collect", "out", "queue"]) {
    if (args.flag(other) || args.text(other) !== undefined) {
      throw wrongOption("shard", `expected no --${other} beside it, found one`);
    }
  }
  if (args.text("store") === undefined) {
    throw wrongOption("shard", "expected --store beside it, the folder that all shards share, found none");
  }
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [number, parts] = match ? [Number(match[1]), Number(match[2])] : [0, 0];
  if (!(number >= 1 && number <= parts && parts <= mostShards)) {
    throw wrongOption("shard", `expected I/N with I from 1 to N and N up to ${mostShards}, found ${text}`);
  }
  return { part: number - 1, parts };
}

function tellProblems(problems: SweepKeys["problems"], points: number, isSkipping: boolean, io: CliIo): void {
  if (problems.length === 0) return;
  const isAll = problems.length === points;
  const most = isAll ? 1 : shownProblems;
  const lines = problems.slice(0, most).map(({ index, message }) => `point ${index}: ${message}`);
  if (problems.length > most) lines.push(`and ${problems.length - most} more`);
  if (isAll || !isSkipping) {
    const hint = isAll ? undefined : "--skip-invalid leaves such points out";
    const message = `expected values that the scenario allows, found ${problems.length} of ${points} points refused`;
    throw new LeolinkError("input", [{ message, hint }, ...lines.map((line) => ({ message: line }))]);
  }
  io.note(`warning: ${problems.length} of ${points} points are left out:`);
  for (const line of lines) io.note(`  ${line}`);
}

async function folderName({ file }: SweepJob, id: string): Promise<string> {
  const { fileStem } = await import("../../results/folder-name.js");
  return `sweep-${fileStem(file)}-${id.slice(0, 8)}`;
}

function checkComplete({ indices, pending, known }: SweepRun, folder: string): void {
  if (pending.length === 0) return;
  throw new LeolinkError("check", [
    {
      message: `expected all ${indices.length} points in the store, found ${known}`,
      location: { file: folder },
      hint: "run the missing shards, or leave --collect out to run their points here",
    },
  ]);
}

/** Prints points as they finish; the figures are those of the first. */
async function pointPrinter(
  args: CommandArguments,
  io: CliIo,
  progress: Progress,
  plan: SweepRunPlan,
): Promise<SweepPrinter> {
  const table = await import("../../report/sweep-table.js");
  let figures = args.text("show")?.split(",");
  let isHeaded = false;
  if (args.flag("quiet") || args.flag("json")) return () => {};
  return ({ index, record }) => {
    if (record.status === "failed") return;
    if (record.status === "done") figures ??= [...table.shownFigures(record.figures)];
    const head = isHeaded ? "" : `${table.sweepHeads(plan, figures ?? [], io.style)}\n`;
    isHeaded = true;
    const found = record.status === "done" ? record.figures : `refused: ${record.message}`;
    progress.aside(() => io.print(head + table.sweepLine(plan, figures ?? [], plan.values(index), found)));
  };
}

type SweepPrinter = NonNullable<Parameters<SweepRun["run"]>[2]["onPoint"]>;
type SweepRunPlan = ConstructorParameters<typeof SweepFolder>[1]["plan"];

/** Puts the sweep on a queue; what landed there while nobody waited is kept at once. */
async function openDriver(
  queue: QueueAddress,
  sweep: DrivenSweep,
  store: PointStore,
  io: CliIo,
): Promise<QueuePointRunner> {
  const [{ QueuePointRunner }, { keepOutcome }] = await Promise.all([
    import("../../sweep/queue/queue-point-runner.js"),
    import("../../sweep/run-sweep.js"),
  ]);
  const driver = await QueuePointRunner.open(queue, sweep, io.note);
  try {
    for (const outcome of driver.leftovers) keepOutcome(store, outcome);
  } catch (error) {
    await driver.close();
    throw error;
  }
  return driver;
}

/** Part of the points and what is to be said: rate, time left, and the stop rule of a point at work. */
function progressOf(run: SweepRun, runner: PointRunner): [number, string] {
  const { pending, known, finished, indices, rate } = run;
  const state = runner.running().find(({ maximum }) => maximum > 0);
  const parts = [
    `${known + finished} of ${indices.length} points`,
    finished > 0 ? `${rate.toPrecision(3)}/s, ${Math.ceil((pending.length - finished) / rate)} s left` : "",
    state ? `point ${state.index}: replication ${state.finished}, at most ${state.maximum}` : "",
    runner.state ?? "",
  ];
  return [pending.length === 0 ? 1 : finished / pending.length, parts.filter(Boolean).join("; ")];
}

function printEnd(
  run: SweepRun,
  failed: readonly FailedOutcome[],
  written: SweepFolder | undefined,
  store: string,
  isJson: boolean,
  io: CliIo,
): void {
  const { indices, known, finished } = run;
  const left = indices.length - known - finished - failed.length;
  if (isJson) {
    const counts = { points: indices.length, known, finished, failed, left };
    io.print(JSON.stringify({ ...(written && { folder: written.folder }), store, ...counts }, null, 2));
    return;
  }
  for (const { index, message } of failed.slice(0, shownProblems)) io.note(`point ${index} failed: ${message}`);
  if (failed.length > 0)
    io.note(`${failed.length} points failed and were set aside; the same command tries them again`);
  if (left > 0) io.note(`${known + finished} of ${indices.length} points are kept; the same command goes on`);
  const from = known > 0 ? `, ${known} of them from earlier runs` : "";
  io.print(`\n${known + finished} points${from}: ${written ? join(written.folder, "points.parquet") : store}`);
}
