import { join } from "node:path";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption, setOption } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { cpuTime_s } from "../cpu-time.js";
import { exitStatus } from "../exit-status.js";

export const epfdCommand: Command = {
  usage: "epfd <scenario>",
  describe:
    "Equivalent power flux-density of a link at a geostationary system, against limits; exit status 1 above one",
  details:
    "The scenario's section `gsoProtection` says who is protected and by which limits: epfd down at an earth station beside the\n" +
    "site, or epfd up at the geostationary satellite (ITU Radio Regulations, Article 22).",
  positionals: { scenario: "Scenario file (YAML)" },
  options: {
    set: setOption,
    out: { kind: "text", value: "DIR", describe: "Folder of the results; results/<scenario>-<time> if left out" },
    force: { kind: "flag", describe: "Replace the folder if it holds an earlier result" },
    json: jsonOption,
  },
  examples: [
    ["leolink epfd scenarios/ka-gso-protection.yaml", "a pass against limits"],
    [
      "leolink epfd scenarios/ka-gso-protection.yaml --set gsoProtection.arcAvoidance='0 deg'",
      "without avoiding the arc",
    ],
  ],
  execute,
};

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ openScenario, noteWarnings }, { epfdRun }, folders, { checkRunFolder }] = await Promise.all([
    import("../open-scenario.js"),
    import("../../sim/epfd-run.js"),
    import("../../results/folder-name.js"),
    import("../../results/atomic-folder.js"),
  ]);
  const started_ms = Date.now();
  const force = args.flag("force");
  const { scenario, text, warnings } = await openScenario(args, io);
  const folder = args.text("out") ?? folders.freeRunFolder("results", args.requiredText("scenario"), started_ms);
  checkRunFolder(folder, force);
  const start_s = performance.now() / 1e3;
  const run = epfdRun(scenario, text);
  const wallTime_s = performance.now() / 1e3 - start_s;
  const [{ making }, report, { plotlySource }, { writeEpfdFolder, epfdJson }] = await Promise.all([
    import("../../results/manifest.js"),
    import("../../report/epfd-report.js"),
    import("../../report/node/plotly-source.js"),
    import("../../results/epfd-folder.js"),
  ]);
  const made = making({ started_ms, wallTime_s, cpuTime_s: cpuTime_s(), workers: 1 });
  const reportHtml = report.epfdReport(run, plotlySource(), made);
  io.signal.throwIfAborted();
  writeEpfdFolder(folder, { run, making: made, reportHtml }, { force });
  noteWarnings(run.warnings, io);
  const page = join(folder, "report.html");
  if (args.flag("json")) {
    const all = [...warnings, ...run.warnings];
    io.print(JSON.stringify({ folder, report: page, warnings: all, ...Object(epfdJson(run)) }, null, 2));
  } else {
    const { alignedLines, wrappedLines } = await import("../../report/terminal-text.js");
    const width = io.style.width ?? 100;
    io.print(wrappedLines(scenario.title, width, "").join("\n"));
    for (const [term, fact] of report.epfdFacts(run))
      io.print(wrappedLines(`${term}: ${fact}`, width, "  ").join("\n"));
    const columns = report.limitColumns.map(() => ({ align: "right" }) as const);
    io.print(["", ...alignedLines(columns, [report.limitColumns, ...report.limitRows(run)], width)].join("\n"));
    io.print(`\nreport: ${page}`);
  }
  return run.verdicts.every(({ isMet }) => isMet) ? exitStatus.done : exitStatus.checkFailed;
}
