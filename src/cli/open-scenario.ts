import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { LeolinkError, type Warning } from "../leolink-error.js";
import { type LoadedScenario, loadScenario } from "../scenario/load-scenario.js";
import type { CliIo } from "./cli-io.js";
import type { CommandArguments } from "./command-arguments.js";

/** Larger than any scenario or file of element sets; a larger file is refused unread. */
const maximumSize_byte = 16 * 1024 * 1024;

/** The scenario that a command line names, with its --set overrides and then `overrides`. Prints its warnings. */
export function openScenario(args: CommandArguments, io: CliIo, overrides: readonly string[] = []): LoadedScenario {
  const file = args.requiredText("scenario");
  const loaded = readScenario(readTextFile(file), file, [...args.list("set"), ...overrides]);
  noteWarnings(loaded.warnings, io);
  return loaded;
}

/**
 * Loads a scenario's text; files that it names are read relative to `file`.
 *
 * @throws LeolinkError (`input`) with every problem
 */
export function readScenario(text: string, file: string, overrides: readonly string[]): LoadedScenario {
  return loadScenario({ text, file, overrides, readFile: (path) => readTextFile(resolve(dirname(file), path)) });
}

/**
 * A text file that the user names.
 *
 * @throws LeolinkError (`input`) when it cannot be read, is a folder or is too large
 */
export function readTextFile(file: string): string {
  try {
    const info = statSync(file);
    if (info.isDirectory()) throw unreadable(file, "expected a file, found a folder");
    if (info.isCharacterDevice() || info.isBlockDevice()) throw unreadable(file, "expected a file, found a device");
    if (info.size > maximumSize_byte) {
      throw unreadable(file, `expected a file of at most ${maximumSize_byte} bytes, found ${info.size}`);
    }
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof LeolinkError || !(error instanceof Error && "code" in error)) throw error;
    throw unreadable(file, error.code === "ENOENT" ? "no such file" : `cannot be read (${error.code})`);
  }
}

export function noteWarnings(warnings: readonly Warning[], io: CliIo): void {
  for (const { source, message } of warnings) io.note(`warning: ${source}: ${message}`);
}

function unreadable(file: string, message: string): LeolinkError {
  return new LeolinkError("input", [{ message, location: { file } }]);
}
