import { dirname, resolve } from "node:path";
import { kpiJson } from "../results/kpi.js";
import { run } from "../sim/run.js";
import type { LoadScenarioRun } from "../validate/scenario-rows.js";
import { readScenario } from "./open-scenario.js";
import { readTextFile } from "./text-file.js";

/** Runs the scenarios of validation cases, on the calling thread. */
export function scenarioCaseLoader(signal: AbortSignal): LoadScenarioRun {
  return async (source, overrides) => {
    const file = source.kind === "inline" ? source.caseFile : resolve(dirname(source.caseFile), source.path);
    const text = source.kind === "inline" ? source.text : readTextFile(file);
    const { scenario, text: scenarioText, warnings } = await readScenario(text, file, overrides);
    return async () => {
      const results = kpiJson(await run(scenario, { scenarioText, warnings, signal }));
      return typeof results === "object" && results !== null ? { ...results } : {};
    };
  };
}
