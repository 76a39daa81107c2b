import { LeolinkError } from "../leolink-error.js";
import type { CompareOptions, ResultComparison } from "../results/compare-results.js";
import type { CliIo } from "./cli-io.js";
import { type CommandOption, jsonOption } from "./command.js";
import { type CommandArguments, wrongOption } from "./command-arguments.js";
import { optionQuantity } from "./option-quantity.js";

/** Options of every command that compares results. */
export const comparisonOptions: Readonly<Record<string, CommandOption>> = {
  tolerance: {
    kind: "list",
    value: "FIGURE=AMOUNT",
    describe: "Allowed difference, e.g. cn_dB='0.1 dB', 'latency*=5 %' or packetLoss=0.001 (may be repeated)",
  },
  alpha: {
    kind: "text",
    value: "PERCENT",
    describe: "Chance of any false alarm from noise in a comparison; '1 %' if left out",
  },
  "allow-better": { kind: "flag", describe: "Let figures pass that moved for the better" },
  all: { kind: "flag", describe: "List every random figure, also those that are the same" },
  json: jsonOption,
  junit: { kind: "text", value: "FILE", describe: "Also write the result as JUnit XML" },
  markdown: { kind: "text", value: "FILE|-", describe: "Also write it for a pull request comment; - prints only that" },
};

const defaultAlpha_pct = 1;

/** How the options want results compared. */
export async function comparisonRule(args: CommandArguments): Promise<CompareOptions> {
  const { parseTolerance } = await import("../results/figure-tolerance.js");
  const tolerances = args.list("tolerance").map(parseTolerance);
  const problems = tolerances.flatMap((found) => ("message" in found ? [found] : []));
  if (problems.length > 0) {
    throw new LeolinkError(
      "input",
      problems.map(({ message, hint }) => ({ message: `--tolerance: ${message}`, hint })),
    );
  }
  const alpha_pct = optionQuantity(args, "alpha", "percent", { above: 0, below: 100 }) ?? defaultAlpha_pct;
  if (args.flag("json") && args.text("markdown") === "-") {
    throw wrongOption("markdown", "expected a file beside --json, found -");
  }
  return {
    alpha: alpha_pct / 100,
    tolerances: tolerances.flatMap((found) => ("message" in found ? [] : [found])),
    allowBetter: args.flag("allow-better"),
  };
}

/** Prints comparisons and writes the files that were asked for. */
export async function emitComparisons(
  comparisons: readonly ResultComparison[],
  args: CommandArguments,
  io: CliIo,
): Promise<void> {
  const markdown = args.text("markdown");
  if (args.flag("json")) {
    const { asNull, plainJson } = await import("../results/plain-json.js");
    const json = plainJson({ isPassed: comparisons.every(({ isPassed }) => isPassed), comparisons }, asNull);
    io.print(JSON.stringify(json, null, 2));
  } else if (markdown !== "-") {
    const { comparisonText } = await import("../report/comparison-text.js");
    for (const each of comparisons) io.print(comparisonText(each, { isAll: args.flag("all"), style: io.style }));
  }
  const { replaceFile } = await import("./text-file.js");
  if (markdown !== undefined) {
    const { comparisonMarkdown } = await import("../report/comparison-markdown.js");
    const text = comparisonMarkdown(comparisons);
    if (markdown === "-") io.print(text.trimEnd());
    else await replaceFile(markdown, text);
  }
  const junit = args.text("junit");
  if (junit !== undefined) {
    const { comparisonJunit } = await import("../report/comparison-junit.js");
    await replaceFile(junit, comparisonJunit(comparisons, args.flag("allow-better")));
  }
}
