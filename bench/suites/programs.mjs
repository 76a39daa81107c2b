import { existsSync } from "node:fs";
import { join } from "node:path";

const scenarios = join(import.meta.dirname, "..", "..", "scenarios");
const downlink = join(scenarios, "ka-user-downlink.yaml");
const fixedLink = join(scenarios, "tr38821-sc6.yaml");

/** Whole programs on this checkout's scenarios. */
export function programBenchmarks(library) {
  return [
    ["program leolink budget", () => budgetWords(library)],
    ["program leolink run, ka-user-downlink, one worker", (out) => passWords(library, out)],
  ].map(([id, program]) => ({
    id,
    unit: "run",
    prepare: async () => {
      if (!existsSync(library.program)) throw new Error("there is no src/cli/main.js");
      return { program };
    },
  }));
}

export function budgetWords(library) {
  return [library.program, "budget", downlink];
}

/** The main job: one pass at 100 Mbps offered, abstracted, on one worker. */
export function passWords(library, out) {
  return runWords(library, out, downlink);
}

/** A link at 100 Mbps that stands still for a time, e.g. `300 s`. */
export function standingWords(library, out, duration) {
  const settings = [
    ["run.fidelity", "abstracted"],
    ["run.replications.minimum", "2"],
    ["run.replications.maximum", "2"],
    ["mac.traffic.source", "{ constantBitRate: { rate: 100 Mbps } }"],
    ["time.duration", duration],
  ];
  return [...runWords(library, out, fixedLink), ...settings.flatMap(([path, value]) => ["--set", `${path}=${value}`])];
}

function runWords(library, out, scenario) {
  return [library.program, "run", scenario, "--json", "--quiet", "--workers", "1", "--out", out, "--force"];
}
