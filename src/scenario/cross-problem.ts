import type { ScenarioPath } from "./scenario-document.js";

/** What is wrong between parts of a scenario. */
export interface CrossProblem {
  readonly path: ScenarioPath;
  readonly message: string;
  readonly hint?: string;
}
