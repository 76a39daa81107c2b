import { describe, expect, it } from "vitest";
import { kpiJson, kpiText } from "../../src/results/kpi.js";
import { gapFixture, runResultFixture } from "../report/run-result-fixture.js";

function reversed<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toReversed());
}

describe("key figures", () => {
  it("are the same bytes whatever the order in which the figures were found", () => {
    const result = runResultFixture();
    const shuffled = { ...result, kpi: reversed(result.kpi), budget: reversed(result.budget) };
    expect(kpiText(shuffled)).toBe(kpiText(result));
  });

  it("keep every figure with its interval in full precision", () => {
    const result = runResultFixture();
    const read = JSON.parse(kpiText(result));
    expect(Object.keys(read)).toEqual(["title", "fidelity", "seed", "budget", "kpi", "abstracted"]);
    expect(read.kpi.throughput_Mbps).toEqual(result.kpi.throughput_Mbps);
    expect(Object.keys(read.kpi)).toEqual(Object.keys(result.kpi).sort());
    expect(Object.keys(read.kpi.jitter_ms)).toEqual(["value", "low", "high", "confidence"]);
    expect(read.abstracted.lossRatio.overflow).toEqual(result.abstracted?.lossRatio.overflow);
    expect(read.abstracted.latencyParts_s.queueing.value).toBe(0.0187);
  });

  it("say null where there is no figure, such as the latency when no packet arrived", () => {
    expect(kpiJson(gapFixture())).toMatchObject({ kpi: { latencyMedian_ms: { value: null } } });
  });

  it("hold neither time nor machine, and no packets in budget fidelity", () => {
    const text = kpiText(runResultFixture({ fidelity: "budget" }));
    expect(JSON.parse(text)).not.toHaveProperty("abstracted");
    expect(text).not.toMatch(/20\d\d-\d\d-\d\dT/);
    expect(text).not.toContain(process.version);
  });
});
