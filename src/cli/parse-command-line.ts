import { parseArgs } from "node:util";
import { LeolinkError, type Problem } from "../leolink-error.js";
import { nearestName } from "../nearest-name.js";
import type { Command } from "./command.js";
import { CommandArguments } from "./command-arguments.js";

/** What a command line asks for. */
export type CommandLine =
  | { readonly kind: "command"; readonly command: Command; readonly args: CommandArguments }
  /** The help of one command, or of the program. */
  | { readonly kind: "help"; readonly command?: Command }
  | { readonly kind: "version" };

/**
 * Splits a command line by the commands' tables: one word, one text, nothing guessed. (Node's own splitter, since
 * loading yargs takes longer than a link budget; yargs writes the help.)
 *
 * @throws LeolinkError (`input`) with every unknown command or option and every argument missing or too many
 */
export function parseCommandLine(words: readonly string[], commands: readonly Command[]): CommandLine {
  const name = words.find((word) => !word.startsWith("-"));
  const command = commands.find((each) => commandName(each) === name);
  const { given, texts, flags, positionals, problems } = sorted(words, command);
  if (given.has("help") || given.has("h")) return { kind: "help", command };
  if (given.has("version")) return { kind: "version" };
  if (!command) throw new LeolinkError("input", [noCommand(name, commands)]);
  // What follows an unknown option may be its value: positional arguments are judged without one only.
  if (problems.length === 0) problems.push(...takePositionals(command, positionals.slice(1), texts));
  for (const [option, { isRequired }] of Object.entries(command.options)) {
    if (isRequired && !texts.has(option)) problems.push({ message: `--${option}: expected a value, found none` });
  }
  if (problems.length > 0) throw new LeolinkError("input", problems);
  return { kind: "command", command, args: new CommandArguments(texts, flags) };
}

/** The first word of a command's usage. */
export function commandName({ usage }: Command): string {
  return usage.split(" ")[0];
}

function sorted(words: readonly string[], command: Command | undefined) {
  const options = command?.options ?? {};
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { kind }]) => [
        name,
        {
          type: kind === "flag" ? ("boolean" as const) : ("string" as const),
          // `-x` is `--x`, and takes its value.
          ...(name.length === 1 ? { short: name } : {}),
        },
      ]),
    ),
  });
  const given = new Set<string>();
  const texts = new Map<string, string[]>();
  const flags = new Set<string>();
  const positionals: string[] = [];
  const problems: Problem[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    given.add(name);
    const kind = Object.hasOwn(options, name) ? options[name].kind : undefined;
    if (kind === undefined) problems.push(unknownOption(rawName, Object.keys(options)));
    else if (kind === "flag" && value === undefined) flags.add(name);
    else if (kind === "flag") problems.push({ message: `--${name}: expected no value, found ${value}` });
    else if (value === undefined) problems.push({ message: `--${name}: expected a value, found none` });
    else texts.set(name, [...(texts.get(name) ?? []), value]);
  }
  return { given, texts, flags, positionals, problems };
}

/** Gives the positional arguments their names of the usage: `<scenario>` takes one, `<files..>` one or more. */
function takePositionals({ usage }: Command, found: readonly string[], texts: Map<string, string[]>): Problem[] {
  const hint = `usage: leolink ${usage}`;
  const rest = [...found];
  for (const [, bracket, name, dots] of usage.matchAll(/([<[])([\w-]+)(\.\.)?[>\]]/g)) {
    const taken = rest.splice(0, dots ? rest.length : 1);
    if (taken.length === 0 && bracket === "[") continue;
    if (taken.length === 0) return [{ message: `missing argument <${name}>`, hint }];
    texts.set(name, taken);
  }
  return rest.length > 0 ? [{ message: `unexpected argument ${rest.join(" ")}`, hint }] : [];
}

function noCommand(name: string | undefined, commands: readonly Command[]): Problem {
  const names = commands.map(commandName);
  if (name === undefined) return { message: "expected a command", hint: `commands: ${names.join(", ")}` };
  return { message: `unknown command ${name}`, hint: suggestion(name, names, "commands") };
}

function unknownOption(rawName: string, options: readonly string[]): Problem {
  const known = [...options.map((name) => `--${name}`), "--help"];
  return { message: `unknown option ${rawName}`, hint: suggestion(rawName, known, "options") };
}

function suggestion(name: string, known: readonly string[], what: string): string {
  const nearest = nearestName(name, known);
  return nearest ? `did you mean ${nearest}?` : `known ${what}: ${known.join(", ")}`;
}
