import type { CliIo } from "../cli-io.js";
import { type Command, jsonOption } from "../command.js";
import type { CommandArguments } from "../command-arguments.js";

export const validateCommand: Command = {
  usage: "validate <files..>",
  describe: "Run reference cases and compare every row with its expected values",
  positionals: { files: "Case files (JSON), or folders of them with their subfolders" },
  options: {
    json: jsonOption,
    junit: { kind: "text", value: "FILE", describe: "Also write the result as JUnit XML" },
    "skip-slow": { kind: "flag", describe: "Leave out files whose model is slow" },
    "skip-missing-maps": {
      kind: "flag",
      describe: "Leave out files whose model needs the ITU-R digital maps; else they count as failed",
    },
  },
  examples: [
    ["leolink validate test/cases", "every case file of a folder"],
    ["leolink validate budgets.json --json", "the worst error of each file, for a script"],
    ["leolink validate cases --skip-slow --junit report.xml", "for a CI server"],
  ],
  execute,
};

/** Longest stretch without a look at signals. */
const pauseEvery_ms = 100;

async function execute(args: CommandArguments, io: CliIo): Promise<number> {
  const [{ runCaseFile }, { validationModels }, { caseFilesOf, caseFileText: readText }, results, texts, loader] =
    await Promise.all([
      import("../../validate/run-cases.js"),
      import("../../validate/registry.js"),
      import("../../validate/node/case-sources.js"),
      import("../../validate/case-result.js"),
      import("../../validate/validation-text.js"),
      import("../scenario-cases.js"),
    ]);
  const isJson = args.flag("json");
  const junit = args.text("junit");
  const options = {
    models: validationModels(),
    loadScenarioRun: loader.scenarioCaseLoader(io.signal),
    readText,
    skipSlow: args.flag("skip-slow"),
    skipMissingMaps: args.flag("skip-missing-maps"),
    beforeRow: breather(io.signal),
  };
  const found = [];
  for (const file of await caseFilesOf(args.list("files"))) {
    const result = await runCaseFile(file, options);
    found.push(result);
    if (!isJson) io.print(texts.caseFileText(result));
  }
  if (isJson) {
    const { validationJson } = await import("../../validate/validation-json.js");
    io.print(validationJson(found));
  } else {
    io.print(texts.validationTotalText(found));
  }
  if (junit !== undefined) {
    const [{ junitXml }, { replaceFile }] = await Promise.all([
      import("../../validate/junit.js"),
      import("../text-file.js"),
    ]);
    await replaceFile(junit, junitXml(found));
  }
  return results.validationExitStatus(found);
}

/** Lets the process see signals while rows run one after another. */
function breather(signal: AbortSignal): () => Promise<void> {
  let last_ms = performance.now();
  return async () => {
    if (performance.now() - last_ms < pauseEvery_ms) return;
    await new Promise((resolve) => setImmediate(resolve));
    last_ms = performance.now();
    signal.throwIfAborted();
  };
}
