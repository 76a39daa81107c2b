import { LeolinkError } from "../leolink-error.js";
import { loadScenario } from "../scenario/load-scenario.js";
import type { Scenario, SweepSettings } from "../scenario/scenario.js";
import { axisPart } from "../scenario/sweep-axis.js";
import { type AxisPart, mostSweepPoints, samplingMethods } from "../scenario/sweep-spec.js";
import type { SweepJob } from "../sweep/sweep-job.js";
import type { CliIo } from "./cli-io.js";
import { type CommandOption, setOption } from "./command.js";
import { type CommandArguments, wrongOption } from "./command-arguments.js";
import { noteWarnings } from "./open-scenario.js";
import { runOverrides } from "./run-overrides.js";
import { ScenarioFiles } from "./scenario-files.js";
import { readTextFile } from "./text-file.js";

/** What says which points a sweep has. */
export const sweepOptions: Readonly<Record<string, CommandOption>> = {
  axis: {
    kind: "list",
    value: "PATH=VALUES",
    describe:
      "An axis: PATH=from:to:step, PATH=log:from:to:count, PATH=from:to for a sampling, or PATH=a,b,c; joined with ' with ' they change together (may be repeated; takes the place of the scenario's axis of that path)",
  },
  sampling: {
    kind: "text",
    value: samplingMethods.join("|"),
    describe: "Instead of the scenario's sweep.sampling.method",
  },
  points: { kind: "text", value: "N", describe: "Points of a sampling" },
  replications: { kind: "text", value: "N", describe: "Each point so many times, with one seed after another" },
  fidelity: { kind: "text", value: "budget|abstracted|bit-true", describe: "Instead of the scenario's run.fidelity" },
  seed: { kind: "text", value: "N", describe: "Instead of the scenario's run.seed; a whole number" },
  set: setOption,
  series: { kind: "flag", describe: "Keep the time series of each point too" },
};

const mostReplications = 1_000_000;
/** Paths of a scenario whose values are files, read before the sweep starts. */
const fileAxes = ["orbit.tle.file", "channel.file"];

/**
 * The sweep that a command line and its scenario describe.
 *
 * @throws LeolinkError (`input`) with what is wrong
 */
export async function openSweep(args: CommandArguments, io: CliIo): Promise<SweepJob> {
  const { modelVersion } = await import("../sweep/model-version.js");
  const file = args.requiredText("scenario");
  const text = readTextFile(file);
  const overrides = [...args.list("set"), ...runOverrides(args)];
  const files: Record<string, string> = {};
  const scenarioFiles = new ScenarioFiles(file);
  const kept =
    (readFile: (path: string) => string) =>
    (path: string): string => {
      files[path] ??= readFile(path);
      return files[path];
    };
  const { scenario, warnings } = await scenarioFiles.load((readFile) =>
    loadScenario({ text, file, overrides, readFile: kept(readFile) }),
  );
  noteWarnings(warnings, io);
  const axes = axesOf(args, scenario);
  const sampling = samplingOf(args, scenario.sweep);
  const replications = args.wholeNumber("replications", 1, mostReplications) ?? scenario.sweep?.replications ?? 1;
  if (axes.length === 0 && replications === 1) {
    throw new LeolinkError("input", [
      {
        message: "expected a sweep in the scenario, or --axis, found neither",
        location: { file },
        hint: "e.g. --axis link.bandwidth='50MHz:400MHz:50MHz'",
      },
    ]);
  }
  for (const part of axes.flat()) {
    if (!fileAxes.includes(part.path) || part.range.kind !== "values") continue;
    const { values } = part.range;
    await scenarioFiles.load((readFile) => values.map(String).map(kept(readFile)));
  }
  const seeds = seedsOf(replications, scenario.run.seed);
  return {
    text,
    file,
    overrides,
    files,
    spec: { axes, sampling, ...(seeds && { seeds }) },
    modelVersion: modelVersion(),
    hasSeries: args.flag("series"),
  };
}

/** The words of a command line that say which points a sweep has. */
export function sweepWords(args: CommandArguments): readonly string[] {
  const words = Object.entries(sweepOptions).flatMap(([name, { kind }]) => {
    if (kind === "flag") return args.flag(name) ? [`--${name}`] : [];
    return args.list(name).flatMap((value) => [`--${name}`, value]);
  });
  return [args.requiredText("scenario"), ...words, ...(args.flag("skip-invalid") ? ["--skip-invalid"] : [])];
}

/** The scenario's axes, those of the same path replaced by the command line's, and then its others. */
function axesOf(args: CommandArguments, { sweep }: Scenario): (readonly AxisPart[])[] {
  const given = args.list("axis").map((words) => {
    try {
      return words.split(/\s+with\s+/).map(axisPart);
    } catch (error) {
      if (error instanceof RangeError) throw wrongOption("axis", error.message);
      throw error;
    }
  });
  const paths = new Set(given.flat().map(({ path }) => path));
  const kept = (sweep?.axes ?? []).filter((parts) => !parts.some(({ path }) => paths.has(path)));
  return [...kept, ...given];
}

function samplingOf(args: CommandArguments, sweep: SweepSettings | undefined): SweepSettings["sampling"] {
  const method = args.choice("sampling", samplingMethods) ?? sweep?.sampling.method ?? "grid";
  const wanted = args.wholeNumber("points", 1, mostSweepPoints);
  if (wanted !== undefined && method === "grid") {
    throw wrongOption("points", "expected a --sampling beside it, found a grid, whose axes say how many");
  }
  const points = wanted ?? sweep?.sampling.points;
  return { method, seed: sweep?.sampling.seed ?? 1, ...(points !== undefined && method !== "grid" && { points }) };
}

/** The seeds of the replications; undefined for a single one. */
function seedsOf(replications: number, first: number): readonly number[] | undefined {
  return replications === 1 ? undefined : Array.from({ length: replications }, (_, replication) => first + replication);
}
