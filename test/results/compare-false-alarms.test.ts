import { beforeAll, describe, expect, it } from "vitest";
import { compareResults } from "../../src/results/compare-results.js";
import type { ResultSet } from "../../src/results/result-set.js";
import { resultsOfRun } from "../../src/results/run-results.js";
import type { Scenario } from "../../src/scenario/scenario.js";
import { replicate } from "../../src/sim/mac-job.js";
import type { Replicator } from "../../src/sim/replications.js";
import { run } from "../../src/sim/run.js";
import { wilsonEstimate } from "../../src/statistics/wilson.js";
import { fixedScenario } from "../sim/scenario-fixture.js";

/** Without the breather between replications, which would take most of the time here. */
const replicator: Replicator = { width: 1, replicate: async (job, replication) => replicate(job, replication) };

/** A short run with its stop rule: losses, queueing, changes of MODCOD from noisy reports. */
function shortRun(seed: number, change: Partial<Scenario> = {}): Promise<ResultSet> {
  const scenario: Scenario = {
    ...fixedScenario,
    time: { ...fixedScenario.time, duration_s: 1, step_s: 0.5 },
    mac: {
      ...fixedScenario.mac,
      traffic: { source: { kind: "poisson", rate_bps: 8e6 }, packetSize: { kind: "fixed", size_bit: 12_000 } },
      adaptation: { ...fixedScenario.mac.adaptation, margin_dB: 0, estimationError_dB: 0.6 },
    },
    ...change,
    run: {
      ...fixedScenario.run,
      fidelity: "abstracted",
      seed,
      replications: { minimum: 5, maximum: 12, relativeError: 0.02 },
    },
  };
  return run(scenario, { scenarioText: `seed ${seed}`, replicator }).then((result) =>
    resultsOfRun(result, `seed ${seed}`),
  );
}

describe("noise", () => {
  const pairs = 1000;
  let sets: ResultSet[] = [];

  beforeAll(async () => {
    sets = [];
    for (let seed = 1; seed <= 2 * pairs; seed++) sets.push(await shortRun(seed));
  });

  it.each([0.01, 0.05, 0.2])(
    `raises an alarm in at most %d of ${pairs} pairs of runs that differ only in seed`,
    (alpha) => {
      let alarms = 0;
      for (let pair = 0; pair < pairs; pair++) {
        if (!compareResults(sets[2 * pair], sets[2 * pair + 1], { alpha }).isPassed) alarms++;
      }
      expect(alarms / pairs).toBeLessThanOrEqual(alpha);
      // A test that never alarms would pass too; the seeds are fixed, and at 20 % some noise must be seen.
      if (alpha === 0.2) expect(alarms).toBeGreaterThan(0);
      expect(wilsonEstimate(alarms, pairs).low).toBeLessThanOrEqual(alpha);
    },
  );

  it("is there at all: two runs do not have the same figures", () => {
    const { changes } = compareResults(sets[0], sets[1], { alpha: 0.01 });
    expect(changes.filter(({ change }) => change !== undefined && change.value !== 0).length).toBeGreaterThan(8);
  });
});
