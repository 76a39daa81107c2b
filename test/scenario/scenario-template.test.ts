import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenario, ScenarioTemplate } from "../../src/scenario/load-scenario.js";
import type { AxisScalar } from "../../src/scenario/sweep-spec.js";

const file = join(import.meta.dirname, "..", "..", "scenarios", "ka-user-downlink.yaml");
const text = readFileSync(file, "utf8");

describe("ScenarioTemplate", () => {
  it.each<[string, AxisScalar][]>([
    [["link.carrier", "20 GHz"]],
    [
      ["run.seed", 7],
      ["site.latitude", "-10 deg"],
    ],
    [["propagation.condition", "clearSky"]],
    [["propagation.condition.availability", "99.5 %"]],
    [["waveform.dvbS2x.pilots", false]],
    [],
  ])("resolves as overrides of the file do: %j", (...values) => {
    const overrides = values.map(([path, value]) => `${path}=${JSON.stringify(value)}`);
    expect(new ScenarioTemplate({ text, file }).resolve(values)).toEqual({
      scenario: loadScenario({ text, file, overrides }).scenario,
      warnings: loadScenario({ text, file, overrides }).warnings,
    });
  });

  it("leaves its scenario as it was", () => {
    const template = new ScenarioTemplate({ text, file });
    const before = template.resolve([]);
    template.resolve([["link.carrier", "20 GHz"]]);
    expect(template.resolve([])).toEqual(before);
  });

  it.each<[string, AxisScalar, string]>([
    ["link.carrier", "20 GHx", "link.carrier: expected a frequency"],
    ["link.carier", "20 GHz", "did you mean carrier?"],
    ["link.bandwidth", 5, "link.bandwidth: expected a frequency with its unit"],
    ["orbit.tle.line1", "1 x", "orbit.tle.line1"],
    ["__proto__.x", 1, "expected path=value"],
    ["waveform.dvbS2x.modcods.0", "QPSK 1/4", "modcods"],
  ])("says what is wrong with %s = %s", (path, value, message) => {
    expect(() => new ScenarioTemplate({ text, file }).resolve([[path, value]])).toThrow(message);
  });

  it("takes aliases as the file does", () => {
    const aliased = text
      .replace("latitude: 30.2672 deg", "latitude: &place 30.2672 deg")
      .replace("minimumElevation: 25 deg", "minimumElevation: *place");
    const template = new ScenarioTemplate({ text: aliased, file });
    expect(template.resolve([["run.seed", 3]]).scenario.site.minimumElevation_deg).toBe(30.2672);
    expect(() => template.resolve([["site.latitude", "20 deg"]])).toThrow("anchor");
  });
});
