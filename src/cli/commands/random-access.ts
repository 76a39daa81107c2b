import { availableParallelism } from "node:os";
import { join } from "node:path";
import { inUsersWords } from "../../leolink-error.js";
import type { DegreeDistribution } from "../../receiver/random-access/degree-distribution.js";
import type { AccessReception, RandomAccessSpec } from "../../receiver/random-access/random-access.js";
import type { FinishedAccessCurve } from "../../results/access-folder.js";
import type { AccessCurve, AccessRule } from "../../sim/random-access-run.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption } from "../command.js";
import { type CommandArguments, wrongOption } from "../command-arguments.js";
import { cpuTime_s } from "../cpu-time.js";
import { exitStatus } from "../exit-status.js";
import { listedLevels } from "../level-list.js";
import { optionQuantity } from "../option-quantity.js";
import { startProgress } from "../progress.js";

const schemes = ["aloha", "crdsa", "irsa"] as const;
const receptions = ["collision", "capture", "decoded"] as const;
const poweredOptions = ["snr", "power-deviation"];
const captureOptions = ["threshold", "residual"];
const decodedOptions = ["code", "decoder", "preamble", "postamble", "frequency-offset"];

export const randomAccessCommand: Command = {
  usage: "random-access <scheme>",
  describe: "Measure throughput and packet loss of slotted ALOHA, CRDSA or IRSA over load",
  details:
    "Users send replicas of a packet in random slots of a frame; the receiver decodes and cancels until nothing more comes\n" +
    "out. A frame is the independent unit of every interval. --reception collision: a packet alone in a slot is decoded;\n" +
    "capture: by SINR; decoded: real bursts are estimated, demapped, decoded, re-encoded and subtracted.",
  positionals: {
    scheme: "aloha (one replica, nothing cancelled), crdsa (the same number each) or irsa (by --distribution)",
  },
  options: {
    distribution: {
      kind: "text",
      value: "POLYNOMIAL",
      describe: "With irsa, how many replicas a user sends, e.g. '0.5x^2+0.28x^3+0.22x^8'",
    },
    replicas: { kind: "text", value: "N", describe: "With crdsa, of each packet; 2 if left out" },
    slots: { kind: "text", value: "N", describe: "Of a frame; 100 if left out" },
    load: {
      kind: "text",
      value: "FROM:TO:STEP",
      describe: "Packets sent a slot, or a list, e.g. 0.4,0.5; 0.1:1.2:0.1 if left out",
    },
    arrivals: {
      kind: "text",
      value: "poisson|fixed",
      describe: "Users of a frame: a Poisson number, or exactly load times slots; poisson if left out",
    },
    iterations: { kind: "text", value: "N", describe: "Most rounds of decoding and cancelling; 20 if left out" },
    reception: { kind: "text", value: "KIND", describe: "collision, capture or decoded; collision if left out" },
    snr: {
      kind: "text",
      value: "DB",
      describe: "With capture and decoded, median power of a packet over the noise (Es/N0 of its symbols)",
    },
    "power-deviation": {
      kind: "text",
      value: "DB",
      describe: "With capture and decoded, log-normal deviation of the power between users; 0 if left out",
    },
    threshold: { kind: "text", value: "DB", describe: "With capture, SINR from which on a packet is decoded" },
    residual: {
      kind: "text",
      value: "DB",
      describe: "With capture, power that a cancelled replica leaves, over its own; nothing if left out",
    },
    code: {
      kind: "text",
      value: "CODE",
      describe:
        "With decoded, the packets' code with its parameters, as for `ber`; 32 bits of access word and CRC24A are in it",
    },
    decoder: {
      kind: "text",
      value: "KEY=VALUE,...",
      describe: "With decoded, the decoder's settings; `leolink codes <family>` lists them",
    },
    preamble: { kind: "text", value: "N", describe: "With decoded, known symbols before the data; 32 if left out" },
    postamble: { kind: "text", value: "N", describe: "With decoded, known symbols behind the data; 32 if left out" },
    "frequency-offset": {
      kind: "text",
      value: "TURNS",
      describe: "With decoded, the users' largest offset in turns a symbol, e.g. 0.001; 0 if left out",
    },
    errors: { kind: "text", value: "N", describe: "Frames with a lost packet that finish a load; 100 if left out" },
    frames: { kind: "text", value: "N", describe: "Most frames of a load; 10000 if left out" },
    "max-time": {
      kind: "text",
      value: "TIME",
      describe: "Ends the curve after so long, e.g. '60 s'; no limit if left out",
    },
    seed: { kind: "text", value: "N", describe: "Of all random streams, a whole number; 1 if left out" },
    out: {
      kind: "text",
      value: "DIR",
      describe: "Folder of the curve; results/random-access-<scheme>-<time> if left out",
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
    ["leolink random-access crdsa --replicas 3", "three replicas in frames of 100 slots"],
    [
      "leolink random-access irsa --distribution '0.5x^2+0.28x^3+0.22x^8' --slots 200 --load 0.1:1.2:0.05",
      "an irregular distribution",
    ],
    [
      "leolink random-access crdsa --reception capture --snr 15 --threshold 2 --power-deviation 3 --residual -20",
      "unequal powers, imperfect cancelling",
    ],
    [
      "leolink random-access crdsa --reception decoded --snr 10 --code nr-ldpc:informationBits=160,codedBits=240 --frequency-offset 0.001",
      "real bursts",
    ],
  ],
  execute,
};

const mostWorkers = 1024;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const started_ms = Date.now();
  const start_s = performance.now() / 1e3;
  const force = args.flag("force");
  const isJson = args.flag("json");
  const workers = args.wholeNumber("workers", 1, mostWorkers) ?? availableParallelism();
  const { scheme, spec } = await schemeOf(args);
  const loads = await loadsOf(args, spec);
  const rule: AccessRule = {
    lossyFrames: args.number("errors", 1, 1e9, { isWhole: true }) ?? 100,
    frames: args.number("frames", 1, 1e9, { isWhole: true }) ?? 10_000,
  };
  const [folders, { checkRunFolder }, { randomAccessCurve }, { PooledAccessCounter }, table] = await Promise.all([
    import("../../results/folder-name.js"),
    import("../../results/atomic-folder.js"),
    import("../../sim/random-access-run.js"),
    import("../../sim/node/pooled-access-counter.js"),
    import("../../report/access-table.js"),
  ]);
  const folder = args.text("out") ?? folders.freeRunFolder("results", `random-access-${scheme}`, started_ms);
  checkRunFolder(folder, force);
  const limit_s = optionQuantity(args, "max-time", "time_s", { above: 0 }) ?? Infinity;
  io.signal.throwIfAborted();

  const progress = await startProgress(io, args.flag("quiet"));
  const counter = new PooledAccessCounter(spec, workers);
  io.signal.addEventListener("abort", () => void counter.close(), { once: true });
  const hasAsymptotic = spec.reception.kind === "collision";
  let isHeaded = false;
  try {
    const curve = await randomAccessCurve(spec, loads, rule, counter, {
      signal: io.signal,
      isOver: () => performance.now() / 1e3 - start_s >= limit_s,
      onProgress: (load, { frames, lossyFrames }, found) => {
        const part = Math.max(lossyFrames / rule.lossyFrames, frames / rule.frames);
        const text = `load ${load}: ${frames} frames, ${lossyFrames} with a loss; ${found.length} loads done`;
        progress.update(Math.min(1, (found.length + Math.min(1, part)) / loads.length), text);
      },
      onPoint: (point) => {
        if (isJson) return;
        const head = isHeaded ? "" : `${table.accessHeads(hasAsymptotic, io.style)}\n`;
        isHeaded = true;
        progress.aside(() => io.print(head + table.accessLine(hasAsymptotic, point)));
      },
    });
    progress.stop();
    const wallTime_s = performance.now() / 1e3 - start_s;
    const finished = await reported(curve, { started_ms, wallTime_s, cpuTime_s: cpuTime_s(), workers });
    if (curve.points.length > 0) {
      const { writeAccessFolder } = await import("../../results/access-folder.js");
      writeAccessFolder(folder, finished, { force });
    }
    await printEnd(curve, folder, isJson, io);
  } finally {
    progress.stop();
    await counter.close();
  }
  if (!io.signal.aborted) return exitStatus.done;
  return io.signal.reason === "SIGTERM" ? exitStatus.terminated : exitStatus.interrupted;
}

async function schemeOf(args: CommandArguments): Promise<{ scheme: (typeof schemes)[number]; spec: RandomAccessSpec }> {
  const { RandomAccess } = await import("../../receiver/random-access/random-access.js");
  const scheme = args.choice("scheme", schemes) ?? "aloha";
  const iterations = args.wholeNumber("iterations", 1, 1e6);
  if (scheme === "aloha" && iterations !== undefined && iterations > 1) {
    throw wrongOption("iterations", "expected none with aloha, which cancels nothing", "crdsa and irsa cancel");
  }
  const spec: RandomAccessSpec = {
    slots: args.wholeNumber("slots", 1, 1e6) ?? 100,
    distribution: await distributionOf(args, scheme),
    arrivals: args.choice("arrivals", ["poisson", "fixed"]) ?? "poisson",
    iterations: iterations ?? (scheme === "aloha" ? 1 : 20),
    reception: await receptionOf(args),
    seed: args.wholeNumber("seed", 0, Number.MAX_SAFE_INTEGER) ?? 1,
  };
  // What the parts ask of each other is checked before any work is started.
  inUsersWords(() => new RandomAccess(spec));
  return { scheme, spec };
}

async function distributionOf(args: CommandArguments, scheme: (typeof schemes)[number]): Promise<DegreeDistribution> {
  const { degreeDistribution, mostReplicas, parseDegreeDistribution } = await import(
    "../../receiver/random-access/degree-distribution.js"
  );
  const text = args.text("distribution");
  if (scheme === "irsa") {
    if (args.text("replicas") !== undefined) throw wrongOption("replicas", "expected --distribution with irsa");
    if (text === undefined) {
      throw wrongOption("distribution", "expected one with irsa, found none", "e.g. '0.5x^2+0.28x^3+0.22x^8'");
    }
    return parseDegreeDistribution(text);
  }
  if (text !== undefined) throw wrongOption("distribution", `expected none with ${scheme}`, "irsa takes one");
  const replicas = args.wholeNumber("replicas", 2, mostReplicas);
  if (scheme === "aloha" && replicas !== undefined) {
    throw wrongOption("replicas", "expected none with aloha, which sends one", "crdsa sends several");
  }
  return degreeDistribution([{ replicas: scheme === "aloha" ? 1 : (replicas ?? 2), probability: 1 }]);
}

async function receptionOf(args: CommandArguments): Promise<AccessReception> {
  const kind = args.choice("reception", receptions) ?? "collision";
  const allowed: readonly string[] = {
    collision: [],
    capture: [...poweredOptions, ...captureOptions],
    decoded: [...poweredOptions, ...decodedOptions],
  }[kind];
  for (const name of [...poweredOptions, ...captureOptions, ...decodedOptions]) {
    if (args.text(name) !== undefined && !allowed.includes(name)) {
      throw wrongOption(name, `expected none with --reception ${kind}`);
    }
  }
  if (kind === "collision") return { kind };
  const powered = {
    snr_dB: requiredNumber(args, "snr", -60, 100),
    powerDeviation_dB: args.number("power-deviation", 0, 30) ?? 0,
  };
  if (kind === "capture") {
    const threshold_dB = requiredNumber(args, "threshold", -60, 100);
    return { kind, ...powered, threshold_dB, residual_dB: args.number("residual", -200, 0) };
  }
  const { namedCode } = await import("../../scenario/named-code.js");
  if (args.text("code") === undefined) throw wrongOption("code", "expected one with --reception decoded, found none");
  return {
    kind,
    ...powered,
    code: namedCode(args.requiredText("code"), args.text("decoder") ?? "").code,
    preambleSymbols: args.wholeNumber("preamble", 2, 1e5) ?? 32,
    postambleSymbols: args.wholeNumber("postamble", 0, 1e5) ?? 32,
    frequencyOffset: args.number("frequency-offset", 0, 0.499) ?? 0,
  };
}

function requiredNumber(args: CommandArguments, name: string, minimum: number, maximum: number): number {
  const value = args.number(name, minimum, maximum);
  if (value === undefined) throw wrongOption(name, "expected a value, found none");
  return value;
}

async function loadsOf(args: CommandArguments, { arrivals, slots }: RandomAccessSpec): Promise<number[]> {
  const loads = listedLevels("load", args.text("load") ?? "0.1:1.2:0.1", { minimum: 0, maximum: 100 });
  if (loads.includes(0)) throw wrongOption("load", "expected loads above 0, found 0");
  if (arrivals === "fixed") {
    const { fixedUsers } = await import("../../receiver/random-access/random-access.js");
    for (const load of loads) inUsersWords(() => fixedUsers(load, slots));
  }
  return loads;
}

async function reported(
  curve: AccessCurve,
  circumstances: { started_ms: number; wallTime_s: number; cpuTime_s: number; workers: number },
): Promise<FinishedAccessCurve> {
  const [{ making }, { accessReport }, { plotlySource }] = await Promise.all([
    import("../../results/manifest.js"),
    import("../../report/access-report.js"),
    import("../../report/node/plotly-source.js"),
  ]);
  const made = making(circumstances);
  return { curve, making: made, reportHtml: accessReport(curve, plotlySource(), made) };
}

async function printEnd(curve: AccessCurve, folder: string, isJson: boolean, io: CliIo): Promise<void> {
  const report = join(folder, "report.html");
  const hasPoints = curve.points.length > 0;
  if (isJson) {
    const { accessJson } = await import("../../results/access-folder.js");
    io.print(JSON.stringify({ ...(hasPoints ? { folder, report } : {}), ...Object(accessJson(curve)) }, null, 2));
    return;
  }
  const { accessEndText, accessFacts, accessTitle } = await import("../../report/access-report.js");
  if (!hasPoints) {
    const why = curve.end === "time" ? "the time was over" : "interrupted";
    io.note(`${why} before the first frames were counted; nothing was written`);
    return;
  }
  if (curve.end !== "finished") io.note(accessEndText(curve));
  const facts = accessFacts(curve).map(([term, text]) => `${term.padEnd(12)}${text}`);
  io.print(`\n${accessTitle(curve)}, seed ${curve.spec.seed}\n${facts.join("\n")}\n\nreport: ${report}`);
}
