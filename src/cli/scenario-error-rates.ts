import { availableParallelism } from "node:os";
import { join } from "node:path";
import { nearestName } from "../nearest-name.js";
import type { CurveLevels } from "../sim/error-rate-run.js";
import type { CliIo } from "./cli-io.js";
import { type CommandArguments, wrongOption } from "./command-arguments.js";
import { cpuTime_s } from "./cpu-time.js";
import { exitStatus } from "./exit-status.js";
import { listedLevels } from "./level-list.js";
import { openScenario } from "./open-scenario.js";
import { optionQuantity } from "./option-quantity.js";
import { startProgress } from "./progress.js";

/** Options of a code's curve that a scenario answers itself. */
const ofCodes = ["code", "modulation", "demapping", "channel", "decoder", "ebn0", "probability", "roll-off"];
const mostWorkers = 1024;
/** Curves where the user names none. */
const fewCurves = 5;

/** `leolink ber --scenario`: block error rate and throughput of a scenario's own link over Es/N0. */
export async function scenarioErrorRates(args: CommandArguments, io: CliIo): Promise<number> {
  const started_ms = Date.now();
  const start_s = performance.now() / 1e3;
  const wrong = ofCodes.find((name) => args.list(name).length > 0);
  if (wrong) throw wrongOption(wrong, "expected none beside --scenario, which says it itself");
  const [sim, { PooledFrameCounter }, model, results, report, folders, { checkRunFolder }] = await Promise.all([
    import("../sim/link-error-rates.js"),
    import("../sim/node/pooled-frame-counter.js"),
    import("../sim/link-curve-model.js"),
    import("../results/link-curve-folder.js"),
    import("../report/link-curve-report.js"),
    import("../results/folder-name.js"),
    import("../results/atomic-folder.js"),
  ]);
  const seed = args.wholeNumber("seed", 0, Number.MAX_SAFE_INTEGER);
  const overrides = ["run.fidelity=bit-true", ...(seed === undefined ? [] : [`run.seed=${seed}`])];
  const { scenario, text } = await openScenario(args, io, overrides);
  const workers = args.wholeNumber("workers", 1, mostWorkers) ?? availableParallelism();
  const levels = levelsOf(args);
  const rule = {
    errors: args.number("errors", 1, 1e9, { isWhole: true }) ?? 100,
    frames: args.number("max-frames", 1, 1e12, { isWhole: true }) ?? 1e5,
    targetFrameErrorRate: args.number("target-bler", 1e-12, 1) ?? 1e-2,
  };
  const { specs, names } = model.linkCurveModel(scenario, wantedNames(args), fewCurves);
  const unknown = (wantedNames(args) ?? []).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, names);
    const hint = nearest ? `did you mean ${nearest}?` : undefined;
    throw wrongOption("modcods", `expected names of the waveform's MODCODs, found ${unknown}`, hint);
  }
  const isJson = args.flag("json");
  const force = args.flag("force");
  const folder =
    args.text("out") ?? folders.freeRunFolder("results", `ber-${args.requiredText("scenario")}`, started_ms);
  checkRunFolder(folder, force);
  const limit_s = optionQuantity(args, "max-time", "time_s", { above: 0 }) ?? Infinity;
  io.signal.throwIfAborted();
  const progress = await startProgress(io, args.flag("quiet"));
  let printed: string | undefined;
  try {
    const found = await sim.linkErrorRates(
      scenario,
      text,
      specs,
      levels,
      rule,
      (spec) => {
        const counter = new PooledFrameCounter(spec, workers);
        io.signal.addEventListener("abort", () => void counter.close(), { once: true });
        return { counter, close: () => counter.close() };
      },
      {
        signal: io.signal,
        isOver: () => performance.now() / 1e3 - start_s >= limit_s,
        onProgress: (format, level, { frames, frameErrors }) => {
          const part = Math.max(frameErrors / rule.errors, frames / rule.frames);
          progress.update(Math.min(1, part), `${format}, Es/N0 ${level} dB: ${frames} frames, ${frameErrors} errors`);
        },
        onPoint: (curve, point) => {
          if (isJson) return;
          const head = printed === curve.format ? "" : `${report.linkCurveHead(curve, io.style)}\n`;
          printed = curve.format;
          progress.aside(() => io.print(head + report.linkCurveLine(curve, point)));
        },
      },
    );
    progress.stop();
    const wallTime_s = performance.now() / 1e3 - start_s;
    const [{ making }, { plotlySource }] = await Promise.all([
      import("../results/manifest.js"),
      import("../report/node/plotly-source.js"),
    ]);
    const made = making({ started_ms, wallTime_s, cpuTime_s: cpuTime_s(), workers });
    const hasPoints = found.curves.some(({ points }) => points.length > 0);
    if (hasPoints) {
      const reportHtml = report.linkCurveReport(found, plotlySource(), made);
      results.writeLinkCurveFolder(folder, { curves: found, making: made, reportHtml }, { force });
    } else io.note("no point was counted; nothing was written");
    const page = join(folder, "report.html");
    if (isJson) {
      const places = hasPoints ? { folder, report: page } : {};
      io.print(JSON.stringify({ ...places, ...Object(results.linkCurveJson(found)) }, null, 2));
    } else if (hasPoints) io.print(`\nreport: ${page}`);
    if (found.end !== "finished") io.note(`ended by ${found.end === "time" ? "the time limit" : "an interrupt"}`);
  } finally {
    progress.stop();
  }
  if (!io.signal.aborted) return exitStatus.done;
  return io.signal.reason === "SIGTERM" ? exitStatus.terminated : exitStatus.interrupted;
}

function wantedNames(args: CommandArguments): string[] | undefined {
  return args
    .text("modcods")
    ?.split(",")
    .map((name) => name.trim());
}

function levelsOf(args: CommandArguments): CurveLevels {
  const text = args.text("esn0");
  if (text === undefined) return { kind: "automatic" };
  if (args.flag("auto")) throw wrongOption("auto", "expected no levels beside it, found --esn0");
  return { kind: "list", levels: listedLevels("esn0", text, { minimum: -60, maximum: 100 }) };
}
