import { LeolinkError } from "../../leolink-error.js";
import { nearestName } from "../../nearest-name.js";
import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";

export const codesCommand: Command = {
  usage: "codes [family]",
  describe: "List the code families that `ber` and `vectors` know, or the parameters of one",
  positionals: { family: "A family, for its parameters and its decoder's settings" },
  options: { json: jsonOption },
  examples: [
    ["leolink codes", "every family"],
    ["leolink codes nr-ldpc", "its parameters and decoder settings"],
  ],
  execute,
};

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ codeFamilies }, { decoderSchema }, { parameterList }] = await Promise.all([
    import("../../scenario/schema-code.js"),
    import("../../scenario/schema-code-form.js"),
    import("../../scenario/parameter-list.js"),
  ]);
  const { alignedLines, bold } = await import("../../report/terminal-text.js");
  const { width = 80 } = io.style;
  const name = args.text("family");
  const columns = [{ align: "left" }, { align: "left", gives: true }] as const;
  if (name === undefined) {
    const rows = Object.entries(codeFamilies).map(([family, { describe }]) => [family, describe]);
    if (args.flag("json")) io.print(JSON.stringify(Object.fromEntries(rows), null, 2));
    else io.print(alignedLines(columns, rows, width).join("\n"));
    return exitStatus.done;
  }
  if (!Object.hasOwn(codeFamilies, name)) {
    const known = Object.keys(codeFamilies);
    const nearest = nearestName(name, known);
    const hint = nearest ? `did you mean ${nearest}?` : `known: ${known.join(", ")}`;
    throw new LeolinkError("input", [{ message: `<family>: expected a code family, found ${name}`, hint }]);
  }
  const family = codeFamilies[name];
  const { describe, code } = family;
  const parts = { parameters: parameterList(code), decoder: parameterList(decoderSchema(family)) };
  if (args.flag("json")) {
    io.print(JSON.stringify({ family: name, describe, ...parts }, null, 2));
    return exitStatus.done;
  }
  io.print(`${bold(name, io.style)}: ${describe}`);
  for (const [title, list] of Object.entries(parts)) {
    io.print(`\n${bold(title === "decoder" ? "--decoder" : "parameters", io.style)}`);
    const rows = list.map(({ key, values, isRequired, describe: text }) => [
      `  ${key}${isRequired ? "" : "?"}`,
      [values, text].filter(Boolean).join("  "),
    ]);
    io.print(rows.length > 0 ? alignedLines(columns, rows, Math.max(width, 120)).join("\n") : "  none");
  }
  return exitStatus.done;
}
