import type { CliIo } from "../cli-io.js";
import type { Command } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";
import { comparisonOptions, comparisonRule, emitComparisons } from "../comparison-options.js";
import { exitStatus } from "../exit-status.js";

export const compareCommand: Command = {
  usage: "compare <baseline> <results>",
  describe: "Compare the key figures of two results, noise and tolerances taken into account",
  details:
    "Exact figures may differ by rounding, or by their --tolerance. Random figures are tested by both\n" +
    "intervals: means by Welch's test, counts by Fisher's exact test, all of them together by Holm's\n" +
    "procedure, so that noise raises an alarm in at most --alpha of all comparisons. A tolerance comes\n" +
    "on top of the noise. Points of sweeps are matched by their axes, points of curves by their level.\n" +
    "Exit status: 0 the same, 1 a figure moved, is missing or new, 2 wrong usage or input.",
  positionals: {
    baseline: "Run, sweep or curve folder, or a file of results/baseline",
    results: "What is compared with it",
  },
  options: comparisonOptions,
  examples: [
    ["leolink compare results/baseline/ka-user-downlink.json results/nightly", "a run with the baseline"],
    ["leolink compare before after --tolerance cn_dB='0.1 dB' --tolerance 'latency*=5 %'", "with tolerances"],
    ["leolink compare before after --junit compare.xml --markdown comment.md", "for a CI job"],
  ],
  execute,
};

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const rule = await comparisonRule(args);
  const [{ openResults }, { compareResults }, { readTextFile }] = await Promise.all([
    import("../../results/read-results.js"),
    import("../../results/compare-results.js"),
    import("../text-file.js"),
  ]);
  const baseline = await openResults(args.requiredText("baseline"), readTextFile);
  const results = await openResults(args.requiredText("results"), readTextFile);
  const comparison = compareResults(baseline, results, rule);
  await emitComparisons([comparison], args, io);
  return comparison.isPassed ? exitStatus.done : exitStatus.checkFailed;
}
