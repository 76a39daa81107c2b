import yargs, { type Argv } from "yargs";
import type { Command } from "./command.js";
import { commandName } from "./parse-command-line.js";

const epilogue =
  "Exit status: 0 done, 1 a check failed, 2 wrong usage or input, 70 a bug of leolink, 130 interrupted.\n" +
  "Quantities carry their unit: '19.7 GHz', '30 deg', '40 mm/h'.";

const widest = 110;

/** The help of one command, with its options and examples, or of the program, with its commands. */
export async function helpText(commands: readonly Command[], command?: Command, columns = 100): Promise<string> {
  const parser = yargs()
    .scriptName("leolink")
    .usage("leolink <command>\n\nLink-level simulator for LEO satellite communications.")
    .locale("en")
    .wrap(Math.min(columns, widest))
    .exitProcess(false)
    .help()
    .alias("help", "h")
    .version("")
    .describe("version", "Show the version")
    .epilogue(epilogue);
  for (const each of commands) parser.command(each.usage, each.describe, (builder) => describedCommand(builder, each));
  let output = "";
  const words = command ? [commandName(command), "--help"] : ["--help"];
  await parser.parseAsync(words, {}, (_error: unknown, _argv: unknown, text: string) => {
    output = text;
  });
  return output;
}

function describedCommand(builder: Argv, { usage, describe, details, positionals, options, examples }: Command): Argv {
  builder.usage(`leolink ${usage}\n\n${[describe, details].filter(Boolean).join("\n\n")}`);
  for (const [name, text] of Object.entries(positionals)) builder.positional(name, { describe: text });
  for (const [name, { describe: text, kind, value, isRequired }] of Object.entries(options)) {
    builder.option(name, {
      describe: [text, value ? `[${value}]` : ""].join(" ").trim(),
      type: kind === "flag" ? "boolean" : undefined,
      demandOption: isRequired ?? false,
    });
  }
  return builder.example(examples.map(([line, text]): [string, string] => [line, text]));
}
