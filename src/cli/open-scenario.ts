import type { Warning } from "../leolink-error.js";
import { type LoadedScenario, loadScenario } from "../scenario/load-scenario.js";
import type { CliIo } from "./cli-io.js";
import type { CommandArguments } from "./command-arguments.js";
import { ScenarioFiles } from "./scenario-files.js";
import { readTextFile } from "./text-file.js";

/** The scenario that a command line names, with its --set overrides and then `overrides`. Prints its warnings. */
export async function openScenario(
  args: CommandArguments,
  io: CliIo,
  overrides: readonly string[] = [],
): Promise<LoadedScenario> {
  const file = args.requiredText("scenario");
  const loaded = await readScenario(readTextFile(file), file, [...args.list("set"), ...overrides]);
  noteWarnings(loaded.warnings, io);
  return loaded;
}

/**
 * Loads a scenario's text; files that it names are read relative to `file`.
 *
 * @throws LeolinkError (`input`) with every problem
 */
export function readScenario(text: string, file: string, overrides: readonly string[]): Promise<LoadedScenario> {
  return new ScenarioFiles(file).load((readFile) => loadScenario({ text, file, overrides, readFile }));
}

export function noteWarnings(warnings: readonly Warning[], io: CliIo): void {
  for (const { source, message } of warnings) io.note(`warning: ${source}: ${message}`);
}
