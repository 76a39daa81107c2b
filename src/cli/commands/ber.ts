import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { FinishedCurve } from "../../results/curve-folder.js";
import type { CodedLinkSpec } from "../../sim/coded-link-spec.js";
import type { CurveLevels, ErrorRateCurve, ErrorRateTask } from "../../sim/error-rate-run.js";
import type { CliIo } from "../cli-io.js";
import { codeDetails, codedLinkOptions, openCodedLink } from "../coded-link-options.js";
import { type Command, jsonOption, setOption } from "../command.js";
import { type CommandArguments, wrongOption } from "../command-arguments.js";
import { cpuTime_s } from "../cpu-time.js";
import { exitStatus } from "../exit-status.js";
import { listedLevels } from "../level-list.js";
import { optionQuantity } from "../option-quantity.js";
import { startProgress } from "../progress.js";

export const berCommand: Command = {
  usage: "ber [code]",
  describe: "Measure bit and block error rates of a code, or of a scenario's own link",
  details: codeDetails,
  positionals: { code: "Code with its parameters, e.g. nr-ldpc:informationBits=8448,codedBits=16896" },
  options: {
    ...codedLinkOptions,
    scenario: {
      kind: "text",
      value: "FILE",
      describe: "In place of a code: receiver, impairments and channel of a scenario, frames sent bit by bit",
    },
    modcods: {
      kind: "text",
      value: "NAME,NAME,...",
      describe: "With --scenario, one curve each; if left out those of the waveform, up to 5 over their range",
    },
    set: setOption,
    auto: {
      kind: "flag",
      describe: "Put the points on the waterfall as it is found; so too where no levels are given",
    },
    esn0: { kind: "text", value: "FROM:TO:STEP", describe: "Es/N0 of the points in dB; or a list, e.g. 1,1.2,1.4" },
    ebn0: { kind: "text", value: "FROM:TO:STEP", describe: "The same as Eb/N0, Eb for an information bit" },
    probability: {
      kind: "text",
      value: "P1,P2,...",
      describe: "Crossover or erasure probabilities of the points, with --channel bsc or erasure",
    },
    "target-bler": {
      kind: "text",
      value: "RATE",
      describe: "With --auto, the curve ends at or below this; 1e-4 if left out",
    },
    errors: { kind: "text", value: "N", describe: "Frame errors that finish a point; 100 if left out" },
    "max-frames": { kind: "text", value: "N", describe: "Most frames of a point; 1e7 if left out" },
    "max-time": {
      kind: "text",
      value: "TIME",
      describe: "Ends the curve after so long, e.g. '60 s'; no limit if left out",
    },
    "roll-off": { kind: "text", value: "ALPHA", describe: "C/N is in the symbol rate times 1 + ALPHA; 0 if left out" },
    out: { kind: "text", value: "DIR", describe: "Folder of the curve; results/ber-<code>-<time> if left out" },
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
    ["leolink ber nr-ldpc:informationBits=1056,codedBits=2112", "the whole waterfall, int16, QPSK"],
    [
      "leolink ber dvb-s2:frame=normal,rate=3/4 --modulation '16APSK 3/4' --esn0 10:10.6:0.1",
      "a MODCOD at levels of your choice",
    ],
    [
      "leolink ber ccsds-convolutional:informationBits=1024,rate=1/2 --modulation BPSK --target-bler 1e-5",
      "down to a block error rate of 1e-5",
    ],
    [
      "leolink ber --scenario scenarios/ka-user-downlink.yaml --modcods 'QPSK 1/2,8PSK 3/5'",
      "block error rate and throughput of a scenario's receiver over Es/N0",
    ],
    ["leolink ber nr-mcs:table=1,mcs=10,codeBlockBits=8448 --decoder arithmetic=int8,iterations=10", "fixed point"],
  ],
  execute,
};

const mostWorkers = 1024;
const mostFrames = 1e12;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  if (args.text("scenario") !== undefined) {
    const { scenarioErrorRates } = await import("../scenario-error-rates.js");
    return scenarioErrorRates(args, io);
  }
  for (const name of ["modcods", "set"]) {
    if (args.list(name).length > 0) throw wrongOption(name, "expected --scenario beside it");
  }
  const started_ms = Date.now();
  const start_s = performance.now() / 1e3;
  const force = args.flag("force");
  const isJson = args.flag("json");
  const workers = args.wholeNumber("workers", 1, mostWorkers) ?? availableParallelism();
  const { link, code } = await openCodedLink(args);
  const task: ErrorRateTask = { link, code, ...(await curveOptions(args, link, code)) };
  const [folders, { checkRunFolder }, { errorRateCurve, levelAxis }, { PooledFrameCounter }, table] = await Promise.all(
    [
      import("../../results/folder-name.js"),
      import("../../results/atomic-folder.js"),
      import("../../sim/error-rate-run.js"),
      import("../../sim/node/pooled-frame-counter.js"),
      import("../../report/error-rate-table.js"),
    ],
  );
  const family = args.requiredText("code").split(":")[0];
  const folder = args.text("out") ?? folders.freeRunFolder("results", `ber-${family}`, started_ms);
  checkRunFolder(folder, force);
  const limit_s = optionQuantity(args, "max-time", "time_s", { above: 0 }) ?? Infinity;
  io.signal.throwIfAborted();

  const progress = await startProgress(io, args.flag("quiet"));
  const counter = new PooledFrameCounter(link, workers);
  io.signal.addEventListener("abort", () => void counter.close(), { once: true });
  const axis = levelAxis(link);
  let pointStart_s = performance.now() / 1e3;
  let atLevel: number | undefined;
  let untimed = 0;
  let isHeaded = false;
  try {
    const curve = await errorRateCurve(task, counter, {
      signal: io.signal,
      isOver: () => performance.now() / 1e3 - start_s >= limit_s,
      onProgress: (level, { frames, frameErrors }, found) => {
        // The first batch of a level is not timed: workers start with the first of all, and looks come before points.
        if (level !== atLevel) {
          atLevel = level;
          pointStart_s = performance.now() / 1e3;
          untimed = frames;
        }
        const part = Math.max(frameErrors / task.rule.errors, frames / task.rule.frames);
        const what = axis === "esn0_dB" ? `Es/N0 ${level} dB` : `probability ${level.toPrecision(3)}`;
        const text = `${what}: ${frames} frames, ${frameErrors} errors; ${found.length} points done`;
        progress.update(Math.min(1, part), text);
      },
      onPoint: (point) => {
        const now_s = performance.now() / 1e3;
        const timed = point.counts.frames - untimed;
        const rate_Mbps = timed > 0 ? (timed * code.informationBits) / (now_s - pointStart_s) / 1e6 : undefined;
        atLevel = undefined;
        if (isJson) return;
        const head = isHeaded ? "" : `${linkText(task)}\n${table.errorRateHeads(axis, io.style)}\n`;
        isHeaded = true;
        progress.aside(() => io.print(head + table.errorRateLine(axis, point, rate_Mbps)));
      },
    });
    progress.stop();
    const wallTime_s = performance.now() / 1e3 - start_s;
    const finished = await reported(curve, { started_ms, wallTime_s, cpuTime_s: cpuTime_s(), workers });
    if (curve.points.length > 0) {
      const { writeCurveFolder } = await import("../../results/curve-folder.js");
      writeCurveFolder(folder, finished, { force });
    }
    await printEnd(finished, folder, isJson, io);
  } finally {
    progress.stop();
    await counter.close();
  }
  if (!io.signal.aborted) return exitStatus.done;
  return io.signal.reason === "SIGTERM" ? exitStatus.terminated : exitStatus.interrupted;
}

/** Where the points stand and when each has seen enough. */
async function curveOptions(
  args: CommandArguments,
  link: CodedLinkSpec,
  code: ErrorRateTask["code"],
): Promise<Pick<ErrorRateTask, "levels" | "rule" | "rollOff">> {
  const rule = {
    errors: args.number("errors", 1, 1e9, { isWhole: true }) ?? 100,
    frames: args.number("max-frames", 1, mostFrames, { isWhole: true }) ?? 1e7,
    targetFrameErrorRate: args.number("target-bler", 1e-12, 1) ?? 1e-4,
  };
  return { levels: await levelsOf(args, link, code), rule, rollOff: args.number("roll-off", 0, 1) ?? 0 };
}

async function levelsOf(
  args: CommandArguments,
  link: CodedLinkSpec,
  code: ErrorRateTask["code"],
): Promise<CurveLevels> {
  const { bitsPerSymbol_dB, levelAxis } = await import("../../sim/error-rate-run.js");
  const isSnr = levelAxis(link) === "esn0_dB";
  const given = ["esn0", "ebn0", "probability"].filter((name) => args.text(name) !== undefined);
  if (args.flag("auto") && given.length > 0) {
    throw wrongOption("auto", `expected no levels beside it, found --${given[0]}`);
  }
  if (given.length > 0 && args.text("target-bler") !== undefined) {
    throw wrongOption("target-bler", `expected no levels beside it, found --${given[0]}`);
  }
  if (!isSnr && args.text("roll-off") !== undefined) {
    throw wrongOption("roll-off", `expected a channel that adds noise beside it, found ${link.channel.kind}`);
  }
  if (given.length > 1) throw wrongOption(given[1], `expected one list of levels, found --${given[0]} too`);
  const [name] = given;
  if (name === undefined) return { kind: "automatic" };
  if ((name === "probability") === isSnr) {
    throw wrongOption(
      name,
      isSnr
        ? "expected --esn0 or --ebn0, since the channel adds noise"
        : `expected --probability, since the channel is ${link.channel.kind}`,
    );
  }
  const levels = listedLevels(
    name,
    args.requiredText(name),
    isSnr ? { minimum: -60, maximum: 100 } : { minimum: 0, maximum: link.channel.kind === "bsc" ? 0.5 : 1 },
  );
  if (name !== "ebn0") return { kind: "list", levels };
  const shift_dB = bitsPerSymbol_dB(link, code);
  return { kind: "list", levels: levels.map((ebn0_dB) => ebn0_dB + shift_dB) };
}

function linkText({ link, code }: ErrorRateTask): string {
  return `${code.name}\n${link.modulation}, ${link.channel.kind}, ${code.decoder}, seed ${link.seed}\n`;
}

async function reported(
  curve: ErrorRateCurve,
  circumstances: { started_ms: number; wallTime_s: number; cpuTime_s: number; workers: number },
): Promise<FinishedCurve> {
  const [{ making }, { errorRateReport }, { plotlySource }] = await Promise.all([
    import("../../results/manifest.js"),
    import("../../report/error-rate-report.js"),
    import("../../report/node/plotly-source.js"),
  ]);
  const made = making(circumstances);
  return { curve, making: made, reportHtml: errorRateReport(curve, plotlySource(), made) };
}

async function printEnd({ curve }: FinishedCurve, folder: string, isJson: boolean, io: CliIo): Promise<void> {
  const report = join(folder, "report.html");
  if (isJson) {
    const { curveJson } = await import("../../results/curve-folder.js");
    const places = curve.points.length > 0 ? { folder, report } : {};
    io.print(JSON.stringify({ ...places, ...Object(curveJson(curve)) }, null, 2));
    return;
  }
  const { endText } = await import("../../report/error-rate-report.js");
  if (curve.points.length === 0) {
    const why = curve.end === "time" ? "the time was over" : "interrupted";
    io.note(`${why} before the first point was counted; nothing was written`);
    return;
  }
  if (curve.end !== "finished") io.note(endText(curve));
  io.print(`\nreport: ${report}`);
}
