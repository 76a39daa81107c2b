import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LeolinkError, type Problem } from "../../src/leolink-error.js";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import { starterScenario } from "../../src/scenario/starter.js";

const ka = starterScenario("ka");
const feeder = readFileSync(join(import.meta.dirname, "../../scenarios/ka-gateway-feeder.yaml"), "utf8");

function problemsOf(text: string, ...overrides: string[]): readonly Problem[] {
  try {
    loadScenario({ text, file: "link.yaml", overrides });
  } catch (error) {
    if (error instanceof LeolinkError) return error.problems;
    throw error;
  }
  return [];
}

describe("the parts of a scenario together", () => {
  it("cannot have an S.465 mask with less gain than its side lobes", () => {
    // S.465-6: 32 - 25 log10(15.85 (D / lambda)^-0.6) = 29.3 dBi for 1 m at 19.7 GHz.
    expect(problemsOf(ka, "terminal.antenna={ituS465: {gain: 10 dBi, diameter: 1 m}}")).toMatchObject([
      { location: { path: "terminal.antenna.ituS465" }, message: expect.stringContaining("29.3 dBi") },
    ]);
    expect(problemsOf(ka, "terminal.antenna={ituS465: {gain: 44 dBi, diameter: 1 m}}")).toEqual([]);
  });

  it("keep the carrier within the range of clutter, which TR 38.811 gives from 0.5 GHz on", () => {
    const models = ["gas", "rain", "cloud", "scintillation"].map((model) => `propagation.${model}=none`);
    expect(problemsOf(ka, ...models, "link.carrier=400 MHz")).toEqual([]);
    expect(problemsOf(ka, ...models, "link.carrier=400 MHz", "propagation.clutter=urban")).toMatchObject([
      { location: { path: "link.carrier" }, message: expect.stringContaining("0.5 GHz to 100 GHz") },
    ]);
  });

  it("ask of a gateway what they ask of a terminal's site", () => {
    const gateway = "link.payload.transparent";
    expect(problemsOf(feeder)).toEqual([]);
    const missing = problemsOf(feeder, `${gateway}.gatewaySite.climate={}`);
    expect(missing.length).toBeGreaterThan(3);
    expect(new Set(missing.map(({ location }) => location?.path))).toEqual(new Set([`${gateway}.gatewaySite.climate`]));
    expect(problemsOf(feeder, `${gateway}.carrier=60 GHz`)).toMatchObject([
      { location: { path: `${gateway}.carrier` } },
      { location: { path: `${gateway}.carrier` } },
    ]);
    expect(
      problemsOf(
        feeder,
        "orbit={fixed: {elevation: 40 deg, altitude: 600 km}}",
        `${gateway}.gatewaySite.minimumElevation=50 deg`,
      ),
    ).toMatchObject([{ location: { path: "orbit.fixed.elevation" } }]);
  });

  it("need no climate under a clear sky beyond that of the gas model", () => {
    const bare = ["propagation.condition=clearSky", "site.climate={}"];
    const missing = problemsOf(ka, ...bare).map(({ message }) => /^expected (\w+),/.exec(message)?.[1]);
    expect(missing).toEqual(["temperature", "pressure", "vapourDensity"]);
    expect(problemsOf(ka, ...bare, "propagation.gas=none")).toEqual([]);
  });
});
