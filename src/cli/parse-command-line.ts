import yargs, { type Argv } from "yargs";
import { LeolinkError } from "../leolink-error.js";
import { nearestName } from "../nearest-name.js";
import type { Command } from "./command.js";
import { CommandArguments } from "./command-arguments.js";

/** What a command line asks for: a command to execute, or a text to print (help, version). */
export type CommandLine =
  | { readonly kind: "command"; readonly command: Command; readonly args: CommandArguments }
  | { readonly kind: "text"; readonly text: string };

/** Options of every command. */
const commonOptions = ["help", "h", "version"];

const epilogue =
  "Exit status: 0 done, 1 a check failed, 2 wrong usage or input, 70 a bug of leolink, 130 interrupted.\n" +
  "Quantities carry their unit: '19.7 GHz', '30 deg', '40 mm/h'.";

/**
 * Splits a command line by the commands' tables.
 *
 * @throws LeolinkError (`input`) on an unknown command or option, or a missing argument
 */
export async function parseCommandLine(
  words: readonly string[],
  commands: readonly Command[],
  { columns, version }: { readonly columns: number; readonly version: string },
): Promise<CommandLine> {
  let chosen: { command: Command; words: Record<string, unknown> } | undefined;
  let output = "";
  const parser = yargs()
    .scriptName("leolink")
    .usage("$0 <command>\n\nLink-level simulator for LEO satellite communications.")
    .locale("en")
    .wrap(Math.min(columns, 120))
    .exitProcess(false)
    // One word, one text: no guessing of numbers, dotted names or negated flags.
    .parserConfiguration({
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "duplicate-arguments-array": true,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .help()
    .alias("help", "h")
    .version(version)
    .epilogue(epilogue)
    .fail((message, error) => {
      const isUsage = !error || error.name === "YError";
      throw isUsage ? usageError(usageMessage(error?.message ?? message), usageHint(words, commands)) : error;
    });
  for (const command of commands) {
    parser.command({
      command: command.usage,
      describe: command.describe,
      builder: (builder: Argv) => describedCommand(builder, command),
      handler: (argv) => {
        chosen = { command, words: argv };
      },
    });
  }
  const parsed = await parser.parseAsync([...words], {}, (_error: unknown, _argv: unknown, text: string) => {
    output = text;
  });
  if (output) return { kind: "text", text: output };
  if (!chosen) {
    const name = parsed._[0];
    if (name === undefined && words.length === 0) return { kind: "text", text: await parser.getHelp() };
    const names = commands.map(({ usage }) => usage.split(" ")[0]);
    if (name === undefined) throw usageError("expected a command", `commands: ${names.join(", ")}`);
    throw usageError(`unknown command ${name}`, suggestion(String(name), names, "commands"));
  }
  refuseStrays(chosen.words, chosen.command);
  return { kind: "command", command: chosen.command, args: new CommandArguments(chosen.words) };
}

function describedCommand(builder: Argv, { usage, describe, positionals, options, examples }: Command): Argv {
  builder.usage(`leolink ${usage}\n\n${describe}`);
  for (const [name, text] of Object.entries(positionals)) builder.positional(name, { type: "string", describe: text });
  for (const [name, { describe: text, kind, value, isRequired }] of Object.entries(options)) {
    builder.option(name, {
      describe: value ? `${text} [${value}]` : text,
      type: kind === "flag" ? "boolean" : "string",
      array: kind === "list",
      demandOption: isRequired ?? false,
      ...(kind === "flag" ? {} : { nargs: 1 }),
    });
  }
  return builder.example(examples.map(([line, text]): [string, string] => [line, text]));
}

/** Refuses what yargs would pass on in silence: unknown options and positional arguments too many. */
function refuseStrays(words: Readonly<Record<string, unknown>>, { usage, options, positionals }: Command): void {
  const known = [...Object.keys(options), ...commonOptions];
  const problems = Object.keys(words)
    .filter((name) => !["_", "$0", "--", ...Object.keys(positionals), ...known].includes(name))
    .map((name) => ({
      message: `unknown option ${dashed(name)}`,
      hint: suggestion(dashed(name), known.map(dashed), "options"),
    }));
  const surplus = Array.isArray(words._) ? words._.slice(1) : [];
  if (surplus.length > 0) {
    problems.push({ message: `unexpected argument ${surplus.join(" ")}`, hint: `usage: leolink ${usage}` });
  }
  if (problems.length > 0) throw new LeolinkError("input", problems);
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}

function suggestion(name: string, known: readonly string[], what: string): string {
  const nearest = nearestName(name, known);
  return nearest ? `did you mean ${nearest}?` : `known ${what}: ${known.join(", ")}`;
}

function usageMessage(message: string): string {
  return message.startsWith("Not enough non-option arguments") ? "missing argument" : message;
}

function usageHint([name]: readonly string[], commands: readonly Command[]): string {
  const named = commands.find(({ usage }) => usage.split(" ")[0] === name);
  return named ? `usage: leolink ${named.usage}` : "try --help";
}

function usageError(message: string, hint: string): LeolinkError {
  return new LeolinkError("input", [{ message, hint }]);
}
