import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption, setOption } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { exitStatus } from "../exit-status.js";
import { momentOf, momentOption } from "../moment-option.js";

export const budgetCommand: Command = {
  usage: "budget <scenario>",
  describe: "Print the itemised link budget at one moment: each term with value, unit, formula and standard",
  positionals: { scenario: "Scenario file (YAML)" },
  options: {
    at: momentOption,
    explain: { kind: "flag", describe: "Show the inputs of each term too" },
    set: setOption,
    json: jsonOption,
  },
  examples: [
    ["leolink budget scenarios/ka-user-downlink.yaml", "at culmination"],
    ["leolink budget scenarios/ka-user-downlink.yaml --at '30 deg' --explain", "at 30 deg, with every input"],
    ["leolink budget scenarios/tr38821-sc6.yaml --set link.bandwidth='100 MHz' --json", "for a script"],
  ],
  execute,
};

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ openScenario, noteWarnings }, { budgetAt }] = await Promise.all([
    import("../open-scenario.js"),
    import("../../sim/budget-at.js"),
  ]);
  const moment = momentOf(args);
  const { scenario, warnings } = await openScenario(args, io);
  const { budget, warnings: found } = budgetAt(scenario, moment);
  if (args.flag("json")) {
    const { plainJson, asNull } = await import("../../results/plain-json.js");
    io.print(
      JSON.stringify(
        plainJson({ title: scenario.title, ...budget, warnings: [...warnings, ...found] }, asNull),
        null,
        2,
      ),
    );
  } else {
    const [{ budgetTable }, { wrappedLines }] = await Promise.all([
      import("../../report/terminal-budget.js"),
      import("../../report/terminal-text.js"),
    ]);
    io.print([...wrappedLines(scenario.title, io.style.width ?? 80, ""), ""].join("\n"));
    io.print(budgetTable(budget, args.flag("explain"), io.style));
    noteWarnings(found, io);
  }
  return exitStatus.done;
}
