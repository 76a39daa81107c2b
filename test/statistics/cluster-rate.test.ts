import { describe, expect, it } from "vitest";
import { RandomStream } from "../../src/random/random-stream.js";
import { type ClusterSums, clusterRateEstimate, clusterStandardError } from "../../src/statistics/cluster-rate.js";
import { wilsonEstimate } from "../../src/statistics/wilson.js";

function sums(clusters: readonly (readonly [events: number, trials: number])[]): ClusterSums {
  const sum = (of: (events: number, trials: number) => number) => clusters.reduce((s, [e, t]) => s + of(e, t), 0);
  return {
    clusters: clusters.length,
    trials: sum((_, t) => t),
    events: sum((e) => e),
    squaredTrials: sum((_, t) => t * t),
    squaredEvents: sum((e) => e * e),
    trialsTimesEvents: sum((e, t) => e * t),
  };
}

describe("a rate over clusters", () => {
  it("whose trials share their fate is as uncertain as its clusters, covered at its confidence", () => {
    const stream = new RandomStream(4, "test.clusters");
    const [runs, clusters, rate] = [2000, 60, 0.15];
    let [covered, plainly] = [0, 0];
    for (let run = 0; run < runs; run++) {
      // All trials of a cluster happen, or none does; the clusters' sizes do not depend on it.
      const drawn = Array.from({ length: clusters }, (): [number, number] => {
        const trials = 5 + Math.floor(10 * stream.uniform());
        return [stream.uniform() < rate ? trials : 0, trials];
      });
      const all = sums(drawn);
      const { low, high } = clusterRateEstimate(all);
      if (low <= rate && rate <= high) covered++;
      const wilson = wilsonEstimate(all.events, all.trials);
      if (wilson.low <= rate && rate <= wilson.high) plainly++;
    }
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.985);
    // Trials taken as independent would be far too sure.
    expect(plainly / runs).toBeLessThan(0.6);
  });

  it("is never surer than Wilson's interval over its trials, and comes close to it where trials are independent", () => {
    const stream = new RandomStream(5, "test.clusters");
    const drawn = Array.from({ length: 2000 }, (): [number, number] => {
      let events = 0;
      for (let trial = 0; trial < 20; trial++) if (stream.uniform() < 0.05) events++;
      return [events, 20];
    });
    const estimate = clusterRateEstimate(sums(drawn));
    const wilson = wilsonEstimate(sums(drawn).events, 40_000);
    expect(estimate.value).toBe(wilson.value);
    expect(estimate.high - estimate.low).toBeGreaterThanOrEqual((wilson.high - wilson.low) * (1 - 1e-12));
    expect(estimate.high - estimate.low).toBeLessThan(1.1 * (wilson.high - wilson.low));
  });

  it("without events counts a cluster as one trial, and without trials knows nothing", () => {
    expect(clusterRateEstimate(sums(new Array(50).fill([0, 80])))).toEqual(wilsonEstimate(0, 50));
    expect(clusterRateEstimate(sums(new Array(50).fill([80, 80])))).toEqual(wilsonEstimate(50, 50));
    expect(clusterRateEstimate(sums([[0, 0]]))).toEqual({ value: 0, low: 0, high: 1, confidence: 0.95 });
    const { low, high } = clusterRateEstimate(sums([[3, 10]]));
    expect(high - low).toBeGreaterThan(0.8);
  });

  it("has the standard error of the ratio estimator", () => {
    // Rates 1/4, 2/4, 3/4 in clusters of equal size: the standard error of the mean of three numbers.
    const standardError = clusterStandardError(
      sums([
        [1, 4],
        [2, 4],
        [3, 4],
      ]),
    );
    expect(standardError).toBeCloseTo(0.25 / Math.sqrt(3), 12);
    expect(clusterStandardError(sums([[1, 4]]))).toBe(Infinity);
  });
});
