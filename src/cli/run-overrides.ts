import { fidelities } from "../scenario/scenario.js";
import type { CommandArguments } from "./command-arguments.js";

/** The options that are short for a --set. */
export function runOverrides(args: CommandArguments): string[] {
  const fidelity = args.choice("fidelity", fidelities);
  const seed = args.wholeNumber("seed", 0, Number.MAX_SAFE_INTEGER);
  return [
    ...(fidelity === undefined ? [] : [`run.fidelity=${fidelity}`]),
    ...(seed === undefined ? [] : [`run.seed=${seed}`]),
  ];
}
