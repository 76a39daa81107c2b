import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import { budgetAt } from "../../src/sim/budget-at.js";
import { run } from "../../src/sim/run.js";

const scenarios = join(import.meta.dirname, "../../scenarios");
const beams = readFileSync(join(scenarios, "tr38821-sc6-beams.yaml"), "utf8");

function loaded(text: string, ...overrides: string[]) {
  return loadScenario({ text, file: "beams.yaml", overrides }).scenario;
}

describe("co-channel interference of a satellite's own beams", () => {
  it("is the sum of the Bessel patterns of the 60 others in the middle of the central cell", () => {
    const { budget } = budgetAt(loaded(beams));
    const ci_dB = budget.total.find(({ key }) => key === "ci_dB")!.value;
    // Summed with scipy.special.j1; an equal carrier's share is 1 - 0.05 / 4, and B is 1.05 x the symbol rate.
    expect(Math.abs(ci_dB - (1.276211 - 10 * Math.log10((1 - 0.05 / 4) * 1.05)))).toBeLessThan(1e-4);
  });

  it("grows as the beams of earth-fixed cells draw together towards the horizon", async () => {
    const pass = readFileSync(join(scenarios, "ka-user-downlink.yaml"), "utf8");
    const layout =
      "beams={innerTiers: 1, outerTiers: 1, spacing: 0.04, cells: earthFixed, reuse: frf1, users: {perBeam: 1, drops: 2}}";
    const scenario = loaded(pass, layout, "link.interference={}", "run.fidelity=budget");
    const { timeline } = await run(scenario, { scenarioText: "" });
    const [{ name, ci_dB }] = timeline.sources;
    expect(name).toBe("co-channel beams");
    const high = timeline.elevation_deg.reduce((best, value, step, all) => (value > all[best] ? step : best), 0);
    expect(ci_dB[0]).toBeLessThan(ci_dB[high]);
    for (let step = 1; step < timeline.length; step++)
      expect(Math.abs(ci_dB[step] - ci_dB[step - 1])).toBeLessThan(0.5);
  });

  it("stands beside no figure of co-channel C/I", () => {
    expect(() => loaded(beams, "link.interference.coChannel=20 dB")).toThrow("expected none beside beams");
  });
});
