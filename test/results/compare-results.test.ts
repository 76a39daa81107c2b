import { describe, expect, it } from "vitest";
import { compareResults, type FigureChange } from "../../src/results/compare-results.js";
import { parseTolerance, type Tolerance } from "../../src/results/figure-tolerance.js";
import { pointOf, pointsByPlace, type ResultSet, runFigure } from "../../src/results/result-set.js";
import type { Estimate } from "../../src/statistics/estimate.js";
import { meanEstimate } from "../../src/statistics/mean-estimate.js";
import { wilsonEstimate } from "../../src/statistics/wilson.js";

function resultSet(figures: Readonly<Record<string, Estimate>>, name = "run", replications = 5): ResultSet {
  const found = new Map(Object.entries(figures).map(([key, each]) => [key, runFigure(key, each, { replications })]));
  const points = pointsByPlace([{ place: [], point: pointOf("", found) }]);
  return { kind: "run", name, axes: [], points, tolerances: [] };
}

function exact(value: number): Estimate {
  return { value, low: value, high: value, confidence: 1 };
}

const none = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
const rule = { alpha: 0.01 };
const near = meanEstimate([100, 100.1, 99.9, 100.05, 99.95]);
const further = meanEstimate([98, 98.1, 97.9, 98.05, 97.95]);

function changeOf(before: Estimate, after: Estimate, figure = "throughput_Mbps"): FigureChange | undefined {
  return compareResults(resultSet({ [figure]: before }), resultSet({ [figure]: after }), rule).changes[0];
}

describe("a comparison", () => {
  it("passes what is the same, and rounding of another machine", () => {
    const found = compareResults(
      resultSet({ cn_dB: exact(12), throughput_Mbps: near }),
      resultSet({ cn_dB: exact(12 * (1 + 1e-13)), throughput_Mbps: near }),
      rule,
    );
    expect(found).toMatchObject({ isPassed: true, exactSame: 1, tests: 1 });
  });

  it("finds an exact figure that moved, and says which way", () => {
    expect(changeOf(exact(12), exact(11.9), "cn_dB")).toMatchObject({ outcome: "moved", direction: "worse" });
    expect(changeOf(exact(12), exact(12.1), "cn_dB")).toMatchObject({ outcome: "moved", direction: "better" });
    expect(changeOf(exact(12), exact(12.1), "elevation_deg")?.direction).toBeUndefined();
    expect(changeOf(exact(0.1), exact(0.2), "packetLoss")?.direction).toBe("worse");
  });

  it("catches a mean that moved by more than its noise, with Welch's interval of the change", () => {
    const found = changeOf(near, further);
    expect(found).toMatchObject({ outcome: "moved", direction: "worse" });
    expect(found?.change?.value).toBeCloseTo(-2, 12);
    // Two equal variances of n = 5: standard error sqrt(2) * 0.0790569 / sqrt(5) = 0.05, t(0.975, 8) = 2.306.
    expect(found?.change?.high).toBeCloseTo(-2 + 2.306 * 0.05, 4);
  });

  it("lets noise pass, and counts every test: twenty of one in fifty are nothing", () => {
    const later = meanEstimate([100.13, 100.23, 100.03, 100.18, 100.08]);
    const single = compareResults(resultSet({ a_ms: near }), resultSet({ a_ms: later }), { alpha: 0.05 });
    expect(single.changes[0].p).toBeLessThan(0.05);
    expect(single.isPassed).toBe(false);
    const names = Array.from({ length: 20 }, (_, index) => `a${index}_ms`);
    const all = (each: Estimate, last: Estimate) =>
      Object.fromEntries(names.map((name, index) => [name, index === 0 ? last : each]));
    expect(compareResults(resultSet(all(near, near)), resultSet(all(near, later)), { alpha: 0.05 }).isPassed).toBe(
      true,
    );
  });

  it("lets a figure move as far as its tolerance on top of its noise", () => {
    const within = (text: string) =>
      compareResults(resultSet({ throughput_Mbps: near }), resultSet({ throughput_Mbps: further }), {
        ...rule,
        tolerances: [parseTolerance(text) as Tolerance],
      }).isPassed;
    expect(within("throughput_Mbps=1.9 Mbps")).toBe(true);
    expect(within("throughput_Mbps=1 %")).toBe(false);
    expect(within("throughput_*=2 %")).toBe(true);
  });

  it("tells a figure or point that is on one side only, as an error of its own", () => {
    const found = compareResults(
      resultSet({ a: exact(1), b: exact(2) }),
      resultSet({ a: exact(1), c: exact(3) }),
      rule,
    );
    expect(found.isPassed).toBe(false);
    expect(found.changes.map(({ figure, outcome }) => [figure, outcome])).toEqual([
      ["b", "missing"],
      ["c", "new"],
    ]);
  });

  it("knows that no loss at all is compatible with a few losses, and not with many", () => {
    const clean = wilsonEstimate(0, 100_000);
    const few = meanEstimate([0, 1e-5, 0, 2e-5, 0]);
    expect(changeOf(clean, { ...few, low: 0 }, "packetLoss")?.outcome).toBe("same");
    expect(changeOf(clean, meanEstimate([0.1, 0.11, 0.1, 0.09, 0.1]), "packetLoss")?.outcome).toBe("moved");
    expect(changeOf(clean, wilsonEstimate(0, 50_000), "packetLoss")?.outcome).toBe("same");
    expect(changeOf(clean, wilsonEstimate(100_000, 100_000), "packetLoss")?.outcome).toBe("moved");
  });

  it("does not judge a random figure that has no value on one side, and does judge an exact one", () => {
    const found = compareResults(
      resultSet({ latencyMean_ms: near }),
      resultSet({ latencyMean_ms: { ...none, confidence: 0.95 } }),
      rule,
    );
    expect(found.isPassed).toBe(true);
    expect(found.changes[0].outcome).toBe("untested");
    expect(changeOf(exact(20), { ...none, confidence: 1 }, "ci_dB")?.outcome).toBe("moved");
  });

  it("takes the other side's spread for a single replication, and refuses two single ones that differ", () => {
    const single = (value: number) => resultSet({ throughput_Mbps: meanEstimate([value]) }, "single", 1);
    const many = resultSet({ throughput_Mbps: near });
    expect(compareResults(many, single(100.1), rule).isPassed).toBe(true);
    expect(compareResults(many, single(90), rule).isPassed).toBe(false);
    expect(compareResults(single(90), many, rule).isPassed).toBe(false);
    expect(compareResults(single(90), single(90), rule).isPassed).toBe(true);
    expect(() => compareResults(single(90), single(91), rule)).toThrow(/one replication does not say/);
  });

  it("passes a move for the better only where that is allowed", () => {
    const [before, after] = [resultSet({ cn_dB: exact(12) }), resultSet({ cn_dB: exact(13) })];
    expect(compareResults(before, after, rule).isPassed).toBe(false);
    expect(compareResults(before, after, { ...rule, allowBetter: true }).isPassed).toBe(true);
    expect(compareResults(after, before, { ...rule, allowBetter: true }).isPassed).toBe(false);
  });

  it("sorts by significance: errors, exact moves by size, random ones by p", () => {
    const found = compareResults(
      resultSet({ a: exact(1), b: exact(1), gone: exact(1), x_ms: near, y_ms: near }),
      resultSet({ a: exact(1.1), b: exact(2), x_ms: meanEstimate([101, 101.1, 100.9, 101, 101]), y_ms: further }),
      rule,
    );
    expect(found.changes.map(({ figure }) => figure)).toEqual(["gone", "b", "a", "y_ms", "x_ms"]);
  });

  it("refuses a tolerance that fits nothing and results of another kind", () => {
    const run = resultSet({ cn_dB: exact(12) });
    const tolerance = parseTolerance("cm_dB=1 dB") as Tolerance;
    expect(() => compareResults(run, run, { ...rule, tolerances: [tolerance] })).toThrow(/did you mean cn_dB/);
    expect(() => compareResults(run, { ...run, kind: "sweep", axes: ["x"] }, rule)).toThrow(/found a sweep over x/);
  });
});
