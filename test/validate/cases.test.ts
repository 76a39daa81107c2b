import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scenarioCaseLoader } from "../../src/cli/scenario-cases.js";
import { parseCaseFile, scenarioModelName } from "../../src/validate/case-file.js";
import { caseFilesOf, caseFileText } from "../../src/validate/node/case-sources.js";
import { validationModels } from "../../src/validate/registry.js";
import { runCaseFile } from "../../src/validate/run-cases.js";
import { caseFileText as resultText } from "../../src/validate/validation-text.js";
import { disputedRows } from "./disputed-rows.js";

const root = join(import.meta.dirname, "..", "..");
const ownFolder = join(root, "test", "cases");
const namedFolder = process.env.LEOLINK_CASES;
const sharedFolder = namedFolder ?? join(root, "..", "shared", "cases");
const models = validationModels();
const files = await caseFilesOf([ownFolder, sharedFolder].filter((folder) => existsSync(folder)));

const modelOf = new Map(
  await Promise.all(files.map(async (file) => [file, parseCaseFile(await caseFileText(file), file).model] as const)),
);
const isKnown = (file: string) => models.has(modelOf.get(file)!) || modelOf.get(file) === scenarioModelName;

function disputeOf(file: string) {
  const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
  return disputedRows.find((dispute) => file.endsWith(dispute.file) && dispute.sha256 === sha256);
}

/** Models that simulate until a figure is known take minutes where other tests run beside them. */
const slowest_ms = 15 * 60_000;

describe("reference cases", () => {
  it.each(files.filter(isKnown))(
    "every row of %s is within its tolerance",
    async (file) => {
      const result = await runCaseFile(file, {
        models,
        readText: caseFileText,
        loadScenarioRun: scenarioCaseLoader(new AbortController().signal),
      });
      const dispute = disputeOf(file);
      if (dispute) console.info(`${file}: rows ${dispute.rows.join(", ")} are disputed: ${dispute.why}`);
      const failed = result.failures.map(({ row }) => row);
      expect(result.problems, resultText(result)).toEqual([]);
      expect(failed, resultText(result)).toEqual(dispute?.rows ?? []);
    },
    slowest_ms,
  );

  it("our own all name a model of the registry", () => {
    const unknown = files.filter((file) => !isKnown(file));
    if (unknown.length > 0) {
      const lines = unknown.map((file) => `  ${file}: ${modelOf.get(file)}`);
      console.info(`not run, no such model here:\n${lines.join("\n")}`);
    }
    expect(unknown.filter((file) => file.startsWith(ownFolder))).toEqual([]);
  });

  it("stand where LEOLINK_CASES says", () => {
    if (namedFolder !== undefined) expect(existsSync(namedFolder), `LEOLINK_CASES=${namedFolder}`).toBe(true);
  });
});
