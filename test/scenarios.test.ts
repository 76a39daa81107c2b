import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenario } from "../src/scenario/load-scenario.js";
import { run } from "../src/sim/run.js";

const folder = join(import.meta.dirname, "..", "scenarios");

describe("a shipped scenario", () => {
  it.each(readdirSync(folder))(
    "%s loads without a warning and its link is in sight for the whole run",
    async (name) => {
      const { scenario, warnings, text } = loadScenario({ text: readFileSync(join(folder, name), "utf8"), file: name });
      expect(warnings).toEqual([]);
      const budget = await run({ ...scenario, run: { ...scenario.run, fidelity: "budget" } }, { scenarioText: text });
      expect(budget.warnings).toEqual([]);
      expect(budget.kpi.visibility.value).toBe(1);
      // Interference that only a receiver with several antennas rejects is more than the budget's one antenna stands.
      const isRejected = scenario.coChannel?.some(({ role }) => role === "unknown");
      if (!isRejected) expect(budget.kpi.idealAvailability.value).toBe(1);
    },
  );

  // NR has no calibrated curves for frames that are not sent.
  const abstracted = readdirSync(folder).filter((name) => !/^ {2}nr:/m.test(readFileSync(join(folder, name), "utf8")));
  it.each(abstracted)("%s delivers packets with the latency that its geometry allows", async (name) => {
    const { scenario, text } = loadScenario({
      text: readFileSync(join(folder, name), "utf8"),
      file: name,
      overrides: ["run.fidelity=abstracted", "run.replications={minimum: 2, maximum: 2}"],
    });
    const { kpi, timeline } = await run(scenario, { scenarioText: text });
    expect(kpi.throughput_Mbps.value).toBeGreaterThan(0);
    expect(kpi.throughput_Mbps.value).toBeLessThanOrEqual(kpi.offeredThroughput_Mbps.value);
    expect(kpi.throughput_Mbps.value).toBeLessThanOrEqual(kpi.idealThroughput_Mbps.value);
    const shortest_ms = Math.min(...timeline.delay_s) * 1e3;
    const longest_ms = Math.max(...timeline.delay_s) * 1e3;
    expect(kpi.latencyPropagation_ms.value).toBeGreaterThanOrEqual(shortest_ms * (1 - 1e-9));
    expect(kpi.latencyPropagation_ms.value).toBeLessThanOrEqual(longest_ms * (1 + 1e-9));
    const parts = ["Queueing", "Transmission", "Propagation", "Retransmission", "Processing"];
    const sum_ms = parts.reduce((sum, part) => sum + kpi[`latency${part}_ms`].value, 0);
    expect(sum_ms / kpi.latencyMean_ms.value).toBeCloseTo(1, 9);
  });

  it.each(readdirSync(folder))("%s runs bit-true: real frames arrive at about the budget's Es/N0", async (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const { link, channel, coChannel } = loadScenario({ text, file: name }).scenario;
    // A few frames in each of two replications.
    const window_s = 2 ** 16 / link.bandwidth_Hz;
    const overrides = [
      "run.fidelity=bit-true",
      "run.replications={minimum: 2, maximum: 2}",
      // A slow user: the fading of a whole pass is worked out at fewer moments.
      ...(channel ? ["channel.userSpeed=3 km/h"] : []),
      `run.bitTrue={windows: 3, windowDuration: ${window_s.toFixed(9)} s}`,
    ];
    const loaded = loadScenario({ text, file: name, overrides });
    const { kpi, bitTrue } = await run(loaded.scenario, { scenarioText: loaded.text });
    const { counts } = bitTrue ?? {};
    expect(counts?.frames).toBeGreaterThan(3);
    expect(counts?.undetectedErrors).toBe(0);
    // Without fading link adaptation leaves a margin, and frames arrive.
    if (!channel) expect(kpi.frameErrorRate.value).toBeLessThan(0.05);
    expect(kpi.sinrLoss_dB.value).toBeGreaterThan(-0.1);
    // Rejecting another signal takes one of two antennas: 3 dB, and what its covariance's estimate takes.
    expect(kpi.sinrLoss_dB.value).toBeLessThan(coChannel?.some(({ role }) => role === "unknown") ? 4 : 1);
  });
});
