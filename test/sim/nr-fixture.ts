import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import type { Scenario } from "../../src/scenario/scenario.js";
import { run } from "../../src/sim/run.js";

const shipped = readFileSync(join(import.meta.dirname, "../../scenarios/s-band-uplink-two-users.yaml"), "utf8");
/** One user over a line of sight without fading, 25 resource blocks, a few slots in each of two replications. */
const alone = shipped
  .replace(/^channel:\n(?: .*\n)+/m, "")
  .replace(/^antennas:\n(?: .*\n)+/m, "")
  .replace(/^coChannel:\n(?: .*\n)+/m, "")
  .replace(/^sweep:\n(?: .*\n)+/m, "")
  .replace("implementationLoss: 1 dB ", "implementationLoss: 0 dB ");

/** EIRP of the shipped scenario. */
const nrEirp_dBm = 33;

export function nrScenario(...overrides: string[]): Scenario {
  return loadScenario({
    text: alone,
    file: "nr.yaml",
    overrides: [
      "receiver.nr.cancellation=none",
      "run.replications={minimum: 2, maximum: 2, relativeError: 0.1}",
      "run.bitTrue={windows: 3, windowDuration: 4 ms}",
      ...overrides,
    ],
  }).scenario;
}

export async function nrRun(...overrides: string[]) {
  return run(nrScenario(...overrides), { scenarioText: "title: nr\n" });
}

/** Override that brings the plain scenario to an Es/N0. */
export async function atEsn0(esn0_dB: number): Promise<string> {
  plain_dB ??= (await nrRun("run.fidelity=budget")).budget.esn0_dB.value;
  return `terminal.transmitter.eirp=${(nrEirp_dBm + esn0_dB - plain_dB).toFixed(9)} dBm`;
}

let plain_dB: number | undefined;
