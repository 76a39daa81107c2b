import type { CliIo } from "../cli-io.js";
import type { Command } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";

export const schemaCommand: Command = {
  usage: "schema",
  describe: "Print the JSON Schema of a scenario, for editors",
  positionals: {},
  options: {},
  examples: [
    ["leolink schema > scenario.schema.json", "then, as the first line of a scenario:"],
    ["# yaml-language-server: $schema=scenario.schema.json", "an editor completes and checks the keys"],
  ],
  execute,
};

async function execute(_args: CommandArguments, io: CliIo): Promise<number> {
  const { scenarioJsonSchema } = await import("../../scenario/json-schema.js");
  io.print(JSON.stringify(scenarioJsonSchema(), null, 2));
  return exitStatus.done;
}
