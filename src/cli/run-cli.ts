import { LeolinkError, problemText } from "../leolink-error.js";
import { packageVersion } from "../results/package-version.js";
import type { CliIo } from "./cli-io.js";
import type { Command } from "./command.js";
import { attenuationCommand } from "./commands/attenuation.js";
import { baselineCommand } from "./commands/baseline.js";
import { berCommand } from "./commands/ber.js";
import { budgetCommand } from "./commands/budget.js";
import { codesCommand } from "./commands/codes.js";
import { compareCommand } from "./commands/compare.js";
import { epfdCommand } from "./commands/epfd.js";
import { geometryCommand } from "./commands/geometry.js";
import { initCommand } from "./commands/init.js";
import { kernelsCommand } from "./commands/kernels.js";
import { passesCommand } from "./commands/passes.js";
import { patternCommand } from "./commands/pattern.js";
import { plotCommand } from "./commands/plot.js";
import { queryCommand } from "./commands/query.js";
import { queueCommand } from "./commands/queue.js";
import { randomAccessCommand } from "./commands/random-access.js";
import { runCommand } from "./commands/run.js";
import { schemaCommand } from "./commands/schema.js";
import { sweepCommand } from "./commands/sweep.js";
import { validateCommand } from "./commands/validate.js";
import { vectorsCommand } from "./commands/vectors.js";
import { workerCommand } from "./commands/worker.js";

import { exitStatus } from "./exit-status.js";
import { parseCommandLine } from "./parse-command-line.js";

/** Every command of the program. */
const commands = [
  runCommand,
  sweepCommand,
  workerCommand,
  queueCommand,
  budgetCommand,
  passesCommand,
  geometryCommand,
  epfdCommand,
  attenuationCommand,
  patternCommand,
  berCommand,
  randomAccessCommand,
  codesCommand,
  vectorsCommand,
  compareCommand,
  baselineCommand,
  queryCommand,
  plotCommand,
  validateCommand,
  kernelsCommand,
  schemaCommand,
  initCommand,
] as const;

/** Runs one command line and gives the exit status; nothing is thrown. */
export async function runCli(words: readonly string[], io: CliIo): Promise<number> {
  try {
    if (words.length === 0) {
      io.note(await help(io));
      return exitStatus.input;
    }
    const line = parseCommandLine(words, commands);
    if (line.kind === "version") io.print(packageVersion());
    if (line.kind === "help") io.print(await help(io, line.command));
    if (line.kind !== "command") return exitStatus.done;
    return await line.command.execute(line.args, io);
  } catch (error) {
    return reportError(error, io);
  }
}

async function help(io: CliIo, command?: Command): Promise<string> {
  const { helpText } = await import("./help.js");
  return helpText(commands, command, io.style.width);
}

/** What a terminal would obey, or hide, in a text of the user's file. */
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function reportError(error: unknown, io: CliIo): number {
  if (io.signal.aborted) {
    io.note("interrupted; nothing was written");
    return statusOfSignal(io.signal);
  }
  if (error instanceof LeolinkError) {
    for (const problem of error.problems) io.note(`error: ${problemText(problem).replaceAll(controls, " ")}`);
    return error.code === "check" ? exitStatus.checkFailed : exitStatus.input;
  }
  if (isSystemError(error)) {
    io.note(`error: ${error.message}`);
    return exitStatus.input;
  }
  io.note(`This is a bug in leolink ${packageVersion()}; please report it with the command and these lines:`);
  io.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitStatus.bug;
}

function statusOfSignal(signal: AbortSignal): number {
  return signal.reason === "SIGTERM" ? exitStatus.terminated : exitStatus.interrupted;
}

/** A file or folder that the operating system refuses: the user's matter, not a bug. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}
