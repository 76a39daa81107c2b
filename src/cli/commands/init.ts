import type { CliIo } from "../cli-io.js";
import type { Command } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";

export const initCommand: Command = {
  usage: "init <file>",
  describe: "Write a commented scenario to start from",
  positionals: { file: "Where to write it, e.g. my-link.yaml" },
  options: {
    band: { kind: "text", value: "ka|s|c", describe: "Frequency band of the link; Ka band if left out" },
    force: { kind: "flag", describe: "Replace the file if it exists" },
  },
  examples: [
    ["leolink init my-link.yaml", "a Ka-band user downlink"],
    ["leolink init ttc.yaml --band s", "an S-band link"],
  ],
  execute,
};

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ starterScenario }, { createFile, replaceFile }] = await Promise.all([
    import("../../scenario/starter.js"),
    import("../text-file.js"),
  ]);
  const file = args.requiredText("file");
  const text = starterScenario(args.choice("band", ["ka", "s", "c"]) ?? "ka");
  await (args.flag("force") ? replaceFile(file, text) : createFile(file, text));
  io.print(`${file} written; run it with: leolink run ${file}`);
  return exitStatus.done;
}
