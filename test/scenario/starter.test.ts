import { describe, expect, it } from "vitest";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import { starterScenario } from "../../src/scenario/starter.js";

describe("the scenario to start from", () => {
  it.each([
    ["ka", 19.7e9],
    ["s", 2.245e9],
    ["c", 3.9e9],
  ] as const)("in %s band loads as it is, without a warning", (band, carrier_Hz) => {
    const { scenario, warnings } = loadScenario({ text: starterScenario(band), file: `${band}.yaml` });
    expect(warnings).toEqual([]);
    expect(scenario.link.carrier_Hz).toBe(carrier_Hz);
    expect(scenario.time.duration_s).toBe("nextPass");
  });

  it.each(["ka", "s", "c"] as const)("in %s band marks what is an assumption", (band) => {
    const lines = starterScenario(band).split("\n");
    expect(lines.filter((line) => line.includes("ASSUMPTION")).length).toBeGreaterThan(15);
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });
});
