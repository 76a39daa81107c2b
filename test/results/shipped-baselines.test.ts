import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { baselineResults, parseBaseline } from "../../src/results/baseline-file.js";
import { compareResults } from "../../src/results/compare-results.js";
import { scenarioSha256 } from "../../src/results/manifest.js";
import { resultsOfRun } from "../../src/results/run-results.js";
import { loadScenario } from "../../src/scenario/load-scenario.js";
import { run } from "../../src/sim/run.js";

const root = join(import.meta.dirname, "..", "..");
const scenarios = join(root, "scenarios");
const baselines = join(root, "results", "baseline");

function baselineOf(scenario: string) {
  const file = join(baselines, `${basename(scenario, ".yaml")}.json`);
  return parseBaseline(readFileSync(file, "utf8"), file);
}

function load(name: string, overrides: readonly string[]) {
  return loadScenario({ text: readFileSync(join(scenarios, name), "utf8"), file: name, overrides });
}

describe("the baseline of a shipped scenario", () => {
  it.each(readdirSync(scenarios))("of %s was made from the scenario as it is (`leolink baseline update`)", (name) => {
    const baseline = baselineOf(name);
    expect(baseline.scenario).toBe(relative(baselines, join(scenarios, name)));
    expect(baseline.scenarioSha256).toBe(scenarioSha256(load(name, baseline.set).text));
    expect(baseline.figures.size).toBeGreaterThan(30);
  });

  it("holds neither time nor machine", () => {
    for (const name of readdirSync(scenarios)) {
      const text = readFileSync(join(baselines, `${basename(name, ".yaml")}.json`), "utf8");
      expect(text).not.toMatch(/20\d\d-\d\d-\d\dT|"\/|wallTime|cpu/);
    }
  });

  it("passes other seeds of the C-band pass, and a throughput 2 % lower is caught as worse", async () => {
    const name = "c-band-fr1.yaml";
    const baseline = baselineResults(baselineOf(name), "baseline");
    const against = async (overrides: readonly string[]) => {
      const { scenario, text } = load(name, ["run.seed=7", ...overrides]);
      return compareResults(baseline, resultsOfRun(await run(scenario, { scenarioText: text }), "run"), {
        alpha: 0.01,
      });
    };
    const same = await against([]);
    expect([same.isPassed, same.isSameScenario, same.tests]).toEqual([true, false, 21]);
    const lower = await against(["mac.traffic.source={ poisson: { rate: 29.4 Mbps } }"]);
    expect(lower.isPassed).toBe(false);
    const throughput = lower.changes.find(({ figure }) => figure === "throughput_Mbps");
    expect(throughput).toMatchObject({ outcome: "moved", direction: "worse" });
    expect(throughput?.change?.value).toBeGreaterThan(-0.75);
    expect(throughput?.change?.high).toBeLessThan(-0.4);
  });
});
