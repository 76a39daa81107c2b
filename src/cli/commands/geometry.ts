import { join } from "node:path";
import type { BeamRun } from "../../sim/beam-run.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption, setOption } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { cpuTime_s } from "../cpu-time.js";
import { exitStatus } from "../exit-status.js";
import { momentOf, momentOption } from "../moment-option.js";
import { startProgress } from "../progress.js";
import { runOverrides } from "../run-overrides.js";

export const geometryCommand: Command = {
  usage: "geometry <scenario>",
  describe: "Coupling loss, SIR and SINR of users under a satellite's beams, with and without precoding",
  details:
    "The scenario's section `beams` says how the beams lie, share the band and serve users; the satellite's antenna and EIRP\n" +
    "and link.bandwidth are those of one beam.",
  positionals: { scenario: "Scenario file (YAML)" },
  options: {
    at: momentOption,
    set: setOption,
    seed: { kind: "text", value: "N", describe: "Instead of the scenario's run.seed; a whole number" },
    out: { kind: "text", value: "DIR", describe: "Folder of the results; results/<scenario>-<time> if left out" },
    force: { kind: "flag", describe: "Replace the folder if it holds an earlier result" },
    quiet: { kind: "flag", describe: "Show no progress" },
    json: jsonOption,
  },
  examples: [
    ["leolink geometry scenarios/tr38821-sc6-beams.yaml", "61 beams, users in 19"],
    [
      "leolink geometry scenarios/tr38821-sc6-beams.yaml --set beams.reuse=frf3 --set beams.outerTiers=4",
      "three frequencies",
    ],
    ["leolink geometry scenarios/ka-multibeam-precoding.yaml --at '45 deg'", "with precoding, on the way up"],
  ],
  execute,
};

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ openScenario, noteWarnings }, { beamRun }, folders, { checkRunFolder }] = await Promise.all([
    import("../open-scenario.js"),
    import("../../sim/beam-run.js"),
    import("../../results/folder-name.js"),
    import("../../results/atomic-folder.js"),
  ]);
  const started_ms = Date.now();
  const force = args.flag("force");
  const moment = momentOf(args);
  const { scenario, text, warnings } = await openScenario(args, io, runOverrides(args));
  const folder = args.text("out") ?? folders.freeRunFolder("results", args.requiredText("scenario"), started_ms);
  checkRunFolder(folder, force);
  const start_s = performance.now() / 1e3;
  const progress = await startProgress(io, args.flag("quiet"));
  try {
    const run = beamRun(scenario, text, moment, { onProgress: progress.update, signal: io.signal });
    const wallTime_s = performance.now() / 1e3 - start_s;
    const [{ making }, { geometryReport, geometryFacts }, { plotlySource }, { writeGeometryFolder, geometryJson }] =
      await Promise.all([
        import("../../results/manifest.js"),
        import("../../report/geometry-report.js"),
        import("../../report/node/plotly-source.js"),
        import("../../results/geometry-folder.js"),
      ]);
    const made = making({ started_ms, wallTime_s, cpuTime_s: cpuTime_s(), workers: 1 });
    const reportHtml = geometryReport(run, plotlySource(), made);
    io.signal.throwIfAborted();
    writeGeometryFolder(folder, { run, making: made, reportHtml }, { force });
    progress.stop();
    noteWarnings(run.warnings, io);
    const report = join(folder, "report.html");
    if (args.flag("json")) {
      const all = [...warnings, ...run.warnings];
      io.print(JSON.stringify({ folder, report, warnings: all, ...Object(geometryJson(run)) }, null, 2));
    } else {
      await printFigures(run, geometryFacts(run), io);
      io.print(`\nreport: ${report}`);
    }
  } finally {
    progress.stop();
  }
  return exitStatus.done;
}

async function printFigures(run: BeamRun, facts: readonly (readonly [string, string])[], io: CliIo): Promise<void> {
  const [{ runLines }, { wrappedLines, bold, dim }] = await Promise.all([
    import("../../report/terminal-table.js"),
    import("../../report/terminal-text.js"),
  ]);
  const width = io.style.width ?? 80;
  io.print(
    wrappedLines(run.scenario.title, width, "")
      .map((line) => bold(line, io.style))
      .join("\n"),
  );
  for (const [term, fact] of facts) {
    io.print(
      wrappedLines(`${term}: ${fact}`, width, "  ")
        .map((line) => dim(line, io.style))
        .join("\n"),
    );
  }
  io.print(["", ...runLines(run, width, io.style, "Users")].join("\n"));
}
