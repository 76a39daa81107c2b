import type { CliIo } from "./cli-io.js";
import type { CommandArguments } from "./command-arguments.js";

/** An option of a command. Every value arrives as text and is checked by the command. */
export interface CommandOption {
  readonly describe: string;
  /** `text` takes one value, `list` one a time and any number of times, `flag` none. */
  readonly kind: "text" | "list" | "flag";
  /** Shown in the help for what the value is, e.g. `DIR`. */
  readonly value?: string;
  readonly isRequired?: boolean;
}

/** A command of the program. Its file imports heavy modules inside `execute` only, so that start-up stays short. */
export interface Command {
  /** With positional arguments, e.g. `run <scenario>`, `validate <files..>`. */
  readonly usage: string;
  readonly describe: string;
  /** More, for the command's own help. */
  readonly details?: string;
  readonly positionals: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** Command line and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  /** Runs and gives the exit status. Throws LeolinkError on the user's mistakes. */
  readonly execute: (args: CommandArguments, io: CliIo) => Promise<number>;
}

export const jsonOption: CommandOption = { kind: "flag", describe: "Print one JSON object instead of text" };

export const setOption: CommandOption = {
  kind: "list",
  value: "PATH=VALUE",
  describe: "Override a value of the scenario, e.g. link.bandwidth='200 MHz' (may be repeated)",
};
